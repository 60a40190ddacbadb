"""What rooms offer the house. Declared here, filled in by each room's provides.py.

Each port is asked for a viewer: what it answers is what that person may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

T = TypeVar("T")


class Port(Generic[T]):
    """A registry with closed keys: offering one twice is a mistake and says so."""

    def __init__(self, key: Callable[[T], str]) -> None:
        self._key = key
        self._offers: dict[str, T] = {}

    def offer(self, *offers: T) -> None:
        for one in offers:
            key = self._key(one)
            if key in self._offers:
                raise ValueError(f"{type(one).__name__} {key!r} is already offered")
            self._offers[key] = one

    def __iter__(self) -> Iterator[T]:
        return iter(self._offers.values())

    def __getitem__(self, key: str) -> T:
        return self._offers[key]

    def __contains__(self, key: str) -> bool:
        return key in self._offers


@dataclass(frozen=True)
class EventKind:
    """What an event kind is called, who may see it in a timeline, and whether it is told."""

    key: str
    label: Any
    audience: str  # everyone | subject | manager_line | hr | auditor
    icon: str = "activity"
    data_class: str = "C2"
    notify: Callable[[Any], Iterable[Any]] | None = None  # event -> Notice objects
    told: bool = False  # told by calling `notify` rather than from its events
    by_letter: bool = False  # by a letter of its own, at once, unless somebody chose otherwise
    at_any_hour: bool = False  # about somebody's safety: no quiet hours, no switching off
    group: Any = ""


@dataclass(frozen=True)
class Notice:
    """One notification to make of an event: to whom, in which words, pointing where."""

    person: Any
    title: Any  # lazy, so that it is written in the language of the person
    url: str = ""
    urgent: bool = False
    data_class: str = ""  # empty: that of the kind


@dataclass(frozen=True)
class Presence:
    """Whether people are there: schedules and notices ask, the room that holds leave answers."""

    key: str
    days_away: Callable[[Iterable[int], date], dict[int, list[Any]]]  # times.working.Days, by id
    pattern: Callable[[Any], Any]  # person -> times.working.Pattern, or None when not known


@dataclass(frozen=True)
class StandIn:
    """For whom somebody decides while those are away, and have handed them that verb."""

    key: str
    whom: Callable[[Any, str], QuerySet]  # (viewer, verb) -> keys of people


@dataclass(frozen=True)
class RoleSource:
    """Who holds a role over the whole organisation: "people_lead", "administrator"."""

    key: str
    holds: Callable[[Any], bool]  # actor: a Person or an Actor


@dataclass(frozen=True)
class NavItem:
    """A line of the sidebar."""

    key: str
    label: Any
    icon: str
    url_name: str
    order: int
    section: str = "main"  # main | team | admin | me (behind the profile)
    visible: Callable[[Any], bool] = lambda viewer: True
    badge: Callable[[Any], int] | None = None
    room: str = ""  # the switch in the set-up size that shows it
    in_tabbar: bool = False
    for_administrators: bool = False  # also for a login that belongs to no person
    covers: tuple[str, ...] = ()  # further pages that this line leads to, by name of address


@dataclass(frozen=True)
class BannerSource:
    """A line across the top of every page, such as for whom one acts; None shows nothing."""

    key: str
    order: int
    find: Callable[[Any], Any]  # request -> fairway.ui.frame.Banner | None


@dataclass(frozen=True)
class PersonTab:
    """A tab of a person's page; `visible(viewer, person)` decides, `url_name` takes the public id.

    Of the `verb` it names, the person it is asked about carries the right: `person.may_…`.
    """

    key: str
    label: Any
    url_name: str
    order: int
    visible: Callable[[Any, Any], bool] = lambda viewer, person: True
    room: str = ""
    verb: str = ""


@dataclass(frozen=True)
class PersonCard:
    """A card on a person's overview: a template and what it shows."""

    key: str
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]  # (viewer, person) -> None hides it
    order: int
    column: str = "main"  # main | side
    room: str = ""


@dataclass(frozen=True)
class Todo:
    """Something somebody owes: a verb title, when it is due, how long it takes."""

    title: str
    url: str
    action: str
    detail: str = ""
    due_at: datetime | None = None
    minutes: int = 0
    key: str = ""


@dataclass(frozen=True)
class TodoSource:
    """`find` asks for itself; `rows` and `tell` leave the asking to Home: foundation/waiting.py."""

    key: str
    label: Any
    icon: str
    order: int
    find: Callable[[Any], Iterable[Todo]] = lambda viewer: ()
    rows: Callable[[Any, datetime], list[QuerySet]] | None = None  # (person, now)
    tell: Callable[[list[Any]], Iterable[Todo]] = lambda waiting: ()


@dataclass(frozen=True)
class HomeCard:
    """A card on Home: a template and what it shows to this viewer.

    `later`: at the side, and asked for after the page, which stays quick. `rows_of` is the key of a
    source of to-dos whose rows Home has asked for anyway: `context` is given these, too.
    """

    key: str
    template: str
    context: Callable[..., dict[str, Any] | None]
    order: int
    column: str = "main"
    room: str = ""
    later: bool = False
    rows_of: str = ""


@dataclass(frozen=True)
class SearchHit:
    title: str
    url: str
    detail: str = ""
    icon: str = ""


@dataclass(frozen=True)
class SearchSource:
    key: str
    label: Any
    order: int
    find: Callable[[Any, str, int], Iterable[SearchHit]]  # (viewer, words, most)


@dataclass(frozen=True)
class PaletteAction:
    """Something a person can do from the palette."""

    key: str
    label: Any
    icon: str
    url_name: str
    visible: Callable[[Any], bool] = lambda viewer: True
    keywords: Any = ""


@dataclass(frozen=True)
class EvidenceSource:
    """Facts about a person's work in a period, for the timeline, reviews and 1:1s.

    `find` gives what this viewer may see. With `columns` the facts also stand on one timeline: how
    a row says its day, key, title and so on, as expressions; see `foundation.evidence`. What its
    subject could not read is no evidence: whoever else sees it, `citable` says no.
    """

    kind: str
    label: Any  # of all of them
    find: Callable[[Any, Any, date, date], QuerySet]  # (viewer, person, start, end)
    icon: str = "activity"
    columns: Callable[[], dict[str, Any]] | None = None
    url: Callable[[str], str] | None = None  # from a row's `at`
    one: Any = ""  # what a single one is called
    tags: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PersonalData:
    """What a room keeps of a person: hand it out, erase it, say how long it is kept."""

    key: str
    label: Any
    export: Callable[[Any], Iterable[dict[str, Any]]]
    erase: Callable[[Any], int]
    retain: Any = ""


@dataclass(frozen=True)
class InlineForm:
    """A form that another room's page may show and hand over to."""

    key: str
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]


@dataclass(frozen=True)
class DigestSource:
    """Lines for a person's digest since an instant."""

    key: str
    label: Any
    order: int
    lines: Callable[[Any, datetime], Iterable[Any]]  # words, or (words, address to act at)


@dataclass(frozen=True)
class DemoSource:
    """A room's part in the demo company; run in order, from the same seed."""

    key: str
    order: int
    make: Callable[[Any], None]  # gets the DemoCompany


@dataclass(frozen=True)
class DemoRole:
    """Somebody of the demo company whom one can become by a click, and who they are."""

    key: str
    about: Any
    email: str = ""
    staff_number: str = ""


@dataclass(frozen=True)
class BoardSource:
    """Something else that a dashboard can show: a template and what it shows to this viewer."""

    key: str
    label: Any
    template: str
    context: Callable[[Any, Any], dict[str, Any]]  # (viewer, unit or None)


@dataclass(frozen=True)
class Share:
    """How many of how many, and how many people stand behind it; never who."""

    having: int
    of: int
    people: int


@dataclass(frozen=True)
class FigureSource:
    """A share that a room counts of itself for units, from which a KPI can fill itself.

    `count` gets keys of units, None for the whole, and the day; what lies below a unit counts into
    it, and each person behind a figure belongs to one unit. Whoever asks holds back what is said of
    too few. Offer how the system fares, never how much somebody does.
    """

    key: str
    label: Any
    meaning: Any
    count: Callable[[Iterable[int | None], date], dict[int | None, Share]]


@dataclass(frozen=True)
class SkillNeedSuggestion:
    """Many people of a unit lack the same: a pattern that a room has found, and what could be done.

    It is about no fewer than five people and names none of them. `skill` is the public id of one in
    the room of skills, `unit` may be None for the whole.
    """

    key: str
    unit: Any
    skill: str
    name: str
    people: int
    of: int
    need: str
    action: str
    url: str
    found_on: datetime
    source: str = ""


@dataclass(frozen=True)
class SkillNeedSource:
    """A room that finds such patterns; rooms that plan learning ask it."""

    key: str
    label: Any
    find: Callable[[Any], Iterable[SkillNeedSuggestion]]  # (viewer)


@dataclass(frozen=True)
class BenchPage:
    """A page to be measured: who opens it, and its address."""

    key: str
    actor: str  # one of the cast
    url: Callable[[Any], str]
    fragment: bool = False  # what htmx asks for


@dataclass(frozen=True)
class MatrixRows:
    """Rows of the access matrix that a room answers for."""

    room: str
    objects: tuple[Any, ...] = ()


@dataclass(frozen=True)
class AssistantTool:
    key: str
    label: Any
    call: Callable[..., Any]


@dataclass(frozen=True)
class PolicyText:
    """One paragraph of "How performance works here", written from policy."""

    key: str
    heading: Any
    order: int
    say: Callable[[], str]
    room: str = ""


@dataclass(frozen=True)
class ApiRouter:
    """A room's part of /api/v1: a ninja Router under a prefix.

    `router` says where it is, "fairway.people.api.router": commands and workers need none of them,
    and what describes every answer takes long to load. `scopes` names what a token needs: "people:read" and the like, with a label for its owner.
    """

    prefix: str
    label: Any
    router: str
    scopes: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class RoomSwitch:
    """A room or feature that a set-up size switches on."""

    key: str
    label: Any
    sizes: frozenset[str] = field(
        default_factory=lambda: frozenset({"light", "standard", "enterprise"})
    )


@dataclass(frozen=True)
class FirstStep:
    """Something to be done once when an organisation begins, and how to see that it is done."""

    key: str
    label: Any
    detail: Any
    order: int
    url_name: str
    done: Callable[[], bool]
    visible: Callable[[Any], bool] = lambda viewer: True  # whoever can take it


@dataclass(frozen=True)
class DelegableVerb:
    """Something a deputy may be asked to do while another is away.

    Never private notes, HR notes of a plan, pay, or handing on what one holds for another.
    """

    key: str  # "people.decide_absence"
    label: Any


event_kinds: Port[EventKind] = Port(lambda one: one.key)
presences: Port[Presence] = Port(lambda one: one.key)
stand_ins: Port[StandIn] = Port(lambda one: one.key)
role_sources: Port[RoleSource] = Port(lambda one: one.key)
nav_items: Port[NavItem] = Port(lambda one: one.key)
banner_sources: Port[BannerSource] = Port(lambda one: one.key)
person_tabs: Port[PersonTab] = Port(lambda one: one.key)
person_cards: Port[PersonCard] = Port(lambda one: one.key)
todo_sources: Port[TodoSource] = Port(lambda one: one.key)
home_cards: Port[HomeCard] = Port(lambda one: one.key)
search_sources: Port[SearchSource] = Port(lambda one: one.key)
palette_actions: Port[PaletteAction] = Port(lambda one: one.key)
evidence_sources: Port[EvidenceSource] = Port(lambda one: one.kind)
personal_data: Port[PersonalData] = Port(lambda one: one.key)
inline_forms: Port[InlineForm] = Port(lambda one: one.key)
digest_sources: Port[DigestSource] = Port(lambda one: one.key)
demo_sources: Port[DemoSource] = Port(lambda one: one.key)
demo_cast: Port[DemoRole] = Port(lambda one: one.key)
board_sources: Port[BoardSource] = Port(lambda one: one.key)
figure_sources: Port[FigureSource] = Port(lambda one: one.key)
skill_need_sources: Port[SkillNeedSource] = Port(lambda one: one.key)
bench_pages: Port[BenchPage] = Port(lambda one: one.key)
matrix_rows: Port[MatrixRows] = Port(lambda one: one.room)
assistant_tools: Port[AssistantTool] = Port(lambda one: one.key)
policy_texts: Port[PolicyText] = Port(lambda one: one.key)
api_routers: Port[ApiRouter] = Port(lambda one: one.prefix)
delegable_verbs: Port[DelegableVerb] = Port(lambda one: one.key)
first_steps: Port[FirstStep] = Port(lambda one: one.key)
room_switches: Port[RoomSwitch] = Port(lambda one: one.key)
