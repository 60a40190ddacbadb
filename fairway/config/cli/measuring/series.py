"""Rows in the order of time."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fairway.config.cli.measuring.reading import Column
from fairway.config.cli.refusal import Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fairway.measurement import Caution


def add_time(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--time",
        metavar="COLUMN",
        help="when: numbers, months (2026-03) or dates; without it rows stand in order of time",
    )


@dataclass(frozen=True, slots=True)
class Order:
    """Places of the rows in order of time, what each time is called, and what is odd about them."""

    places: NDArray[np.intp]
    names: list[str]
    cautions: tuple[Caution, ...] = ()


def as_they_stand(n: int) -> Order:
    import numpy as np

    return Order(np.arange(n), [str(place) for place in range(1, n + 1)])


def by_time(time: Column) -> Order:
    import numpy as np

    from fairway.measurement import Caution

    moments = time.days() if time.is_dates() else time.numbers()
    if np.isnan(moments).any():
        line = int(np.flatnonzero(np.isnan(moments))[0]) + 2
        raise Refused(
            f"Line {line}, {time.name}: no time is there. Fill it in, or leave the row out."
        )
    places = np.argsort(moments, kind="stable")
    words = time.words()
    names = [words[place] or "" for place in places.tolist()]
    steps = np.diff(moments[places])
    if (steps == 0).any():
        twice = names[int(np.argmax(steps == 0))]
        raise Refused(
            f"{time.name} {twice} is there more than once. One row for each time is needed."
        )
    if len(steps) and steps.max() > 1.5 * float(np.median(steps)):
        said = "Times are not evenly spaced: after %(when)s comes a longer step than elsewhere."
        facts = (("when", names[int(np.argmax(steps))]),)
        return Order(places, names, (Caution("uneven_times", said, facts),))
    return Order(places, names)
