"""A list of what people are paid now: staff number or e-mail, amount for a year, currency."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from fairway.foundation.numbers import Money, read_money
from fairway.foundation.refusal import Refusal
from fairway.reviews.actions.pay_refused import ListUnfit

T = TypeVar("T")
MOST_FAULTS, SEPARATORS = 5, ";\t,"


def read_list(text: str, people: Mapping[str, T]) -> list[tuple[T, Money]]:
    """Each line's person and pay; or every fault by its line, and then nothing is taken.

    A first line without a figure in its second column is a heading.
    """
    found: dict[str, tuple[T, Money]] = {}
    faults: list[tuple[int, str]] = []
    lines = text.lstrip("\ufeff").splitlines()
    separator = max(SEPARATORS, key=lambda sign: sum(line.count(sign) for line in lines[:5]))
    for number, row in enumerate(csv.reader(lines, delimiter=separator), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and not _has_figure(cells)):
            continue
        key = cells[0].casefold()
        try:
            found[key] = (_person(key, people, found), _money(cells))
        except Refusal as fault:
            faults.append((number, str(fault)))
    if faults or not found:
        raise ListUnfit(faults[:MOST_FAULTS] or [(1, _("There is nothing in it."))])
    return list(found.values())


class LineUnfit(Refusal):
    code = "line_unfit"


def _has_figure(cells: list[str]) -> bool:
    return len(cells) > 1 and any(sign.isdigit() for sign in cells[1])


def _person(key: str, people: Mapping[str, T], found: Mapping[str, tuple[T, Money]]) -> T:
    if key not in people:
        raise LineUnfit(_("Nobody of this round whom you reach has that number or address."))
    if key in found:
        raise LineUnfit(_("This person stands in the list twice."))
    return people[key]


def _money(cells: list[str]) -> Money:
    if len(cells) < 3:
        raise LineUnfit(_("Three columns are needed: who, amount, currency."))
    money = read_money(cells[1], cells[2].upper())
    if money.minor <= 0:
        raise LineUnfit(_("That cannot be somebody’s pay for a year."))
    return money
