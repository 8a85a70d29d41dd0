"""English sentences taken apart: words, clauses, subjects, and words of time."""
