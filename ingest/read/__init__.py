"""Readers: one module per format, bytes in, a knowledge.documents.Document out."""
