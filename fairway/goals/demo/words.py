"""What Saltmarsh wants to reach, in its own words: by kind of work, and for each priority."""

from __future__ import annotations

from dataclasses import dataclass

RETURNS, WORK, SHELF = range(3)


@dataclass(frozen=True, slots=True)
class Measure:
    """How one sees it: from a value to a value, in units of its decimals."""

    title: str
    measure: str
    decimals: int
    baseline: int
    target: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """One priority as a kind of work reads it: at the top, in between, in a team, by a person."""

    top: str
    middle: str
    teams: tuple[str, ...]
    how: tuple[str, ...]
    results: tuple[Measure, ...]
    people: tuple[tuple[str, str], ...]
    own: tuple[Measure, ...]


def _share(title: str, baseline: int, target: int) -> Measure:
    return Measure(title, "percent", 0, baseline, target)


def _count(title: str, baseline: int, target: int, label: str = "") -> Measure:
    return Measure(title, "number", 0, baseline, target, label)


def _hours(title: str, baseline: int, target: int) -> Measure:
    return Measure(title, "duration", 1, baseline, target, "h")


COMPANY = (
    "Half as many returns need a second conversation",
    "Fewer than one in eight of us leaves over hours or rota",
    "What the screen promises is on the shelf",
)
COMPANY_RESULTS = (
    (
        _share("Returns settled at the first contact", 71, 85),
        _hours("Until money is back", 960, 480),
    ),
    (
        _share("People who left over hours", 21, 12),
        _share("Shift leads from our own teams", 30, 50),
    ),
    (_share("Stock that is right when counted", 94, 98), _share("Promised and not there", 6, 2)),
)

_SHOP_PEOPLE = (
    (
        "Settle exchanges without calling the manager",
        "Each one settled at the till is one call fewer.",
    ),
    ("Know the returns guide well enough to explain it", "Who can explain it settles it at once."),
    ("Show two new colleagues how a return is taken", "Then a return can be taken at every till."),
    ("Ask why, and write it down, for every return", "Reasons show us what to mend first."),
)
_SHELF_PEOPLE = (
    ("Count my section every Monday before ten", "A true count on Monday holds for the week."),
    ("Put away deliveries on the day they come", "What stands in the yard is on no shelf."),
    (
        "Label the back store so that anybody finds a size",
        "What is found need not be ordered again.",
    ),
    (
        "Bring mismatches down in the garden section",
        "Most of our wrong counts are in that section.",
    ),
)
_WORK_PEOPLE = (
    ("Hand over in writing at every end of shift", "Nobody starts a shift by searching."),
    ("Learn to open and close the shop", "One more who can open makes rotas possible earlier."),
    ("Say which Sundays suit me a month ahead", "Wishes known early end up in the rota."),
    ("Take over the Saturday lead once a month", "Leads grow from within by leading."),
)
_SUPPORT_PEOPLE = (
    (
        "Answer with one message instead of two",
        "Whoever gets all of it at once need not ask again.",
    ),
    ("Call back the same day when I promised to", "A kept promise saves the second contact."),
    ("Write the missing answers on payments", "What is written once is answered alike by all."),
    ("Take over customs questions from the back office", "No hand-over, no second conversation."),
)
_DESK_PEOPLE = (
    ("Answer questions from shops within a day", "A shop that knows can act."),
    ("Write down the three steps everybody asks about", "What is written needs no meeting."),
    ("Halve the time from request to result", "Waiting time of ours is waiting time of shops."),
    ("Bring two colleagues into my part of the work", "Then it goes on while I am away."),
)
_OWN = (
    _share("Done at the first attempt", 60, 85),
    _count("Open matters at the end of a week", 14, 4),
    _hours("From asking to an answer", 90, 30),
    _share("Colleagues who say it helped", 50, 80),
)

WORDS: dict[str, tuple[Theme | None, ...]] = {
    "shops": (
        Theme(
            "Settle returns at the till, wherever it was bought",
            "{unit}: every till can take a return",
            (
                "Nobody leaves {unit} with an open return",
                "Refund on the same day in {unit}",
                "{unit} takes back what the web shop sold",
            ),
            (
                "What is settled at our tills never reaches a second conversation.",
                "Customers try the shop first; if we can do it, nobody writes.",
            ),
            (
                _share("Returns settled at the till", 58, 85),
                _count("Returns handed on to support in a week", 24, 8),
                _share("Colleagues who have taken ten returns", 35, 90),
            ),
            _SHOP_PEOPLE,
            _OWN,
        ),
        Theme(
            "Rotas two weeks ahead in every shop",
            "{unit}: rotas two weeks ahead",
            (
                "{unit} publishes its rota two weeks ahead",
                "Swap a shift in {unit} without a phone call",
                "Two of {unit} are ready to lead a shift",
            ),
            (
                "People stay where they can plan their week.",
                "Our notice is the shortest in the region, and leaving is highest here.",
            ),
            (
                _share("Rotas out two weeks ahead", 40, 100),
                _count("Changes within three days, a month", 31, 10),
                _share("People who say they can plan", 55, 80),
            ),
            _WORK_PEOPLE,
            _OWN,
        ),
        Theme(
            "Shelves as the screen shows them",
            "{unit}: counted on the day it arrives",
            (
                "{unit} counts what arrives before it goes out",
                "Every size of {unit} is where the screen says",
                "No empty hook in {unit} at ten in the morning",
            ),
            (
                "A shelf is right when somebody counted on arrival.",
                "Most of what the screen has wrong begins at our back door.",
            ),
            (
                _share("Deliveries counted on arrival", 62, 95),
                _share("Stock that is right when counted", 93, 98),
                _count("Customers sent away, a week", 17, 5),
            ),
            _SHELF_PEOPLE,
            _OWN,
        ),
    ),
    "support": (
        Theme(
            "One conversation, whatever the question was",
            "{unit}: settle it with whoever answers",
            (
                "{unit} hands nothing on that it can settle",
                "Customers of {unit} write once",
                "{unit} answers in the first hour",
            ),
            (
                "Each hand-over is a second conversation.",
                "An answer in the first hour is an answer before the second message.",
            ),
            (
                _share("Settled at the first contact", 70, 82),
                _count("Repeat contacts per 100 orders", 14, 9),
                _hours("Until the first answer", 70, 30),
            ),
            _SUPPORT_PEOPLE,
            _OWN,
        ),
        Theme(
            "Hours that suit nine clocks",
            "{unit}: no double shifts",
            ("Nobody in {unit} works two nights in a row unasked", "{unit} hands over in writing"),
            ("Who sleeps stays.", "A written hand-over lets people leave on time."),
            (
                _count("Double shifts a month", 22, 4),
                _share("Hand-overs in writing", 45, 95),
                _share("People who say they can plan", 52, 80),
            ),
            _WORK_PEOPLE,
            _OWN,
        ),
        Theme(
            "Promise only what is there",
            "{unit}: ask the shelf before promising",
            (
                "{unit} checks the count before it promises",
                "{unit} reports wrong counts the same day",
            ),
            ("Whoever talks to customers hears first where the screen is wrong.",),
            (
                _share("Promises that were kept", 81, 95),
                _count("Wrong counts reported, a week", 4, 20),
                _share("Reports answered in a day", 30, 80),
            ),
            _SUPPORT_PEOPLE,
            _OWN,
        ),
    ),
    "stock": (
        Theme(
            "Returned things are back on a shelf in two days",
            "{unit}: returns sorted on the day",
            ("{unit} sorts what comes back within a day",),
            ("Money goes back when the thing was seen; we see it first.",),
            (
                _hours("From van to shelf", 1200, 480),
                _share("Sorted on the day", 40, 90),
                _count("Parcels without a label, a week", 38, 10),
            ),
            _SHELF_PEOPLE,
            _OWN,
        ),
        Theme(
            "Loading without overtime",
            "{unit}: lorries in the hour that was planned",
            ("{unit} unloads in the hour that was planned",),
            ("Late lorries make late evenings.",),
            (
                _share("Lorries on time", 66, 90),
                _count("Overtime hours a week", 44, 12),
                _share("People trained on two stations", 30, 70),
            ),
            _WORK_PEOPLE,
            _OWN,
        ),
        Theme(
            "Stock right at the source",
            "{unit}: counted once, on arrival",
            ("{unit} counts each pallet once", "Wrong labels found in {unit}, not in a shop"),
            ("A pallet that is right when it leaves is right on the shelf.",),
            (
                _share("Pallets right when checked", 91, 99),
                _share("Scanned on arrival", 70, 98),
                _count("Corrections from shops, a week", 55, 15),
            ),
            _SHELF_PEOPLE,
            _OWN,
        ),
    ),
}


def _desk(which: int, top: str, team: str, how: str, *results: Measure) -> tuple[Theme | None, ...]:
    theme = Theme(top, "{unit}: " + team, (team,), (how,), results, _DESK_PEOPLE, _OWN)
    return tuple(theme if place == which else None for place in (RETURNS, WORK, SHELF))


WORDS |= {
    "finance": _desk(
        RETURNS,
        "Money back before anybody asks for it",
        "Refunds leave on the day they are agreed",
        "A refund that is there needs no second conversation.",
        _hours("From agreed to paid", 720, 240),
        _share("Paid without anybody looking", 30, 80),
        _count("Refunds asked about twice, a month", 210, 60),
    ),
    "technology": _desk(
        SHELF,
        "One count for shop, screen and warehouse",
        "Counts reach the screen within a minute",
        "What was counted has to be seen where customers look.",
        _count("Minutes from count to screen", 240, 1),
        _share("Shops on the new counting page", 20, 100),
        _count("Failed nightly loads a quarter", 9, 0),
    ),
    "range": _desk(
        SHELF,
        "Buy what can be told apart on a shelf",
        "Every new line has its own label and picture",
        "Look-alikes are what we count wrong most.",
        _share("New lines with their own label", 55, 100),
        _count("Look-alikes in the range", 140, 60),
        _share("Suppliers who label before sending", 25, 60),
    ),
    "people": _desk(
        WORK,
        "Learning that fits into a shift",
        "Lessons of ten minutes, at the till",
        "Leads grow from within when learning fits into a shift.",
        _share("Lessons of ten minutes or less", 20, 80),
        _count("People who finished their first course", 60, 400),
        _share("Who say they used it within a week", 35, 70),
    ),
    "brand": _desk(
        WORK,
        "A voice that people recognise",
        "One page that says how we sound",
        "",
        _count("Texts rewritten by the guide", 0, 120),
        _share("People who know our name in the north", 18, 30),
        _count("Rounds until a text is agreed", 5, 2),
    ),
}
