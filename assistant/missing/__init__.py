"""Finds what a question names and the evidence does not speak about; assistant/gaps.py puts it together."""
