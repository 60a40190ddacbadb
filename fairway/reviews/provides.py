"""What reviews offer the rest of the house: each part in a module of its own, imported here."""
