"""An answer in words or in JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fairway.config.cli.terminal import say

if TYPE_CHECKING:
    from fairway.measurement import Caution, Interval


@dataclass(frozen=True, slots=True)
class Answer:
    """`data` for programs, `lines` for people, `cautions` for both.

    `as_is`: `data` has the shape of the file that was given, and nothing is added to it.
    """

    data: dict[str, Any]
    lines: Sequence[str]
    cautions: Sequence[Caution] = field(default_factory=tuple)
    as_is: bool = False


def tell(answer: Answer, *, seconds: float, as_json: bool) -> None:
    if as_json:
        warned = [{"code": one.code, "said": one.in_words()} for one in answer.cautions]
        added = {} if answer.as_is else {"cautions": warned, "seconds": round(seconds, 3)}
        data = {**answer.data, **added}
        say(json.dumps(jsonable(data), ensure_ascii=False, allow_nan=False))
        return
    for line in answer.lines:
        say(line)
    for caution in answer.cautions:
        say(f"Note: {caution.in_words()}")


def tell_refusal(reasons: Sequence[str]) -> None:
    say(json.dumps({"refused": list(reasons)}, ensure_ascii=False))


def jsonable(what: Any) -> Any:
    """Plain values; what is not a finite number is null, which JSON can say."""
    if isinstance(what, Mapping):
        return {str(key): jsonable(value) for key, value in what.items()}
    if isinstance(what, list | tuple | set | frozenset):
        return [jsonable(one) for one in what]
    if hasattr(what, "tolist"):
        return jsonable(what.tolist())
    if isinstance(what, float):
        return what if math.isfinite(what) else None
    if what is None or isinstance(what, bool | int | str):
        return what
    return str(what)


def limits(interval: Interval | None) -> dict[str, float | None]:
    """The two ends under the names that all kinds use."""
    if interval is None:
        return {"low": None, "high": None}
    return {"low": interval.low, "high": interval.high}


def shown(number: float | None, digits: int = 4) -> str:
    """A number for people: so many digits that count, a dash for none."""
    if number is None or math.isnan(number):
        return "–"
    if isinstance(number, int) or (number == int(number) and abs(number) < 1e15):
        return f"{int(number):,}"
    return f"{number:,.{digits}g}"


def points(number: float | None) -> str:
    """A number in the unit of a rating scale, of which two decimals mean something."""
    return "–" if number is None or math.isnan(number) else f"{number:.2f}"


def first(lines: list[str], most: int | None, *, heading: int = 1) -> list[str]:
    """A table's heading and first rows, and how many more there are."""
    rows = len(lines) - heading
    if most is None or rows <= most:
        return lines
    more = f"… and {rows - most:,} more; --all lists them, --json too."
    return [*lines[: most + heading], more]


def columns(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Lines with numbers to the right; the first column, and words without a header, to the left."""
    cells = [list(header), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    return [
        "  ".join(
            value.ljust(width) if i == 0 or not header[i] else value.rjust(width)
            for i, (value, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def _cell(value: object) -> str:
    if value is None or (isinstance(value, float | int) and not isinstance(value, bool)):
        return shown(value)
    return str(value)
