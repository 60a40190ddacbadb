"""What each part of reviews offers the rest of the house through its ports."""
