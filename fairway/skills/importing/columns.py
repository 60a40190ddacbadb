"""Which column holds what, guessed from its name; and which word of the file means which level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from fairway.skills.models import Level

ROLE, TITLE, FAMILY, PURPOSE = "role", "title", "family", "purpose"
SKILL, MEANING, LEVEL, LOOKS_LIKE = "skill", "meaning", "level", "looks_like"
WANTED = {
    TITLE: _("Role, as it is called here"),
    ROLE: _("Role without its level"),
    FAMILY: _("Family of work"),
    PURPOSE: _("What the role leads to"),
    SKILL: _("Skill"),
    MEANING: _("What the skill is"),
    LEVEL: _("Level of the skill"),
    LOOKS_LIKE: _("What that level looks like"),
}
NEEDED = (SKILL, LEVEL)  # and one of TITLE and ROLE
NAMES = {
    TITLE: ("role level", "job title", "job profile", "title", "profile", "job"),
    ROLE: ("role", "role name", "job role"),
    FAMILY: ("role family", "job family", "family"),
    PURPOSE: ("role level description", "role description", "purpose", "description"),
    SKILL: ("skill name", "skill", "competency", "competence", "capability"),
    MEANING: ("skill description", "skill meaning", "meaning", "competency description"),
    LEVEL: ("skill level", "level", "proficiency", "required level", "proficiency level"),
    LOOKS_LIKE: ("skill level description", "level description", "anchor", "looks like"),
}
LEVEL_NAMES = {
    Level.AWARENESS: ("awareness", "aware", "basic", "foundation", "beginner", "novice", "1"),
    Level.WORKING: ("working", "intermediate", "competent", "2"),
    Level.PRACTITIONER: ("practitioner", "advanced", "proficient", "3"),
    Level.EXPERT: ("expert", "mastery", "master", "4"),
}
LEFT_OUT = 0
# What people write into a cell that has nothing to say.
NOTHING = frozenset({"", "-", "–", "n/a", "na", "none", "not in use", "not applicable"})


def plain(words: str) -> str:
    return " ".join(words.replace("_", " ").lower().split())


def guess_columns(header: Iterable[str]) -> dict[str, int]:
    """What is wanted → the place of its column; what no name fits is left for people to say."""
    names = [plain(one) for one in header]
    found: dict[str, int] = {}
    for wanted, known in NAMES.items():
        called = (*known, plain(str(WANTED[wanted])))  # whoever has read this page may say so, too
        places = (names.index(name) for name in called if name in names)
        place = next((at for at in places if at not in found.values()), None)
        if place is not None:
            found[wanted] = place
    return found


def guess_levels(words: Iterable[str]) -> dict[str, int]:
    """A word of the file → a level; an unknown one is not in it."""
    known = {name: int(level) for level, names in LEVEL_NAMES.items() for name in names}
    return {word: known[plain(word)] for word in words if plain(word) in known}


def words_of_levels(rows: Iterable[list[str]], columns: Mapping[str, int]) -> list[str]:
    """Each word that stands in the column of levels, once, as it is first written."""
    at = columns.get(LEVEL)
    found: dict[str, str] = {}
    for cells in rows:
        word = cells[at] if at is not None and at < len(cells) else ""
        if plain(word) not in NOTHING:
            found.setdefault(plain(word), word)
    return list(found.values())
