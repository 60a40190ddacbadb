"""What each column of a file means: recognised, remembered, or said by somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from fairway.people.importing import contents
from fairway.people.importing.column import REFUSED_STATE, Column
from fairway.people.importing.fields import FIELDS, REASONS, SENSITIVE
from fairway.people.importing.headers import NOISE, SPELLINGS
from fairway.people.importing.keepout import refusal, sensitive_kind, skip_reason
from fairway.people.importing.spelling import clean, is_empty, squash, words

_BY_LAST_WORDS_TEXT = """
    job_title unit location city state country time_zone work_mode employer weekly_hours"""
_BY_LAST_WORDS = frozenset(_BY_LAST_WORDS_TEXT.split())
_OF_OTHERS_TEXT = """
    previous former prior old past next target future hiring mentor buddy contact partner
    spouse emergency home birth manager managers supervisor supervisors boss recruiter
    requested preferred hr cost legal tax"""
_OF_OTHERS = frozenset(_OF_OTHERS_TEXT.split())


class WrongMapping(ValueError):
    """A column or field that does not exist, or one that is never read."""

    def __init__(self, code: str, header: str, key: str = "", reason: str = "") -> None:
        super().__init__(code)
        self.code, self.header, self.key, self.reason = code, header, key, reason

    @property
    def message(self) -> str:
        params = {
            "header": self.header,
            "key": self.key,
            "reason": str(REASONS.get(self.reason, "")),
            "fields": ", ".join(FIELDS),
            "kinds": ", ".join(SENSITIVE),
        }
        return str(_WRONG[self.code]) % params


_WRONG = {
    "no_such_column": _("The file has no column called “%(header)s”."),
    "no_such_field": _("“%(key)s” is not a field. Fields are: %(fields)s."),
    "refused": _("“%(header)s” is not read. %(reason)s"),
    "sensitive": _(
        "“%(header)s” is a sensitive attribute. It can only be kept for fairness audits, by opting "
        "it in."
    ),
    "nothing_to_opt_in": _("The file has no column for %(header)s."),
    "no_such_kind": _("“%(header)s” is not a sensitive attribute. These are: %(kinds)s."),
}


def guess(
    headers: list[str], samples: list[list[str]], remembered: Mapping[str, str] | None = None
) -> list[Column]:
    """Every column with the best guess of its meaning; a field is given to one column only."""
    columns = [
        Column(at, header, samples=_samples(samples, at)) for at, header in enumerate(headers)
    ]
    offers: list[tuple[float, int, str]] = []
    for column in columns:
        column.kind = sensitive_kind(column.header)
        column.looks = contents.looks(column.samples)
        reason = refusal(column.header) or ("sensitive" if column.kind else "")
        column.leave(reason or skip_reason(column.header))
        if not reason:
            offers += _offers(column, remembered or {})
    _give(columns, offers)
    contents.settle(columns)
    _fill_gaps(columns)
    return columns


def _samples(rows: list[list[str]], at: int) -> list[str]:
    cells = (clean(row[at]) for row in rows if at < len(row))
    return [cell for cell in cells if not is_empty(cell)]


def _offers(column: Column, remembered: Mapping[str, str]) -> list[tuple[float, int, str]]:
    """(score, index, field): remembered before known, known before known but for noise."""
    key = squash(column.header)
    if key in remembered:
        chosen = remembered[key]
        return [(1000.0, column.index, chosen)] if chosen in FIELDS else []
    found = []
    for base, spelling in ((100.0, key), (80.0, _without_noise(column.header))):
        if spelling in SPELLINGS:
            name, rank = SPELLINGS[spelling]
            found.append((base - rank / 10, column.index, name))
    if not found and column.reason == "other" and (name := _by_last_words(column.header)):
        found.append((40.0, column.index, name))
    return [offer for offer in found if contents.fits(offer[2], column.samples)]


def _without_noise(header: str) -> str:
    return "".join(word for word in words(header).split() if word not in NOISE)


def _by_last_words(header: str) -> str:
    """ "Region_State" is a state, "Assigned office" an office; "Hiring manager" is another's."""
    spoken = words(header).split()
    if _OF_OTHERS & set(spoken):
        return ""
    for at in range(1, len(spoken)):
        name, _rank = SPELLINGS.get("".join(spoken[at:]), ("", 0))
        if name in _BY_LAST_WORDS:
            return name
    return ""


def _give(columns: list[Column], offers: Iterable[tuple[float, int, str]]) -> None:
    taken: set[str] = set()
    for _score, at, key in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
        column = columns[at]
        if column.is_read:
            continue
        if key in taken:
            column.leave("twice")
            continue
        taken.add(key)
        column.read_as(key)


def _fill_gaps(columns: list[Column]) -> None:
    """Columns whose header says nothing, but whose content does."""
    for key in ("email", "name", "time_zone", "work_mode"):
        if any(column.field == key for column in columns):
            continue
        if key == "name" and any(
            column.field in {"given_name", "family_name"} for column in columns
        ):
            continue
        for column in columns:
            if column.reason == "other" and contents.shows(key, column.samples):
                column.read_as(key)
                break


def say(columns: list[Column], chosen: Mapping[str, str]) -> None:
    """Read columns as somebody says, header by header; an empty field skips the column.

    Raises WrongMapping.
    """
    for header, key in chosen.items():
        column = _find(columns, header)
        if key and key not in FIELDS and key not in SENSITIVE:
            raise WrongMapping("no_such_field", header, key)
        if column.state == REFUSED_STATE and key:
            raise WrongMapping("refused", header, key, column.reason)
        if column.kind and key in FIELDS:
            raise WrongMapping("sensitive", header, key)
        if not key:
            column.leave("sensitive" if column.kind else "other")
        elif key in SENSITIVE:
            column.kind = key
            column.leave("sensitive")
        else:
            for other in columns:
                if other.field == key and other is not column:
                    other.leave("twice")
            column.read_as(key)


def opt_in(columns: list[Column], kinds: Iterable[str]) -> None:
    """Read sensitive columns too, each by its kind or its header. Raises WrongMapping."""
    for kind in kinds:
        named = [one for one in columns if one.kind and squash(one.header) == squash(kind)]
        if named and kind not in SENSITIVE:
            column = named[0]
        elif kind in SENSITIVE:
            able = [one for one in columns if one.kind == kind and not one.is_read]
            if not able:
                raise WrongMapping("nothing_to_opt_in", kind)
            column = max(able, key=_in_words)
        else:
            raise WrongMapping("no_such_kind", kind)
        for other in columns:
            if other.field == column.kind:
                other.leave("twice")
        column.read_as(column.kind)


def _in_words(column: Column) -> float:
    """Several columns may say the same; "Married" tells more than 1."""
    plain = [cell for cell in column.samples if not cell.isdigit()]
    return len(plain) / max(1, len(column.samples))


def _find(columns: list[Column], header: str) -> Column:
    for same in (lambda one: one.strip().casefold(), squash):
        found = [column for column in columns if same(column.header) == same(header)]
        if len(found) == 1:
            return found[0]
    raise WrongMapping("no_such_column", header)
