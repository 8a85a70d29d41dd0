"""A copy of a source held against the rows that cite it."""
