"""Goals from a file: what was read, line by line, and what is wrong with it. Knows no database."""
