"""What a goal says, and what it leaves out: five letters, read by rules, each with its reason.

Word lists and patterns, one module for each language, so that a reader can see why a place was
marked. What is found are hints to whoever writes: they never stop anybody, are never kept, and
there is no score of a goal or of a person.
"""
