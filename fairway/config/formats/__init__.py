"""How days and times are written, by language; Django knows the rest."""
