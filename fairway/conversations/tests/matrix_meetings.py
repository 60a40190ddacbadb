"""1:1s in the access matrix: Ana's with Bo, one that runs and one that was held."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fairway.conversations.actions.meetings import Rhythm, start_series
from fairway.conversations.actions.meetings_agenda import add_point
from fairway.conversations.actions.meetings_feeds import make_feed
from fairway.conversations.actions.meetings_items import add_action
from fairway.conversations.actions.meetings_times import propose_time
from fairway.conversations.actions.meetings_writing import write_private, write_shared
from fairway.conversations.models import (
    ActionItem,
    AgendaPoint,
    CalendarFeed,
    OneOnOne,
    OneOnOneSeries,
    PrivateNote,
    TimeProposal,
)
from fairway.people.days import organisation_day
from tests.access.binding import Canary, Route

READ, OWN = "Open to every person", "Own pages"
SHARED, PRIVATE, ACTION = "1:1 shared agenda/note", "1:1 private note", "1:1 action item"
PAIR = frozenset({"subject", "manager"})
SUBJECT, MANAGER = frozenset({"subject"}), frozenset({"manager"})
ALL = frozenset(
    {
        "subject", "manager", "dotted", "skip", "hr_partner", "executive", "auditor", "peer",
        "former", "people_lead", "fairness", "other_hr_partner", "other_employer",
        "administrator", "leaver", "external",
    }
)  # fmt: skip
THE_TWO = "a 1:1 is for the two who have it; this former manager was never in it"
DAY = timedelta(days=1)


def a_series(world: Any) -> OneOnOneSeries:
    ana, bo = world.subject, world.people["manager"]
    found = OneOnOneSeries.objects.open().of_pair(ana, bo).first()
    if found:
        return found
    rhythm = Rhythm("weekly", organisation_day() + 2 * DAY, time(9), ana)
    return start_series(bo, actor=ana, rhythm=rhythm, anyway=True)


def running(world: Any) -> OneOnOne:
    """It began ten minutes ago."""
    return _around(world, timezone.now() - timedelta(minutes=10), 3000)


def held(world: Any) -> OneOnOne:
    found = _around(world, timezone.now() - 8 * DAY, 3007)
    if found.closed_at is None:
        OneOnOne.objects.filter(pk=found.pk).update(
            closed_at=timezone.now() - 7 * DAY, closed_by=world.subject, outcome="We go on."
        )
        found.refresh_from_db()
    return found


def _around(world: Any, at: Any, ago: int) -> OneOnOne:
    """Apart from those of the rhythm by a day long ago on which it was planned."""
    series = a_series(world)
    found, _new = OneOnOne.objects.get_or_create(
        series=series,
        planned_for=organisation_day() - ago * DAY,
        defaults={
            "employee": series.employee,
            "manager": series.manager,
            "starts_at": at,
            "until_at": at + timedelta(minutes=30),
            "way": "live",
            "form": "standard",
            "changed_at": at,
        },
    )
    return found


def a_point(world: Any) -> AgendaPoint:
    meeting = running(world)
    found = meeting.points.filter(talked_at=None).first()
    return found or add_point(meeting, actor=world.subject, words="The carrier")


def an_action(world: Any) -> ActionItem:
    meeting = running(world)
    found = ActionItem.objects.filter(meeting=meeting).first()
    return found or add_action(
        meeting,
        actor=world.subject,
        title="Ask the carrier",
        owner=world.subject,
        due_on=organisation_day() + DAY,
    )


def a_proposal(world: Any) -> TimeProposal:
    meeting = running(world)
    found = meeting.proposals.filter(state="asked").first()
    at = timezone.now() + 3 * DAY
    return found or propose_time(meeting, actor=world.subject, starts_at=at, anyway=True)


def a_feed(world: Any) -> CalendarFeed:
    return make_feed(world.subject)


def put_point(world: Any, word: str) -> None:
    AgendaPoint.objects.filter(pk=a_point(world).pk).update(words=word)


def put_note(world: Any, word: str) -> None:
    write_shared(running(world), actor=world.subject, said={"notes": word})


def put_outcome(world: Any, word: str) -> None:
    OneOnOne.objects.filter(pk=held(world).pk).update(outcome=word)


def put_private(world: Any, word: str) -> None:
    write_private(running(world), actor=world.subject, body=word)


def a_note(world: Any) -> PrivateNote:
    meeting = running(world)
    found = PrivateNote.objects.filter(meeting=meeting, author=world.subject).first()
    return found or write_private(meeting, actor=world.subject, body="Ask for Fridays.")


def put_managers(world: Any, word: str) -> None:
    write_private(running(world), actor=world.people["manager"], body=word)


def put_action(world: Any, word: str) -> None:
    ActionItem.objects.filter(pk=an_action(world).pk).update(title=word)


def at(name: str, make: Any = running) -> Any:
    return lambda world: reverse(f"conversations:{name}", args=[make(world).public_id])


def inside(name: str, make: Any) -> Any:
    """Something of the running one."""
    return lambda world: reverse(
        f"conversations:{name}", args=[running(world).public_id, make(world).public_id]
    )


def fixed(name: str, row: str = READ, **more: Any) -> Route:
    return Route(
        f"conversations:{name}", row, url=lambda world: reverse(f"conversations:{name}"), **more
    )


def read(name: str, make: Any = running, row: str = SHARED) -> Route:
    return Route(
        f"conversations:{name}",
        row,
        url=at(name, make),
        also=PAIR,
        never=ALL - PAIR,
        reason=THE_TWO,
    )


def post(name: str, url: Any, data: Any, who: frozenset[str] = PAIR) -> Route:
    """`data` is given, or made when it is sent: a day depends on the organisation's clock."""
    return Route(
        f"conversations:{name}",
        SHARED,
        url=url,
        method="post",
        data=data if callable(data) else lambda world: data,
        also=who,
        never=ALL - who,
        answer=frozenset({302}),
        reason=THE_TWO,
    )


def beginning(world: Any) -> dict[str, Any]:
    """Ana has 1:1s with Bo already; for this request they have ended."""
    a_series(world)
    OneOnOneSeries.objects.update(ended_on=organisation_day(), ending="asked")
    return _rhythm() | {"other": world.subject.public_id}


def _rhythm() -> dict[str, Any]:
    return {
        "cadence": "weekly",
        "way": "live",
        "starts_on": str(organisation_day() + 3 * DAY),
        "at": "10:00",
        "follows": "mine",
        "minutes": "30",
        "days": "3",
        "form": "standard",
        "anyway": "on",
    }


def changing(world: Any) -> dict[str, Any]:
    return _rhythm() | {"version": ""}


def acting(world: Any) -> dict[str, Any]:
    return {"title": "Ask twice", "owner": "mine", "due_on": str(organisation_day() + 2 * DAY)}


def another_time(world: Any) -> dict[str, Any]:
    return {"slot": "", "day": str(organisation_day() + 2 * DAY), "at": "10:00", "anyway": "on"}


LEADS = frozenset({"manager", "skip", "dotted"})
HR = frozenset({"hr_partner", "people_lead", "other_hr_partner"})
HELPED = {"said": "yes"}
ROUTES = [
    *(
        fixed(name)
        for name in (
            "one_on_ones",
            "new_series",
            "helped",
            "live_or_written",
            "private_notes",
            "calendar",
        )
    ),
    fixed(
        "coverage", "Kept by few", also=HR, reason="HR partners and people leads, in counts alone"
    ),
    fixed("calendar", OWN, verb="C", method="post", data=lambda world: {"do": "make"}),
    Route(
        "conversations:new_series",
        SHARED,
        url=lambda world: reverse("conversations:new_series"),
        method="post",
        data=beginning,
        also=LEADS,
        never=ALL - LEADS,
        answer=frozenset({302}),
        reason="1:1s with Ana: whoever stands above her; not she with herself",
    ),
    Route(
        "conversations:calendar_feed",
        "Public",
        url=lambda world: reverse(
            "conversations:calendar_feed", args=[a_feed(world).public_id, a_feed(world).secret]
        ),
    ),
    read("series", a_series),
    read("edit_series", a_series),
    read("one_on_one", held),
    read("one_on_one"),
    read("one_on_one_goals"),
    read("one_on_one_who"),
    read("one_on_one_file"),
    read("choose_way"),
    read("propose_time"),
    read("new_action"),
    read("action", an_action, ACTION),
    Route(
        "conversations:private_note",
        PRIVATE,
        url=at("private_note", a_note),
        also=SUBJECT,
        never=ALL - SUBJECT,
        reason="Ana wrote it",
    ),
    Route(
        "conversations:private_note",
        PRIVATE,
        url=at("private_note", a_note),
        method="post",
        data=lambda world: {"body": "Mine", "version": ""},
        also=SUBJECT,
        never=ALL - SUBJECT,
        answer=frozenset({302}),
        reason="Ana wrote it",
    ),
    post("edit_series", at("edit_series", a_series), changing),
    post("end_series", at("end_series", a_series), {}),
    post("bring_actions", at("bring_actions", a_series), {}),
    post("one_on_one", at("one_on_one"), {"notes": "A long week", "version": ""}),
    post("add_point", at("add_point"), {"words": "Saturday", "kind": "point"}),
    post("tick_point", inside("tick_point", a_point), {"talked": "yes"}),
    post("remove_point", inside("remove_point", a_point), {}, SUBJECT),
    post("one_on_one_goals", at("one_on_one_goals"), {"talked": "yes"}),
    post("keep_private", at("keep_private"), {"body": "Mine", "version": ""}),
    post("close_one_on_one", at("close_one_on_one"), {"outcome": "Done.", "version": ""}),
    post("call_off", at("call_off"), {}),
    post("choose_way", at("choose_way"), {"form": "grow", "way": "live", "version": ""}),
    post("help_said", at("help_said", held), HELPED, SUBJECT),
    post("propose_time", at("propose_time"), another_time),
    post("decide_time", inside("decide_time", a_proposal), {"said": "agreed"}, MANAGER),
    post("new_action", at("new_action"), acting),
    post("action", at("action", an_action), acting),
    post("settle_action", at("settle_action", an_action), {"state": "done"}),
]
CANARIES = [
    Canary(SHARED, "agenda", put_point, also=PAIR),
    Canary(SHARED, "note", put_note, also=PAIR),
    Canary(SHARED, "outcome", put_outcome, also=PAIR),
    Canary(PRIVATE, "body", put_private, also=SUBJECT),
    Canary(PRIVATE, "words of the manager", put_managers, also=MANAGER),
    Canary(ACTION, "title", put_action, also=PAIR),
]
