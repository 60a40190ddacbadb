"""A model as analysts write it: y ~ x + (1|group) + (1|other)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fairway.config.cli.refusal import Refused

EXAMPLE = "Write it like 'y ~ x + (1|rater) + (1|ratee)'."
_NAME = r"(?:`[^`]+`|[^\W\d][\w.]*|\.[\w.]*)"
_FACTOR = re.compile(rf"(?:as\.)?(?:factor|C)\(\s*({_NAME})\s*\)")
_PIECES = re.compile(r"`[^`]*`|\([^()]*(?:\([^()]*\)[^()]*)*\)|[+\-]|[^+\-`()]+|.")


@dataclass(slots=True)
class Formula:
    """What is explained, by which columns, and with a random intercept for which groups.

    `categories` are the fixed columns that count as names even where they are numbers. A group of
    two columns or more is made of the pairs that occur.
    """

    outcome: str
    intercept: bool = True
    fixed: list[str] = field(default_factory=list)
    categories: set[str] = field(default_factory=set)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """Every column once, in the order of the formula."""
        grouping = [name for names in self.groups.values() for name in names]
        return list(dict.fromkeys([self.outcome, *self.fixed, *grouping]))


def parse(text: str) -> Formula:
    left, tilde, right = text.partition("~")
    if not tilde or "~" in right or not left.strip() or not right.strip():
        raise Refused(f"“{text}” is no formula. {EXAMPLE}")
    formula = Formula(_outcome(left.strip()))
    for sign, term in _terms(right):
        _add(formula, sign, term)
    if not formula.groups:
        raise Refused(
            f"“{text}” has no random term. Add at least one, such as (1|rater); without any it "
            "is an ordinary regression."
        )
    if "residual" in formula.groups:
        raise Refused("A group cannot be called residual: that is what is left. Rename the column.")
    explaining = {*formula.fixed, *(name for names in formula.groups.values() for name in names)}
    if formula.outcome in explaining:
        raise Refused(f"{formula.outcome} cannot explain itself. Take it from the right side.")
    return formula


def _outcome(said: str) -> str:
    if re.fullmatch(_NAME, said):
        return said.strip("`")
    raise Refused(
        f"On the left of ~ stands one column, not “{said}”. What is calculated, such as log(y), "
        "needs a column of its own in the file; a name with spaces stands in `backquotes`."
    )


def _terms(right: str) -> list[tuple[str, str]]:
    """Each term with its sign. What stands in brackets or backquotes is not taken apart."""
    terms: list[tuple[str, str]] = []
    sign, term = "+", ""
    for piece in [*_PIECES.findall(right.strip()), "+"]:
        if piece not in {"+", "-"}:
            term += piece
            continue
        if term.strip():
            terms.append((sign, term.strip()))
        elif terms:
            raise Refused(f"A term is missing beside a sign in “{right.strip()}”. {EXAMPLE}")
        sign, term = piece, ""
    return terms


def _add(formula: Formula, sign: str, term: str) -> None:
    if term.count("(") != term.count(")"):
        raise Refused(f"A bracket is not closed in “{term}”. {EXAMPLE}")
    if term in {"0", "1"}:
        formula.intercept = (term == "1") == (sign == "+")
    elif sign == "-":
        raise Refused(
            f"“- {term}” cannot be taken away; leave the term out. If it is part of a column's "
            "name, put the name in `backquotes`."
        )
    elif term.startswith("(") and "|" in term:
        _add_group(formula, term)
    elif found := _FACTOR.fullmatch(term):
        _add_fixed(formula, found[1])
        formula.categories.add(found[1].strip("`"))
    elif re.fullmatch(_NAME, term):
        _add_fixed(formula, term)
    else:
        _refuse_fixed(term)


def _add_fixed(formula: Formula, name: str) -> None:
    if name.strip("`") not in formula.fixed:
        formula.fixed.append(name.strip("`"))


def _refuse_fixed(term: str) -> None:
    if "|" in term:
        raise Refused(f"A random term stands in brackets: ({term}).")
    if re.search(r"[:*]", term) and "(" not in term:
        raise Refused(
            f"Interactions of fixed effects, such as “{term}”, are not supported. Add a column "
            "with the product, or with both names together, to the file."
        )
    raise Refused(
        f"“{term}” is no column name. What is calculated, such as log(x) or I(x^2), needs a column "
        "of its own in the file; a name with spaces or signs stands in `backquotes`."
    )


def _add_group(formula: Formula, term: str) -> None:
    inside = term[1:-1]
    left, _bar, right = (part.strip() for part in inside.partition("|"))
    if left != "1" or right.startswith("|"):
        raise Refused(
            f"{term}: random intercepts only, written (1|group). Random slopes are not supported."
        )
    if "/" in right:
        names = [name.strip() for name in right.split("/")]
        apart = " + ".join(f"(1|{':'.join(names[: i + 1])})" for i in range(len(names)))
        raise Refused(f"Nested terms such as {term} are not supported. Write {apart}.")
    names = [name.strip() for name in right.split(":")]
    if not all(re.fullmatch(_NAME, name) for name in names):
        raise Refused(
            f"{term}: after the bar stands a column, or several with : between them, as in (1|a:b)."
        )
    columns = tuple(name.strip("`") for name in names)
    label = ":".join(columns)
    if label in formula.groups:
        raise Refused(f"(1|{label}) stands there twice.")
    formula.groups[label] = columns
