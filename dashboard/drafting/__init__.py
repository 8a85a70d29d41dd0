"""Rows drafted from a text: who says what in it, by which rule, and how surely."""
