"""Measure: question sets -> metrics -> report -> gate."""
