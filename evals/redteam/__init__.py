"""Attacks: hostile questions and poisoned documents, against quotations and against a model that obeys all it reads."""
