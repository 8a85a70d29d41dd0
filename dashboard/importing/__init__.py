"""Other tools' files brought into a record."""
