"""Who may what; each module registers its own."""
