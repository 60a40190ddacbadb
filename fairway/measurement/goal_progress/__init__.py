"""How far along is a goal, and how far should it be by now? Arithmetic, exact until it is shown.

Raw progress is stored and may leave 0–1; what is shown, and what a roll-up adds, is clamped. What
nobody reported is unknown, never 0. Confidence belongs beside these numbers and is never
multiplied in.
"""
