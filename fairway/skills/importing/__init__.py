"""Tables of roles and the skills they need: read, guessed, planned. Nothing here writes."""
