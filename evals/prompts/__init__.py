"""The prompts of the judge; assistant/prompts reads them."""
