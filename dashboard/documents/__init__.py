"""A document that somebody hands over, read as text: a page, a mail, a PDF, a paste."""
