"""A record opened: its tables built once, kept, and told apart by version."""
