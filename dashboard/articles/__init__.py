"""What an article says of itself, and what stands around it."""
