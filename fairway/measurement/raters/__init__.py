"""How do raters differ, and what is left of the people they rate?"""
