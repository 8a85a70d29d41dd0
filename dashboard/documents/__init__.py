"""Pages, mails, PDFs and pastes, read as text."""
