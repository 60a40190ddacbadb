"""What the cells themselves say about a column, where its header says too little or too much."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.people.importing import dates
from fairway.people.importing.cells import Bad, read_hours
from fairway.people.importing.column import Column
from fairway.people.importing.geography import zone_names
from fairway.people.importing.spelling import fold, squash
from fairway.people.importing.vocabulary import MODES

LOOKS: dict[str, Any] = {
    "empty": _("Empty"),
    "emails": _("E-mail addresses"),
    "dates": _("Dates"),
    "numbers": _("Numbers"),
    "codes": _("Codes with letters and digits"),
    "few": _("A few words that recur"),
    "text": _("Text"),
}
_FEW = 12
_SALUTATIONS_TEXT = """
    mr mrs ms miss mx dr prof herr frau m mme mlle sr sra srta"""
_SALUTATIONS = frozenset(_SALUTATIONS_TEXT.split())


def share(cells: list[str], test: Callable[[str], bool]) -> float:
    return sum(1 for cell in cells if test(cell)) / len(cells) if cells else 0.0


def fits(key: str, cells: list[str]) -> bool:
    """Whether a column may mean this, going by its cells; an empty one may mean anything."""
    test = _MUST.get(key)
    return not cells or test is None or test(cells)


def shows(key: str, cells: list[str]) -> bool:
    """Whether the cells alone are enough to say so."""
    return len(cells) >= 2 and _SHOWS[key](cells)


def looks(cells: list[str]) -> str:
    """What sort of cells these are, in a word that gives none of them away."""
    if not cells:
        return "empty"
    for key, test in (("emails", _has_at), ("numbers", _counts), ("dates", dates.looks_like_date)):
        if share(cells, test) > 0.8:
            return key
    if len(set(cells)) <= _FEW and len(set(cells)) * 3 <= len(cells):
        return "few"
    return "codes" if share(cells, _is_number) > 0.8 else "text"


def settle(columns: list[Column]) -> None:
    """Second thoughts, once every column has a first meaning."""
    by_field = {column.field: column for column in columns if column.field}
    _settle_names(by_field)
    for key, column in by_field.items():
        if key == "job_title" and share(column.samples, _is_salutation) > 0.5:
            column.kind = "gender"
            column.leave("sensitive")
        elif key in {"manager_name", "manager_number", "manager_email"}:
            right = {
                "manager_name": _has_words,
                "manager_number": _is_number,
                "manager_email": _has_at,
            }
            if (
                column.samples
                and share(column.samples, right[key]) < 0.5
                and "manager" not in by_field
            ):
                column.read_as("manager")


def _settle_names(by_field: dict[str, Column]) -> None:
    """ "Name" beside "Vorname" is the family's; a lone "Nom" or "Nombre" is the whole name."""
    name, given, family = (by_field.get(key) for key in ("name", "given_name", "family_name"))
    if name and given and not family:
        if share(name.samples, lambda cell: " " in cell or "," in cell) < 0.6:
            name.read_as("family_name")
    elif not name and bool(given) != bool(family):
        alone = given or family
        assert alone
        alone.read_as("name")


def _is_salutation(cell: str) -> bool:
    return fold(cell) in _SALUTATIONS


def _has_at(cell: str) -> bool:
    return "@" in cell


def _has_words(cell: str) -> bool:
    return any(sign.isalpha() for sign in cell) and "@" not in cell


def _is_number(cell: str) -> bool:
    return any(sign.isdigit() for sign in cell) and " " not in cell.strip()


def _counts(cell: str) -> bool:
    return cell.strip("+-% ").replace(",", "").replace(".", "", 1).isdigit()


def _is_hours(cell: str) -> bool:
    try:
        return read_hours(cell) <= 100 * 60
    except Bad:
        return False


def _is_zone(cell: str) -> bool:
    return cell in zone_names()


def _is_mode(cell: str) -> bool:
    return squash(cell) in MODES


def _is_whole_name(cell: str) -> bool:
    parts = cell.replace(",", " ").split()
    return 2 <= len(parts) <= 5 and cell[:1].isupper() and not any(sign.isdigit() for sign in cell)


def _looks_like_names(cells: list[str]) -> bool:
    if len(set(cells)) < len(cells) * 0.8:
        return False
    return share(cells, _is_whole_name) > 0.9


_MUST: dict[str, Callable[[list[str]], bool]] = {
    "email": lambda cells: share(cells, _has_at) >= 0.5,
    "name": lambda cells: share(cells, _has_words) >= 0.5,
    "given_name": lambda cells: share(cells, _has_words) >= 0.5,
    "family_name": lambda cells: share(cells, _has_words) >= 0.5,
    "joined_on": lambda cells: share(cells, dates.looks_like_date) >= 0.5,
    "left_on": lambda cells: share(cells, dates.looks_like_date) >= 0.5,
    "last_day": lambda cells: share(cells, dates.looks_like_date) >= 0.5,
    "weekly_hours": lambda cells: share(cells, _is_hours) >= 0.5,
    "employee_number": lambda cells: (
        len(set(cells)) >= len(cells) * 0.5 and share(cells, lambda cell: len(cell) <= 60) == 1
    ),
    "time_zone": lambda cells: share(cells, lambda cell: len(cell) > 1) == 1,
}
_SHOWS: dict[str, Callable[[list[str]], bool]] = {
    "email": lambda cells: share(cells, _has_at) > 0.8 and len(set(cells)) > len(cells) * 0.8,
    "name": _looks_like_names,
    "time_zone": lambda cells: share(cells, _is_zone) > 0.8,
    "work_mode": lambda cells: share(cells, _is_mode) > 0.9,
}
