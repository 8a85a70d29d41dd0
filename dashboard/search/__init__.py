"""Quotes found by words: what was typed, ranking, facets."""
