"""Questions: a record and filters in, a table out."""
