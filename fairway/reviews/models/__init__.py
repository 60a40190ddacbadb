"""Models by noun; re-exported here."""
