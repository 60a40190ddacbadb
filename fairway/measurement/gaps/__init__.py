"""Do groups of people fare differently, by more than chance and than their work explains?

Advises where a look is worth while; it neither finds bias nor rules it out.
"""
