"""How the application database came to its present form, step by step; run by api/store/upgrading.py."""
