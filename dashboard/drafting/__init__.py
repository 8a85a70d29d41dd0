"""Rows drafted from a text."""
