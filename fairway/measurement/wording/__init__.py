"""What does a piece of feedback contain that helps? Hints to whoever writes it, never a score.

Everything is found by word lists and patterns, one module for each language, so that a reader can
see why a place was marked. What is found is not called quality until people who coded the same
comments agree (`coding`).
"""
