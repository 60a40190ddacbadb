"""Does a title say again what its parent says? Titles in the same words are copies, near ones too."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from fairway.goals.smart.language import Language

ALIKE = 0.8
SPELT_ALIKE = 0.9
LONGEST = 400


def copies(title: str, parent: str, tongue: Language) -> bool:
    """True if the title brings no new word that matters, or hardly one.

    Dates, numbers and small words are left out, words of one meaning count as one: “Increase
    customer retention by May” repeats “Improve customer retention”.
    """
    mine, theirs = meaning(title, tongue), meaning(parent, tongue)
    if not mine or not theirs:
        return False
    ours, there = set(mine), set(theirs)
    if len(ours) > 1 and ours <= there:
        # A part of it with a number of its own is a key result rather than a copy.
        return ours == there or not re.search(r"\d", _plain(title, tongue))
    if 2 * len(ours & there) / (len(ours) + len(there)) >= ALIKE:
        return True
    mine_spelt, theirs_spelt = (" ".join(_words(text, tongue)) for text in (title, parent))
    return SequenceMatcher(None, mine_spelt, theirs_spelt).ratio() >= SPELT_ALIKE


def meaning(text: str, tongue: Language) -> list[str]:
    """The words that matter, without their endings."""
    return [_stem(word, tongue) for word in _words(text, tongue)]


def _words(text: str, tongue: Language) -> list[str]:
    found = re.findall(r"[^\W\d_][\w+#]+", _plain(text, tongue).casefold())
    return [word for word in found if word not in tongue.small_words]


def _plain(text: str, tongue: Language) -> str:
    """Without dates and the digits of names."""
    return tongue.naming.sub(" ", tongue.date.sub(" ", text[:LONGEST].replace("’", "'")))


def _stem(word: str, tongue: Language) -> str:
    """The word of its meaning, cut where its ending begins; short words stay whole."""
    word = _plainest(word, tongue)
    for ending in tongue.endings:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _plainest(word: str, tongue: Language) -> str:
    for form in (
        word,
        word.removesuffix("s"),
        word.removesuffix("ing"),
        word.removesuffix("ing") + "e",
    ):
        if form in tongue.same_meaning:
            return tongue.same_meaning[form]
    return word
