"""What the organisation writes, in each of its languages, read in the reader's.

    title = TextsField(max_length=120)

    priority.title = {"en": "Effortless returns", "pt": "Devoluções sem esforço"}
    str(priority.title)  # in the reader's language, else in the main one, else in any

Forms ask with `fairway.ui.texts.TextsInput`.
"""

from fairway.foundation.languages.fields import TextsField
from fairway.foundation.languages.texts import (
    NothingWritten,
    Texts,
    main_language,
    reading_in,
    written_in,
)

__all__ = [
    "NothingWritten",
    "Texts",
    "TextsField",
    "main_language",
    "reading_in",
    "written_in",
]
