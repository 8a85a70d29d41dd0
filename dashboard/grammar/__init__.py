"""English sentences taken apart."""
