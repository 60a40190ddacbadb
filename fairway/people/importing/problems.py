"""What can be wrong, in words that say what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

# Codes are stored and texts are made when shown, so that each reader gets their own language.
MESSAGES: dict[str, Any] = {
    # the file
    "empty_file": _("The file is empty. Export it again and choose the new file."),
    "no_rows": _("The file has a header but no people below it."),
    "no_headers": _(
        "The first lines name no columns. Put a line of column names, such as “Name” and "
        "“Employee number”, above the people."
    ),
    "one_column": _(
        "The file has a single column. Export it again as CSV with commas, semicolons or tabs, or "
        "as XLSX."
    ),
    "too_large": _(
        "The file is larger than %(limit)s MB. Leave out columns that Fairway does not need, or "
        "split it into several files."
    ),
    "too_many_rows": _("The file has more than %(limit)s rows. Split it into several files."),
    "too_many_columns": _("The file has more than %(limit)s columns. Leave out those not needed."),
    "too_hard": _(
        "Reading this file takes more memory or time than an import may use. Save it as CSV, or "
        "split it into several files."
    ),
    "open_quote": _(
        "A quotation mark that opens on line %(line)s is never closed, so everything after it "
        "runs together. Close it, or export the file again."
    ),
    "long_line": _("Line %(line)s is longer than a line of a table can be. Is this a CSV file?"),
    "broken": _("The file is damaged and cannot be read. Export it again."),
    "locked": _("The workbook is protected with a password. Save it without one."),
    "other_kind": _("This is %(kind)s, whatever its name says. Choose a CSV or XLSX file."),
    "web_page": _(
        "This is a web page that calls itself a table. Open it in a spreadsheet and save it as "
        "XLSX or CSV."
    ),
    "not_a_table": _("This is not a table of text. Choose a CSV or XLSX file."),
    "encoding": _("The file is not written in the encoding %(encoding)s. Choose another."),
    # columns
    "no_name_column": _(
        "No column was recognised as people's names. Say which one it is: --map 'Column=name'."
    ),
    "nothing_to_tell_apart": _(
        "No column tells two people of the same name apart. Add the employee number, the e-mail "
        "address or the hire date."
    ),
    # cells
    "formula": _("“%(value)s” looks like a formula. Write the plain value instead."),
    "unreadable_signs": _(
        "Some letters of “%(value)s” could not be read. Export the file as UTF-8."
    ),
    "hidden_signs": _("Invisible characters were removed from “%(value)s”."),
    "too_long": _("“%(value)s…” is longer than %(limit)s characters. Shorten it."),
    "not_a_name": _("“%(value)s” is not a person's name. Write their name, or remove the line."),
    "no_name": _("There is no name. Write one, or remove the line."),
    "not_an_email": _("“%(value)s” is not an e-mail address. Correct it, or leave it empty."),
    "not_a_date": _("“%(value)s” is not a date. Write it like 2024-03-31."),
    "not_in_calendar": _("“%(value)s” is not in the calendar. Write the real date."),
    "wrong_order": _(
        "“%(value)s” does not fit the other dates of this column, which put the %(first)s first. "
        "Write it like 2024-03-31."
    ),
    "unlikely_year": _("The year %(year)s cannot be right. Correct it."),
    "unknown_zone": _(
        "“%(value)s” is not a known time zone. Write it like Europe/Lisbon or America/New_York."
    ),
    "unknown_country": _("“%(value)s” is not a known country. Write its name or two-letter code."),
    "unknown_mode": _("“%(value)s” is not a way of working. Write on-site, hybrid or remote."),
    "unknown_status": _(
        "“%(value)s” was not understood as active or left; only the leaving date counts here."
    ),
    "not_hours": _("“%(value)s” is not a number of hours a week. Write it like 37.5."),
    "unit_above_itself": _(
        "“%(value)s” would stand above itself in “%(path)s”. Correct the path of units."
    ),
    # rows
    "ragged_long": _(
        "This line has %(cells)s cells, the header has %(columns)s. Put quotation marks around "
        "cells that contain the separator."
    ),
    "ragged_short": _(
        "This line has %(cells)s of %(columns)s cells: it was cut short or torn apart. Complete it."
    ),
    "left_before_joining": _(
        "The leaving date %(left)s is before the hire date %(joined)s. Correct one of them."
    ),
    "same_line": _("This line repeats line %(other)s; it was read once."),
    "number_twice": _(
        "Line %(other)s has the same employee number, %(value)s. Give each person their own; a "
        "rehire needs hire and leaving dates that do not overlap."
    ),
    "email_twice": _(
        "Line %(other)s has the same e-mail address, %(value)s. Give each person their own."
    ),
    "name_twice": _(
        "Line %(other)s has the same name, and nothing tells the two apart. Add employee numbers "
        "or e-mail addresses."
    ),
    "number_of_another": _(
        "Employee number %(value)s belongs to %(name)s here. Is it another person, or is the "
        "column another one?"
    ),
    "email_of_another": _(
        "The e-mail address %(value)s belongs to %(name)s here. Correct it, or change it there "
        "first."
    ),
    "several_here": _(
        "Several people here could be meant by this line. Add the employee number or the e-mail "
        "address."
    ),
    "circle": _(
        "These people would report to each other in a circle: %(names)s. Correct the manager on "
        "one of these lines."
    ),
    "several_units": _(
        "Several units are called “%(value)s”. Write the whole path, such as “%(path)s”."
    ),
    "own_manager": _("This would change your own manager, which somebody else has to do."),
    # warnings
    "left_without_date": _(
        "The status says this person has left, but there is no leaving date; they count as having "
        "left today."
    ),
    "active_but_left": _("The status says active, yet the leaving date %(left)s has passed."),
    "still_left_here": _(
        "This person has left here on %(left)s; the file has no leaving date. Nothing was changed "
        "about that."
    ),
    "dates_assumed": _(
        "Every date in this column could also be read the other way round; %(example)s was read "
        "as %(read)s. If that is wrong, say which part comes first."
    ),
    "place_without_zone": _(
        "The time zone of “%(value)s” is not known, so UTC stands there. Add a column with time "
        "zones, or set it on the location."
    ),
    "misnamed": _("The file's name does not say what it is: it was read as %(kind)s."),
    "ids_disagree": _(
        "%(count)s manager numbers do not belong to the manager named beside them; the names were "
        "used."
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in one cell or line (line 0: the whole file)."""

    code: str
    line: int = 0
    column: str = ""
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        return str(MESSAGES[self.code]) % self.params

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "line": self.line, "column": self.column, "params": self.params}


class Unreadable(Exception):
    """The file as a whole cannot be read; the problem says why and what to do."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.problem = Problem(code, params=params)


def shorten(value: str, most: int = 60) -> str:
    """A cell in a message: no more of it than is needed to find it."""
    return value if len(value) <= most else value[: most - 1] + "…"
