"""A record on paper: its tables, the words they allow, its files, its rules."""
