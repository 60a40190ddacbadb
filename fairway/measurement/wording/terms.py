"""Are some groups described in other terms than others? Over many comments only.

Words of this kind stand in good feedback too, so nothing is ever said about a single comment.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import as_labels, as_list, same_length
from fairway.measurement.results import Caution, Interval, Say, plain
from fairway.measurement.wording.language import language

LEAST_COMMENTS = 30

_ = plain  # marks sentences here; whoever shows them translates

FEW = Caution("few_comments", _("Cannot be said: %(n)s comments, and %(least)s are needed."))


@dataclass(frozen=True, slots=True)
class TermShare:
    """Shares of comments about a group with agentic and with communal terms, with intervals."""

    group: Hashable
    n: int
    agentic: float | None
    agentic_interval: Interval | None
    communal: float | None
    communal_interval: Interval | None
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        if self.agentic is None or self.communal is None:
            return " ".join(caution.in_words(_) for caution in self.cautions)
        return _(
            "Of %(n)s comments, %(agentic)d %% speak of drive and %(communal)d %% of warmth."
        ) % {
            "n": self.n,
            "agentic": round(100 * self.agentic),
            "communal": round(100 * self.communal),
        }


def shares_of_terms(
    texts: Sequence[str], groups: Any, *, language_code: str = "en"
) -> tuple[TermShare, ...]:
    """How many comments about each group use terms of drive, and of warmth.

    Wilson intervals at 95 %. Comments count once each, and are independent if one person's many
    comments are not given as many.

    Parameters
    ----------
    texts
        Comments.
    groups
        The group of the person each comment is about.
    language_code
        Such as "en" or "en-GB".

    Notes
    -----
    Nothing is said under 30 comments for a group. A difference is a reason to read the comments
    side by side; the terms are neither good nor bad.
    Wilson (1927), J. Am. Stat. Assoc. 22, 209–212.

    Raises
    ------
    MeasurementError
        For unequal lengths, what is no text, or an unknown language.
    """
    tongue = language(language_code)
    codes, labels = as_labels(groups, "groups")
    texts = as_list(texts, "texts")
    same_length(texts=texts, groups=codes)
    for place, text in enumerate(texts):
        if not isinstance(text, str):
            raise MeasurementError(f"texts: {text!r:.60} at place {place + 1} is no text.")
    found = []
    for code, label in enumerate(labels):
        mine = [text for text, of in zip(texts, codes, strict=True) if of == code]
        if len(mine) < LEAST_COMMENTS:
            facts = (("n", len(mine)), ("least", LEAST_COMMENTS))
            why = Caution(FEW.code, FEW.said, facts)
            found.append(TermShare(label, len(mine), None, None, None, None, (why,)))
            continue
        drive = sum(bool(tongue.agentic.search(text)) for text in mine)
        warmth = sum(bool(tongue.communal.search(text)) for text in mine)
        n = len(mine)
        found.append(
            TermShare(label, n, drive / n, wilson(drive, n), warmth / n, wilson(warmth, n))
        )
    return tuple(found)


def wilson(hits: float, n: float, z: float = 1.959963984540054) -> Interval:
    """Wilson's score interval of a share."""
    centre = (hits + z * z / 2) / (n + z * z)
    reach = z / (n + z * z) * (hits * (n - hits) / n + z * z / 4) ** 0.5
    return Interval(max(0.0, centre - reach), min(1.0, centre + reach))
