"""Files that people hand in: checked, kept apart, handed out by the rule of what they belong to."""
