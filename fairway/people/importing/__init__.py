"""Reading other systems' lists of people: pure parsing and planning, no database.

A file is read in a process of its own (`isolated`, `reader`), its columns are recognised
(`columns`), cells become typed rows (`rows`), rows find the people they are about (`matching`)
and their managers (`managers`), and a plan says what would change (`plan`).
"""
