"""A record's files as people have them."""
