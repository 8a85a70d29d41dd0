"""What to publish beside a row: permalink, attribution line, citation."""
