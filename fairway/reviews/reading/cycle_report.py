"""The report of a cycle as tables in the reader's language, for a page and for a file alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from fairway.people.models import Assignment
from fairway.reviews.calibrating_comparing import Gap, from_json
from fairway.reviews.cycle_figures import ALL
from fairway.reviews.models import CycleKind, Dispute
from fairway.reviews.models.writing import CONFIDENTIAL

Counts = Mapping[str, Any]
WHEN = (
    ("before", _later("Before the last day")),
    ("on_day", _later("On the last day")),
    ("extended", _later("Within days that were added")),
    ("after", _later("After it was due")),
)
RULES = (
    ("no_example", _later("An example would help")),
    ("no_reason", _later("Why it mattered is left open")),
    ("person_not_task", _later("Speaks of the person rather than of what was done")),
    ("next_open", _later("What comes next, or when, is left open in a whole review")),
)
WAYS = {
    "mode": _later("Where they work"),
    "place": _later("Location"),
    "hours": _later("Contracted hours"),
}
HOURS = {"full": _later("Full time"), "part": _later("Part time")}
MOVED = (
    ("up", _later("Moved up")),
    ("same", _later("Stayed")),
    ("down", _later("Moved down")),
)


@dataclass(frozen=True)
class Cell:
    """A number in words; None is held back, and an empty text says that there is none."""

    text: str | None
    share: float | None = None

    @property
    def is_hidden(self) -> bool:
        return self.text is None


@dataclass(frozen=True)
class Table:
    """`says` is what it comes to in a sentence; `note` what the reader has to know of it."""

    key: str
    heading: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]
    says: str = ""
    note: str = ""

    @property
    def holds_back(self) -> bool:
        return any(cell.is_hidden for _label, cells in self.rows for cell in cells)


def tables_of(content: Mapping[str, Any]) -> list[Table]:
    """Those of HR, in the order of a cycle."""
    return [*_course(content), *_writing(content), *comparing(content)]


def _course(content: Mapping[str, Any]) -> Iterator[Table]:
    yield _completion(content.get("completion", {}))
    yield _timeliness(content.get("timeliness", {}))
    yield _surprises(content.get("statements", {}), content.get("surprises", {}))
    yield _coverage(content.get("coverage", {}))


def _writing(content: Mapping[str, Any]) -> Iterator[Table]:
    wording = content.get("wording", {})
    yield _lengths(wording.get("lengths", {}))
    yield _hints(wording.get("rules", {}))


def comparing(content: Mapping[str, Any]) -> Iterator[Table]:
    """What HR and leaders read alike: how ratings moved, and how they were and are spread."""
    yield _moves(content.get("moves", {}), content.get("far", {}))
    if spread := content.get("spread"):
        yield _spread(spread)


def number(value: Any) -> Cell:
    return Cell(None if value is None else str(value))


def share_of(part: Any, whole: Any) -> Cell:
    if part is None or whole is None:
        return Cell(None)
    if not whole:
        return Cell("")
    return Cell(_("%(percent)s %%") % {"percent": round(100 * part / whole)}, part / whole)


def _label(kind: str) -> str:
    return str(CycleKind.Kind(kind).label)


def _kinds(told: Mapping[str, Any]) -> list[str]:
    return [one for one in CycleKind.Kind.values if one in told]


def _completion(told: Mapping[str, Counts]) -> Table:
    rows = []
    for kind in _kinds(told):
        one = told[kind]
        asked, written = one.get(ALL), one.get("written", 0)
        rows.append((_label(kind), (number(asked), number(written), share_of(written, asked))))
    counts = [one.get(name, 0) for one in told.values() for name in (ALL, "written")]
    says = ""
    if counts and None not in counts:
        facts = {"of": sum(counts[::2]), "done": sum(counts[1::2])}
        says = _("%(done)s of %(of)s reviews were written.") % facts
    columns = (_("Kind"), _("Asked for"), _("Written"), _("Share"))
    return Table("completion", _("What was written"), columns, rows, says)


def _timeliness(told: Mapping[str, Counts]) -> Table:
    rows = []
    for kind in _kinds(told):
        one = told[kind]
        cells = [number(one.get(when, 0)) for when, _label_of in WHEN]
        rows.append((_label(kind), (number(one.get(ALL)), *cells)))
    columns = (_("Kind"), _("Written"), *(str(label) for _when, label in WHEN))
    note = _("By the day where each writer is.")
    return Table("timeliness", _("When it was written"), columns, rows, note=note)


def _surprises(statements: Counts, reviews: Counts) -> Table:
    rows = []
    for label, told, name in (
        (_("Critical statements that were told before"), statements, "told"),
        (_("Critical statements that were new"), statements, "new"),
        (_("Reviews with nothing new in them"), reviews, "none"),
        (_("Reviews with something new in them"), reviews, "some"),
    ):
        if told:
            part, whole = told.get(name, 0), told.get(ALL)
            rows.append((label, (number(part), number(whole), share_of(part, whole))))
    note = _(
        "As writers marked it. A rating below the middle counts as a critical statement, and so does "
        "a level of a skill below the one that the role expects."
    )
    columns = (_("What"), _("How many"), _("Of"), _("Share"))
    return Table("surprises", _("What was new to people"), columns, rows, note=note)


def _coverage(told: Counts) -> Table:
    rows = []
    if told:
        cited, whole, share = told.get("cited", 0), told.get(ALL), told.get("share")
        rows.append((_("Point to something that happened"), _of(cited, whole)))
        rows.append((_("Point to nothing"), _of(told.get("uncited", 0), whole)))
        if cited:
            months = Cell(_("%(percent)s %%") % {"percent": round(share)} if share else None)
            rows.append(
                (
                    _("Months of the period that they point to, on average"),
                    (number(cited), Cell(""), months),
                )
            )
    columns = (_("Reviews that"), _("How many"), _("Of"), _("Share"))
    return Table("coverage", _("How much of the period is in them"), columns, rows)


def _of(part: Any, whole: Any) -> tuple[Cell, Cell, Cell]:
    return number(part), number(whole), share_of(part, whole)


def _lengths(told: Mapping[str, Any]) -> Table:
    rows = []
    for kind in _kinds(told):
        one = told[kind]
        cells = (
            [number(one[name]) for name in ("n", "low", "middle", "high")]
            if one
            else [Cell(None)] * 4
        )
        rows.append((_label(kind), cells))
    columns = (_("Kind"), "n", _("A quarter has fewer than"), _("Half"), _("A quarter has more"))
    note = _(
        "Words in a whole review, to five. Not opened is what was said in confidence: %(kinds)s."
    )
    kinds = ", ".join(_label(one).lower() for one in CONFIDENTIAL)
    return Table("lengths", _("How much was written"), columns, rows, note=note % {"kinds": kinds})


def _hints(told: Mapping[str, Counts]) -> Table:
    rows = []
    for rule, label in RULES:
        if one := told.get(rule):
            rows.append((str(label), _of(one.get("hinted", 0), one.get(ALL))))
    note = _(
        "What the hints beside a text would have said. They judge no text and no person. What comes "
        "next is asked for once, so that it is looked for in all texts of a review together."
    )
    columns = (_("Hint"), _("How many"), _("Of"), _("Share"))
    return Table("hints", _("What texts leave open"), columns, rows, note=note)


def _moves(told: Counts, far: Counts) -> Table:
    rows = []
    if told:
        whole = told.get(ALL)
        rows = [(str(label), _of(told.get(name, 0), whole)) for name, label in MOVED]
        if far:
            rows.append((_("Moved by more than one point"), _of(far.get("more", 0), far.get(ALL))))
    note = _("Every move has a name and a reason in its session. There is no forced distribution.")
    columns = (_("Ratings that"), _("How many"), _("Of"), _("Share"))
    return Table("moves", _("What comparing changed"), columns, rows, note=note)


def _spread(told: Counts) -> Table:
    points = sorted({int(name.partition(":")[2]) for name in told})
    rows = [
        (str(point), [number(told.get(f"{when}:{point}", 0)) for when in ("before", "after")])
        for point in points
    ]
    columns = (_("Rating"), _("Before comparing"), _("After"))
    return Table("spread", _("Ratings before and after"), columns, rows)


def looks(told: Mapping[str, Any] | None) -> Table:
    columns = (_("What became of them"), _("How many"), _("Days it took, half of them"))
    heading = _("Second looks")
    if told is None:
        says = _("Counted once nobody can ask for one any more and all are decided.")
        return Table("looks", heading, columns, (), says)
    counts, days = told["counts"], told["days"]
    if not counts:
        return Table("looks", heading, columns, (), _("Nobody asked for one."))
    rows = [(_("All"), (number(counts.get(ALL)), Cell("")))]
    for name, label in (*Dispute.Decision.choices, (Dispute.State.WITHDRAWN, _("Taken back"))):
        if name in counts:
            taken = days.get(name)
            rows.append(
                (str(label), (number(counts[name]), Cell(str(taken["middle"]) if taken else "")))
            )
    return Table("looks", heading, columns, rows)


def gaps_told(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """As `_comparisons.html` draws them, in the reader's language."""
    return [
        {
            "heading": str(WAYS[way["by"]]),
            "reference": next((_group(way["by"], g["reference"]) for g in way["gaps"]), ""),
            "gaps": [
                replace(Gap.from_json(one), group=_group(way["by"], one["group"]))
                for one in way["gaps"]
            ],
            "notes": _notes(way["gaps"]),
            "held_back": way.get("held_back", False),
        }
        for way in content.get("gaps", ())
    ]


def _group(by: str, key: str) -> str:
    if by == "mode" and key in Assignment.WorkMode.values:
        return str(Assignment.WorkMode(key).label)
    return str(HOURS.get(key, key)) if by == "hours" else key


def _notes(gaps: Iterable[Mapping[str, Any]]) -> list[str]:
    """Each once, in the reader's language."""
    said = (from_json(one).in_words(_) for gap in gaps for one in gap["cautions"])
    return list(dict.fromkeys(said))


def lines_for_file(tables: Iterable[Table], unit: str) -> Iterator[tuple[str, ...]]:
    """A line for each number: unit, table, row, column, value."""
    hidden = _("held back")
    for table in tables:
        for label, cells in table.rows:
            for column, cell in zip(table.columns[1:], cells, strict=True):
                yield unit, table.heading, label, column, hidden if cell.text is None else cell.text
