"""HTML made of rows, all of it escaped."""
