"""The step plan: steps of a guidance in phases, each sourced or marked as a suggestion. Start at planning.py."""
