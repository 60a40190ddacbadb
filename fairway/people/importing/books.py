"""Find units, locations, jobs and employers by any of their spellings; make what is new once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from fairway.people.importing.cells import Bad
from fairway.people.importing.organisation import KnownUnit, New, Organisation, Ref
from fairway.people.importing.problems import shorten
from fairway.people.importing.rows import Row
from fairway.people.importing.spelling import squash
from fairway.people.importing.units import Spelt, best_spelling, key_of, nearly

Path = tuple[str, ...]
MOST_COMPARED, MOST_ALIKE = 400, 20


class UnitBook:
    """Units by path, by name and by earlier spellings."""

    def __init__(
        self,
        known: Iterable[KnownUnit],
        rows: list[Row],
        root_name: str,
        said: Mapping[str, str] | None = None,
    ) -> None:
        self.known = {unit.pk: unit for unit in known}
        self.said = said or {}
        self.new: list[New] = []
        self._spelt: dict[Path, Counter[str]] = defaultdict(Counter)
        self._children: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._named: dict[str, set[int]] = defaultdict(set)
        self._found: dict[Path, Ref] = {}
        self._index()
        self.root: Ref = next((pk for pk, unit in self.known.items() if unit.parent is None), None)
        if self.root is None:
            self.root = New("unit", _top_of_all(rows) or root_name)
            self.new.append(self.root)
        self._root_key = squash(self.name_of(self.root))
        for path in (self._below_root(row.units) for row in rows):
            for depth, name in enumerate(path, start=1):
                self._spelt[self._key(path[:depth])][name] += 1

    def _index(self) -> None:
        for pk, unit in self.known.items():
            for spelling in {squash(unit.name), *unit.spellings}:
                self._named[spelling].add(pk)
                if unit.parent is not None:
                    self._children[unit.parent, spelling].append(pk)

    def _below_root(self, path: Path) -> Path:
        return path[1:] if path and squash(path[0]) == self._root_key else path

    def find(self, path: Path) -> Ref:
        """The unit at the end of the path; raises Bad where several could be meant."""
        return self._find(self._key(self._below_root(path))) if path else None

    def _key(self, path: Path) -> Path:
        """Where somebody said that one spelling is another's, the other counts."""
        if not self.said:
            return key_of(path)
        return key_of(self.said.get(squash(name), name) for name in path)

    def _find(self, keys: Path) -> Ref:
        if not keys:
            return self.root
        if keys not in self._found:
            self._found[keys] = self._look(keys)
        return self._found[keys]

    def _look(self, keys: Path) -> Ref:
        if len(keys) == 1 and (named := self._named.get(keys[0])):
            if len(named) > 1:
                raise self._several(keys, named)
            return next(iter(named))
        parent = self._find(keys[:-1])
        if isinstance(parent, int) and (there := self._children.get((parent, keys[-1]))):
            if len(there) > 1:
                raise self._several(keys, set(there))
            return there[0]
        unit = New("unit", self._spelling(keys), parent)
        self.new.append(unit)
        return unit

    def _spelling(self, keys: Path) -> str:
        """As somebody said, else as most lines write it."""
        spelt = self._spelt[keys]
        said = (self.said[key] for key in sorted({squash(one) for one in spelt} & set(self.said)))
        return next(said, "") or best_spelling(spelt)

    def spelt(self) -> list[Spelt]:
        """New units that the file writes in more than one way."""
        new = {id(one) for one in self.new}
        return [
            Spelt(ref.name, sorted(self._spelt[keys].items(), key=lambda pair: (-pair[1], pair[0])))
            for keys, ref in self._found.items()
            if isinstance(ref, New) and id(ref) in new and len(self._spelt[keys]) > 1
        ]

    def alike(self) -> list[tuple[str, str]]:
        """New units whose names differ by a letter or two from one beside them."""
        found = []
        new = [one for one in self.new if one is not self.root][:MOST_COMPARED]
        for at, one in enumerate(new):
            beside = [other.name for other in new[at + 1 :] if other.parent == one.parent]
            if isinstance(one.parent, int):
                beside += [unit.name for unit in self.known.values() if unit.parent == one.parent]
            found += [(one.name, other) for other in beside if nearly(one.name, other)]
        return found[:MOST_ALIKE]

    def respelt(self) -> list[tuple[Ref, str]]:
        """What to remember: the spellings of a unit that only somebody could know to be its own."""
        return [
            (ref, spelling)
            for keys, ref in self._found.items()
            for spelling in {squash(one) for one in self._spelt[keys]} - {keys[-1]}
        ]

    def _several(self, keys: Path, named: set[int]) -> Bad:
        unit = self.known[min(named)]
        above = self.known.get(unit.parent) if unit.parent is not None else None
        path = f"{above.name} / {unit.name}" if above else unit.name
        return Bad("several_units", value=shorten(best_spelling(self._spelt[keys])), path=path)

    def name_of(self, ref: Ref) -> str:
        if isinstance(ref, New):
            return ref.name
        return self.known[ref].name if ref else ""


def _top_of_all(rows: list[Row]) -> str:
    """Where every path begins with the same name, that is the whole organisation's."""
    tops = Counter(row.units[0] for row in rows if row.units)
    deep = any(len(row.units) > 1 for row in rows)
    return best_spelling(tops) if deep and len({squash(top) for top in tops}) == 1 else ""


class PlaceBook:
    """Locations by name. A new one has the zone that most of its people have."""

    def __init__(self, organisation: Organisation, rows: list[Row]) -> None:
        self.known = {one.pk: one for one in organisation.locations}
        self._by_key: dict[str, Ref] = {squash(one.name): one.pk for one in organisation.locations}
        self.new: list[New] = []
        self._zones: dict[str, Counter[str]] = defaultdict(Counter)
        for row in rows:
            if row.place and row.time_zone:
                self._zones[squash(row.place.name)][row.time_zone] += 1

    def find(self, row: Row) -> Ref:
        place = row.place
        if place is None:
            return None
        key = squash(place.name)
        if key not in self._by_key:
            zones = self._zones.get(key)
            zone = zones.most_common(1)[0][0] if zones else place.time_zone
            made = New(
                "location",
                place.name,
                country=place.country,
                subdivision=place.subdivision,
                time_zone=zone,
                is_remote=place.is_remote,
            )
            self._by_key[key] = made
            self.new.append(made)
        return self._by_key[key]

    def zone_of(self, ref: Ref) -> str:
        if isinstance(ref, New):
            return ref.time_zone or "UTC"
        return self.known[ref].time_zone if ref else ""

    def name_of(self, ref: Ref) -> str:
        if isinstance(ref, New):
            return ref.name
        return self.known[ref].name if ref else ""


class JobBook:
    """Job profiles by title and level."""

    def __init__(self, organisation: Organisation, rows: list[Row]) -> None:
        self.known = organisation.profiles
        self._by_key: dict[tuple[str, str], Ref] = {
            (squash(title), squash(level)): pk for pk, (title, level) in self.known.items()
        }
        self.new: list[New] = []
        self._titles: dict[str, Counter[str]] = defaultdict(Counter)
        for row in rows:
            self._titles[squash(row.title)][row.title] += 1

    def find(self, title: str, level: str) -> Ref:
        if not title:
            return None
        key = (squash(title), squash(level))
        if key not in self._by_key:
            made = New("profile", best_spelling(self._titles[key[0]]) or title, level=level)
            self._by_key[key] = made
            self.new.append(made)
        return self._by_key[key]

    def words_of(self, ref: Ref) -> tuple[str, str]:
        if isinstance(ref, New):
            return ref.name, ref.level
        return self.known[ref] if ref else ("", "")


class EmployerBook:
    def __init__(self, organisation: Organisation, rows: list[Row]) -> None:
        self.known = organisation.employers
        self._by_key: dict[str, Ref] = {squash(name): pk for pk, name in self.known.items()}
        self.new: list[New] = []
        self._names: dict[str, Counter[str]] = defaultdict(Counter)
        for row in rows:
            if row.employer:
                self._names[squash(row.employer)][row.employer] += 1

    def find(self, name: str) -> Ref:
        if not name:
            return None
        key = squash(name)
        if key not in self._by_key:
            made = New("employer", best_spelling(self._names[key]))
            self._by_key[key] = made
            self.new.append(made)
        return self._by_key[key]

    def name_of(self, ref: Ref) -> str:
        if isinstance(ref, New):
            return ref.name
        return self.known[ref] if ref else ""


class Books:
    """All four, and what of them an import really needs to make."""

    def __init__(
        self,
        organisation: Organisation,
        rows: list[Row],
        root_name: str,
        said: Mapping[str, str] | None = None,
    ) -> None:
        self.units = UnitBook(organisation.units, rows, root_name, said)
        self.places = PlaceBook(organisation, rows)
        self.jobs = JobBook(organisation, rows)
        self.employers = EmployerBook(organisation, rows)

    def used(self, refs: set[New]) -> dict[str, list[New]]:
        """What has to be made, above before below; not what only lines with errors name."""
        wanted = set(refs)
        above = [self.units.root, *(one.parent for one in refs)]
        while above:
            one = above.pop()
            if isinstance(one, New) and one not in wanted:
                wanted.add(one)
                above.append(one.parent)
        made = {
            "unit": self.units.new,
            "location": self.places.new,
            "profile": self.jobs.new,
            "employer": self.employers.new,
        }
        return {kind: [one for one in new if one in wanted] for kind, new in made.items()}
