"""Pure statistics: no Django, no input or output."""
