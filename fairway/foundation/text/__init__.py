"""Text that people give and get: cleaned on its way in, harmless on its way out."""

from fairway.foundation.text.cells import csv_lines, csv_response, safe_cell, write_xlsx
from fairway.foundation.text.cleaning import (
    NameField,
    ProseField,
    UnfitText,
    clean_name,
    clean_text,
)
from fairway.foundation.text.markdown import render_markdown
from fairway.foundation.text.searching import fold

__all__ = [
    "NameField",
    "ProseField",
    "UnfitText",
    "clean_name",
    "clean_text",
    "csv_lines",
    "csv_response",
    "fold",
    "render_markdown",
    "safe_cell",
    "write_xlsx",
]
