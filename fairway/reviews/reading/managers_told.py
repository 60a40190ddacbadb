"""What waits for managers, and what a later day for one of them comes to, in words."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.reviews.reading import steps
from fairway.reviews.reading.managers import Impact

WORDS: dict[str, Callable[[int], str]] = {
    steps.APPROVE.key: lambda n: ngettext(
        "%(n)s name on a list to agree to", "%(n)s names on lists to agree to", n
    ),
    steps.VOTE.key: lambda n: ngettext(
        "%(n)s session to say first how they see it",
        "%(n)s sessions to say first how they see it",
        n,
    ),
    steps.COMPARE.key: lambda n: ngettext(
        "%(n)s session to compare and lock", "%(n)s sessions to compare and lock", n
    ),
    steps.GIVE.key: lambda n: ngettext("%(n)s review to give out", "%(n)s reviews to give out", n),
    steps.SIGN.key: lambda n: ngettext("%(n)s review to sign", "%(n)s reviews to sign", n),
}


def words_of(step: str, number: int) -> str:
    return WORDS[step](number) % {"n": number_format(number, force_grouping=True)}


def impact_in_words(impact: Impact) -> list[str]:
    people = ngettext("%(n)s person waits for this.", "%(n)s people wait for this.", impact.people)
    said = [people % {"n": number_format(impact.people, force_grouping=True)}]
    if impact.next is None:
        said.append(_("No step comes after it, and nobody else’s days move."))
    else:
        after = {
            "step": str(impact.next.get_kind_display()).lower(),
            "opens": date_format(impact.next.opens_on, "j F Y"),
            "day": date_format(impact.next.due_on, "j F Y"),
        }
        words = _(
            "Nothing after it moves: the next step (%(step)s) is from %(opens)s until %(day)s, as "
            "before. Whoever then has too little time for it can be given more days as well."
        )
        said.append(words % after)
    if impact.is_in_it:
        said.append(_("What the same step asks of them about themselves has until then, too."))
    return said
