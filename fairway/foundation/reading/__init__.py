"""Who looked at whose record: one row a page, told to the person it is about.

    from fairway.foundation import reading

    reading.note(request, person, "people.person")   # in the view; written after the answer
    reading.of(person)                               # who looked, the latest first
    reading.pages.offer(reading.Page("people.person", _("Their page")))

On SQLite the rows lie in a file of their own, so that a GET never waits for the main database.
"""

from fairway.foundation.reading.noting import Page, Read, note, of, pages

__all__ = ["Page", "Read", "note", "of", "pages"]
