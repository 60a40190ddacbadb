"""What 1:1s offer the house."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.conversations import meetings_personal, meetings_todos
from fairway.conversations.demo_meetings import make_one_on_ones
from fairway.conversations.meetings_telling import TOLD
from fairway.conversations.meetings_ways import LIVE, POLICY, SUBJECTS
from fairway.conversations.models import OneOnOne, OneOnOneSeries
from fairway.conversations.rules import sees_coverage
from fairway.foundation import policy
from fairway.foundation.addresses import address_of
from fairway.foundation.evidence import day_in
from fairway.foundation.organisation import organisation_zone
from fairway.foundation.policy import Choice, Number, Policy, Several, policies
from fairway.foundation.ports import (
    BenchPage,
    DemoSource,
    DigestSource,
    EventKind,
    EvidenceSource,
    HomeCard,
    NavItem,
    PaletteAction,
    PersonalData,
    PolicyText,
    TodoSource,
    bench_pages,
    demo_sources,
    digest_sources,
    event_kinds,
    evidence_sources,
    home_cards,
    nav_items,
    palette_actions,
    personal_data,
    policy_texts,
    todo_sources,
)
from fairway.foundation.times import for_reader, midnight
from fairway.people.models import Person

GROUP = _("1:1s")
A_DAY = timedelta(days=1)
# Between two people: their timeline knows that it happened, and nobody else's does.
KINDS = (
    ("series_started", _("Set up 1:1s"), "calendar-plus"),
    ("series_changed", _("Changed when 1:1s are"), "calendar-time"),
    ("series_ended", _("Ended 1:1s"), "calendar-off"),
    ("series_handed_over", _("1:1s go on with another manager"), "arrows-exchange"),
    ("agenda_written", _("Wrote on the agenda of a 1:1"), "list-details"),
    ("agenda_ticked", _("Ticked off a point of a 1:1"), "check"),
    ("agenda_point_removed", _("Took a point off the agenda of a 1:1"), "x"),
    ("one_on_one_written", _("Wrote in a 1:1"), "pencil"),
    ("one_on_one_chosen", _("Chose other questions for a 1:1"), "adjustments"),
    ("one_on_one_closed", _("Closed a 1:1"), "message-circle-check"),
    ("one_on_one_called_off", _("Called off a 1:1"), "calendar-off"),
    ("time_proposed", _("Proposed another time for a 1:1"), "calendar-time"),
    ("time_agreed", _("Agreed to another time for a 1:1"), "calendar-check"),
    ("time_declined", _("Kept the time of a 1:1"), "calendar-event"),
    ("time_withdrawn", _("Took back another time for a 1:1"), "calendar-event"),
    ("action_added", _("Wrote down an action"), "checklist"),
    ("action_edited", _("Changed an action"), "pencil"),
    ("action_done", _("Did what was agreed"), "circle-check"),
    ("action_dropped", _("Dropped an action"), "circle-minus"),
    ("action_reopened", _("An action is open after all"), "circle-dashed"),
    ("action_brought", _("Brought an action along to a new manager"), "arrow-right"),
    ("feed_made", _("Made an address for the calendar"), "calendar"),
    ("feed_renewed", _("Renewed the address for the calendar"), "refresh"),
    ("feed_stopped", _("Took away the address for the calendar"), "calendar-off"),
)
event_kinds.offer(
    *(
        EventKind(
            f"conversations.{key}",
            label,
            "subject",
            icon=icon,
            data_class="C3",
            notify=TOLD.get(key),
            group=GROUP,
        )
        for key, label, icon in KINDS
    )
)
policies.offer(
    Policy(
        "conversations.one_on_one_cadence",
        Choice(dict(OneOnOneSeries.Cadence.choices)),
        OneOnOneSeries.Cadence.WEEKLY.value,
        _("How often 1:1s are suggested"),
        _("What the form begins with. Each pair chooses for itself."),
        GROUP,
    ),
    Policy(
        "conversations.one_on_one_minutes",
        Number(15, 90, _("minutes")),
        30,
        _("How long a live 1:1 is suggested to be"),
        _("What the form begins with. The usual questions fit into half an hour."),
        GROUP,
    ),
    Policy(
        POLICY,
        Several(SUBJECTS),
        LIVE,
        _("What is better talked about live"),
        _(
            "Everything else goes well in writing. Fairway suggests it and never insists: either "
            "is always possible, and what was talked about is written down."
        ),
        GROUP,
    ),
)


def say_how() -> str:
    """A paragraph of how performance works here."""
    words = _now(
        "What is said in a 1:1 stays between the two who have it. Better live here: %(live)s. "
        "Everything else goes well in writing, and either is always possible. HR sees how often "
        "1:1s are held in units of five people or more, and never with whom or about what."
    )
    chosen = [str(SUBJECTS[key]).lower() for key in policy.get(POLICY)]
    return words % {"live": ", ".join(chosen) or _now("nothing in particular")}


def tomorrow(person: Person, _since: datetime) -> Iterator[tuple[str, str]]:
    """Live ones of the next day, for the mail of the morning: with whom and when, no more."""
    now = timezone.now()
    for meeting in meetings_todos.meetings_in(meetings_todos.waiting_for(person)):
        if meeting.is_live and now <= meeting.starts_at < now + A_DAY:
            words = _now("1:1 with %(name)s, %(at)s") % {
                "name": meeting.name,
                "at": for_reader(meeting.starts_at, person.zone, with_zone=False),
            }
            yield words, meeting.url


def outcomes(viewer: Any, person: Any, start: date, end: date) -> QuerySet[OneOnOne]:
    """What came of 1:1s held in a period, for the two alone."""
    rows = OneOnOne.objects.allowed(viewer).filter(employee=person).exclude(closed_at=None)
    zone = organisation_zone()
    held = Q(starts_at__gte=midnight(start, zone), starts_at__lt=midnight(end, zone))
    return rows.filter(held).exclude(outcome="")


def of_outcomes() -> dict[str, Any]:
    """Written for both, and read by nobody else."""
    return {
        "day": day_in("starts_at"),
        "words": "outcome",
        "by": F("closed_by__name"),
        "voice": F("manager__public_id"),  # of the two, whoever is not the person
        "reach": Value("pair"),
    }


def page_of_outcome(at: str) -> str:
    return address_of("conversations:one_on_one", at)


def is_somebody(viewer: Any) -> bool:
    return isinstance(viewer, Person)


policy_texts.offer(PolicyText("one_on_ones", _("1:1s"), 6, say_how))
nav_items.offer(
    NavItem(
        "one_on_ones",
        GROUP,
        "messages",
        "conversations:one_on_ones",
        order=4,
        in_tabbar=True,
        covers=("conversations:private_notes", "conversations:calendar"),
    )
)
todo_sources.offer(
    TodoSource(
        meetings_todos.SOURCE,
        GROUP,
        "messages",
        15,
        rows=meetings_todos.rows,
        tell=meetings_todos.tell,
    )
)
home_cards.offer(
    HomeCard(
        "next_one_on_one",
        "conversations/meetings/_home.html",
        meetings_todos.next_of,
        order=10,
        column="side",
        rows_of=meetings_todos.SOURCE,
    )
)
digest_sources.offer(DigestSource("one_on_ones", GROUP, 10, tomorrow))
evidence_sources.offer(
    EvidenceSource(
        "one_on_one",
        _("What came of 1:1s"),
        outcomes,
        icon="messages",
        columns=of_outcomes,
        url=page_of_outcome,
        one=_("What came of a 1:1"),
    )
)
palette_actions.offer(
    PaletteAction(
        "new_series",
        _("Set up 1:1s"),
        "calendar-plus",
        "conversations:new_series",
        visible=is_somebody,
        keywords=_("one-on-one meeting manager"),
    ),
    PaletteAction(
        "one_on_one_calendar",
        _("1:1s in my calendar"),
        "calendar",
        "conversations:calendar",
        visible=is_somebody,
        keywords=_("icalendar feed outlook google"),
    ),
    PaletteAction(
        "one_on_one_coverage",
        _("How often 1:1s are held"),
        "chart-bar",
        "conversations:coverage",
        visible=sees_coverage,
        keywords=_("coverage"),
    ),
)
personal_data.offer(
    PersonalData(
        "one_on_ones",
        _("Your 1:1s, actions and private notes"),
        meetings_personal.export,
        meetings_personal.erase,
        _("As long as policy keeps notes; private notes of who left go after 30 days."),
    )
)
demo_sources.offer(DemoSource("one_on_ones", 60, make_one_on_ones))


def a_meeting(world: Any) -> str:
    rows = OneOnOne.objects.filter(employee=world.people["ana"])
    found = rows.order_by("closed_at", "-starts_at").first()
    return found.get_absolute_url() if found else reverse("conversations:one_on_ones")


bench_pages.offer(
    BenchPage("1:1s", "bo", lambda world: reverse("conversations:one_on_ones")),
    BenchPage("a 1:1", "ana", a_meeting),
    BenchPage("1:1s, how often", "hana", lambda world: reverse("conversations:coverage")),
    BenchPage("1:1s, how often, of all", "farah", lambda world: reverse("conversations:coverage")),
)
