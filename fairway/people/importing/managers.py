"""Who is meant by the manager on a line: exactly, then more loosely, never by guessing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from fairway.people.importing import names
from fairway.people.importing.cells import is_no_person
from fairway.people.importing.directory import Directory, Member
from fairway.people.importing.rows import Row

NUMBER, EMAIL, EXACT, INITIAL, LOOSE, CHOSEN = (
    "number",
    "email",
    "exactly",
    "ignoring_initial",
    "loosely",
    "chosen",
)
NOBODY = "nobody"
ABSENT, SEVERAL, LEFT, THEMSELVES, NO_PERSON = "absent", "several", "left", "self", "no_person"

REASONS_OPEN = {
    ABSENT: _("Nobody of this name is in the file or here."),
    SEVERAL: _("Several people could be meant."),
    LEFT: _("This person has left."),
    THEMSELVES: _("This is the person's own name."),
    NO_PERSON: _("This does not look like a person."),
}


@dataclass(slots=True)
class Unresolved:
    """A manager's name that stays open: on which lines, and why."""

    name: str
    reason: str
    lines: list[int] = field(default_factory=list)
    active: int = 0
    candidates: list[Member] = field(default_factory=list)


@dataclass(slots=True)
class Settled:
    """A manager's name that somebody said who is meant by: somebody, or nobody."""

    name: str
    member: Member | None
    count: int = 0


class Resolver:
    """Finds every line's manager and keeps what stays open."""

    def __init__(
        self,
        directory: Directory,
        today: date,
        aliases: dict[str, int | None],
        choices: dict[str, str],
    ) -> None:
        self.directory = directory
        self.today = today
        self.choices = choices
        self.how: Counter[str] = Counter()
        self.unresolved: dict[str, Unresolved] = {}
        self.disagreeing = 0
        self.settled: dict[str, Settled] = {}
        self.order = ""
        self._by_key = {member.key: member for member in directory.members}
        self._aliases = {
            key: None if pk is None else self._by_key.get(f"p{pk}") for key, pk in aliases.items()
        }
        self._cache: dict[str, tuple[str, list[Member]]] = {}

    def learn_order(self, texts: Iterable[str]) -> None:
        """Which way round the column writes names, if it always writes them the same way."""
        straight = turned = 0
        for text in {text for text in texts if "," not in text}:
            key = names.exact_key(text)
            exact, other = (bool(self.directory.named(one, key)) for one in ("exact", "turned"))
            straight += exact and not other
            turned += other and not exact
        if straight >= 3 and not turned:
            self.order = "exact"
        elif turned >= 3 and not straight:
            self.order = "turned"

    def manager_of(self, member: Member) -> tuple[Member | None, bool]:
        """(the manager or nobody, whether that is settled)."""
        row = member.row
        assert row
        text = row.manager_name or row.manager_email or row.manager_number
        key = alias_key(text)
        if (chosen := self._chosen(key)) is not None:
            self.how[CHOSEN] += 1
            if key in self.choices:
                entry = self.settled.setdefault(key, Settled(text, chosen[0]))
                entry.count += 1
            return chosen[0], True
        how, found = self._look(row)
        found, reason = self._narrow(member, found)
        if len(found) == 1 and not reason:
            self.how[how] += 1
            return found[0], True
        self._keep_open(member, text, reason or (SEVERAL if found else ABSENT), found)
        return None, False

    def _chosen(self, key: str) -> tuple[Member | None] | None:
        """What somebody chose for this name, now or at an earlier import."""
        if key in self.choices:
            choice = self.choices[key]
            if choice == NOBODY:
                return (None,)
            return (member,) if (member := self._by_key.get(choice)) else None
        if key in self._aliases:
            return (self._aliases[key],)
        return None

    def _look(self, row: Row) -> tuple[str, list[Member]]:
        by_id: list[Member] = []
        how = NUMBER
        if row.manager_email:
            how, by_id = EMAIL, self.directory.by_email.get(row.manager_email, [])
        if not by_id and row.manager_number:
            how, by_id = NUMBER, self.directory.numbered(row.manager_number)
        if not row.manager_name:
            return how, by_id
        agreeing = [one for one in by_id if _fits(one, row.manager_name)]
        if agreeing:
            return self._graded(how, row.manager_name, agreeing)
        self.disagreeing += bool(by_id)
        return self._by_name(row.manager_name)

    def _graded(self, how: str, name: str, agreeing: list[Member]) -> tuple[str, list[Member]]:
        """The number decides among several of one name; else say how the name itself was found."""
        by_name_how, by_name = self._by_name(name)
        return (by_name_how, agreeing) if set(agreeing) == set(by_name) else (how, agreeing)

    def _by_name(self, name: str) -> tuple[str, list[Member]]:
        if name not in self._cache:
            self._cache[name] = self._search(name)
        return self._cache[name]

    def _search(self, name: str) -> tuple[str, list[Member]]:
        """From exact to loose; the first step that finds anybody is the last."""
        key = names.exact_key(name)
        short = names.without_initials(key)
        for how, index, wanted in (
            (EXACT, "exact", key),
            (EXACT, "turned", key),
            (INITIAL, "initial", short),
            (INITIAL, "initial_turned", short),
            (LOOSE, "loose", names.loose_key(name)),
            (LOOSE, "spelt_out", names.spelt_out_key(name)),
            (LOOSE, "ends", names.ends_key(name)),
        ):
            found = self.directory.named(index, wanted)
            if how in {INITIAL, LOOSE}:
                found = [one for one in found if _fits(one, name)]
            if index == "ends" and len(wanted.split()) < 2:
                continue
            if found:
                return how, self._both_orders(found, index, name, wanted)
        return LOOSE, []

    def _both_orders(self, found: list[Member], index: str, name: str, wanted: str) -> list[Member]:
        """ "Thomas Barbara" may be Barbara Thomas too, unless the column settles the order."""
        if index not in {"exact", "initial"} or "," in name or self.order == "exact":
            return found
        suffix = "turned" if index == "exact" else "initial_turned"
        turned = self.directory.named(suffix, wanted)
        if self.order == "turned" and turned:
            return turned
        return list(dict.fromkeys([*found, *turned]))

    def _narrow(self, member: Member, found: list[Member]) -> tuple[list[Member], str]:
        """Nobody manages themselves, and nobody who has left manages somebody who is here."""
        others = [one for one in found if one is not member]
        if found and not others:
            return found, THEMSELVES
        if member.is_active(self.today):
            here = [one for one in others if one.is_active(self.today)]
            if others and not here:
                return others, LEFT
            others = here
        return others, ""

    def _keep_open(self, member: Member, text: str, reason: str, found: list[Member]) -> None:
        if reason == ABSENT and is_no_person(text):
            reason = NO_PERSON
        key = alias_key(text)
        if key not in self.unresolved:
            candidates = found if reason == SEVERAL else []
            self.unresolved[key] = Unresolved(text, reason, candidates=candidates[:20])
        entry = self.unresolved[key]
        assert member.row
        entry.lines.append(member.row.line)
        entry.active += member.is_active(self.today)

    def open_names(self, with_suggestions: bool = False) -> list[Unresolved]:
        """What stays open, the most lines first; suggestions are for people to choose from."""
        entries = sorted(self.unresolved.values(), key=lambda one: (-len(one.lines), one.name))
        if with_suggestions:
            for entry in entries[:200]:
                if entry.reason == ABSENT and not entry.candidates:
                    entry.candidates = self.directory.like(entry.name)
        return entries


def alias_key(text: str) -> str:
    return names.exact_key(text)[:200]


def _fits(member: Member, name: str) -> bool:
    """Whether the name could be this person's: no part of it says otherwise."""
    return any(
        names.may_be_one(wanted, have)
        and (
            names.ends_key(have) == names.ends_key(wanted)
            or names.loose_key(have) == names.loose_key(wanted)
        )
        for own in member.names()
        for wanted, have in ((name, own), (names.spelt_out(name), names.spelt_out(own)))
    )


def circles(managers: dict[Member, Member | None]) -> list[list[Member]]:
    """Every circle of people who would report to each other."""
    state: dict[Member, int] = {}
    found: list[list[Member]] = []
    for number, start in enumerate(managers, start=1):
        path: list[Member] = []
        at: Member | None = start
        while at is not None and at not in state:
            state[at] = number
            path.append(at)
            at = managers.get(at)
        if at is not None and state[at] == number and at in path:
            found.append(path[path.index(at) :])
    return found
