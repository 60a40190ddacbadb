"""What feedback that is given offers the house: its events, to-dos, tab, search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairway.feedback import personal, telling, todos
from fairway.feedback.models import Feedback
from fairway.feedback.views.receiving import PAGE
from fairway.foundation import reading
from fairway.foundation.ports import (
    BenchPage,
    DigestSource,
    EventKind,
    NavItem,
    PaletteAction,
    PersonalData,
    PersonTab,
    SearchHit,
    SearchSource,
    TodoSource,
    bench_pages,
    digest_sources,
    event_kinds,
    nav_items,
    palette_actions,
    person_tabs,
    personal_data,
    search_sources,
    todo_sources,
)
from fairway.foundation.word_index import words_of
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

GROUP = _("Feedback and recognition")
FEWEST_LETTERS, LOOKED_THROUGH = 2, 500
KINDS = (
    ("given", _("Gave feedback"), "message-2", telling.given),
    ("edited", _("Edited feedback"), "pencil", telling.edited),
    ("withdrawn", _("Took feedback back"), "arrow-back-up", None),
    ("opened", _("Opened feedback"), "mail-opened", None),
    ("thanked", _("Said thank you for feedback"), "heart", telling.thanked),
    ("replied", _("Replied to feedback"), "message-circle", telling.replied),
    ("put_away", _("Put feedback away"), "archive", None),
)
# Not even that there was something is for the line: whom it is about alone has it in their record.
event_kinds.offer(
    *(
        EventKind(
            f"feedback.{key}",
            label,
            "subject",
            icon=icon,
            data_class="C3",
            group=GROUP,
            notify=notify,
        )
        for key, label, icon, notify in KINDS
    )
)
reading.pages.offer(reading.Page(PAGE, _("Feedback for them")))


def readable(viewer: Any) -> QuerySet[Feedback]:
    """What the viewer may read and has opened: of the rest nobody shows a word."""
    return Feedback.objects.allowed(viewer).standing().opened_by(viewer).for_display()


def find_hits(viewer: Any, words: str, most: int) -> Iterable[SearchHit]:
    """Among the latest that the reader has given, got, or had shared with them."""
    wanted = words_of(words)
    if not isinstance(viewer, Person) or not any(len(one) >= FEWEST_LETTERS for one in wanted):
        return []
    fitting = [one for one in LATEST.find(viewer) if _has(one, wanted)]
    return [_hit(one, viewer) for one in fitting[:most]]


def _latest(viewer: Person) -> QuerySet[Feedback]:
    near = Q(recipient=viewer) | Q(author=viewer) | Q(manager=viewer)
    return readable(viewer).filter(near).order_by("-given_at", "-pk")[:LOOKED_THROUGH]


LATEST = PreparedForViewers(_latest)


def _has(one: Feedback, wanted: list[str]) -> bool:
    said = (one.recipient.name, one.by, one.situation, one.behaviour, one.impact, one.suggestion)
    text = " ".join(said).casefold()
    return all(word.casefold() in text for word in wanted)


def _hit(one: Feedback, viewer: Person) -> SearchHit:
    title = one.behaviour[:80]
    detail = one.recipient.name if one.author_id == viewer.pk else one.by
    return SearchHit(title, one.get_absolute_url(), detail, "message-2")


def news(viewer: Any, since: datetime) -> Iterator[Any]:
    """How much waits; neither from whom nor what, for mail is forwarded."""
    waiting = Feedback.objects.allowed(viewer, "open").unopened_by(viewer)
    if n := waiting.count():
        words = ngettext(
            "%(n)s piece of feedback waits to be opened",
            "%(n)s pieces of feedback wait to be opened",
            n,
        )
        yield words % {"n": n}, reverse("feedback:received")


def a_feedback(world: Any) -> str:
    found = Feedback.objects.filter(recipient=world.people["ana"]).order_by("pk").first()
    return found.get_absolute_url() if found else reverse("feedback:received")


nav_items.offer(
    NavItem(
        "feedback",
        _("Feedback"),
        "message-2",
        "feedback:received",
        order=5,
        covers=(
            "feedback:given",
            "feedback:team",
            "feedback:requests",
            "feedback:recognitions",
            "feedback:attention",
        ),
    )
)
person_tabs.offer(PersonTab("feedback", _("Feedback"), "feedback:of_person", 20))
todo_sources.offer(
    TodoSource(todos.SOURCE, _("Feedback"), "message-2", 25, rows=todos.rows, tell=todos.tell)
)
search_sources.offer(SearchSource("feedback", _("Feedback"), 40, find_hits))
digest_sources.offer(DigestSource("feedback", _("Feedback"), 30, news))
personal_data.offer(
    PersonalData("feedback", _("Feedback and recognition"), personal.export, personal.erase)
)
palette_actions.offer(
    PaletteAction(
        "give_feedback", _("Give feedback"), "plus", "feedback:new", keywords=_("praise tell")
    ),
)
bench_pages.offer(
    BenchPage("feedback, for me", "ana", lambda world: reverse("feedback:received")),
    BenchPage("feedback, of my people", "bo", lambda world: reverse("feedback:team")),
    BenchPage("feedback", "ana", a_feedback),
)
