"""An article being coded: steps, the rows that they leave, and how those are saved."""
