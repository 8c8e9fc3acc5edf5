"""Composers: evidence in, a draft of cited statements out."""
