"""What wins offer the house: events, evidence, the monthly question, what is handed out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairway.conversations.actions.wins_asking import PROMPT
from fairway.conversations.models import Win
from fairway.conversations.notes_offered import GROUP
from fairway.conversations.notes_personal import erase_wins, export_wins
from fairway.foundation import reading
from fairway.foundation.access import can
from fairway.foundation.addresses import address_of
from fairway.foundation.policy import Policy, YesNo, policies
from fairway.foundation.ports import (
    BenchPage,
    EventKind,
    EvidenceSource,
    Notice,
    PaletteAction,
    PersonalData,
    bench_pages,
    event_kinds,
    evidence_sources,
    palette_actions,
    personal_data,
)
from fairway.people.models import Person

OF_WINS = "conversations.wins"


def evidence(viewer: Any, person: Any, start: date, end: date) -> QuerySet[Win]:
    """By the day it happened. To the person also those that are still theirs alone."""
    wins = Win.objects.allowed(viewer).filter(person=person)
    return wins.filter(happened_on__gte=start, happened_on__lt=end)


def columns() -> dict[str, Any]:
    private = When(shared_on=None, then=Value("me"))
    return {
        "day": "happened_on",
        "words": "body",
        "voice": "person__public_id",
        "reach": Case(private, default=Value("managers")),
        "citable": Case(When(shared_on=None, then=Value(False)), default=Value(True)),
    }


def page_of_win(at: str) -> str:
    return address_of("conversations:win", at)


def shared(event: Any) -> Iterator[Notice]:
    """The manager, and nobody further up."""
    rows = Win.objects.select_related("person__assignment__manager")
    win = rows.filter(pk=event.subject_id).exclude(shared_on=None).first()
    manager = win.person.assignment.manager if win and win.person.assignment else None
    if win is not None and manager is not None and can(manager, "view", win):
        words = format_lazy(_("{name} shared something that went well"), name=win.person.name)
        yield Notice(manager, words, win.get_absolute_url())


def has_wins(viewer: Any) -> bool:
    return isinstance(viewer, Person)


event_kinds.offer(
    *(
        EventKind(
            f"conversations.win_{key}", label, "auditor", icon=icon, data_class="C3", group=GROUP
        )
        for key, label, icon in (
            ("written", _("Wrote down a win"), "award"),
            ("changed", _("Changed a win"), "pencil"),
            ("removed", _("Removed a win"), "trash"),
        )
    ),
    EventKind(
        "conversations.win_shared",
        _("Shared a win"),
        "subject",
        icon="award",
        data_class="C3",
        notify=shared,
        group=GROUP,
    ),
    EventKind(
        "conversations.win_kept",
        _("Took a win back to oneself"),
        "subject",
        icon="lock",
        data_class="C3",
        group=GROUP,
    ),
    EventKind(
        PROMPT,
        _("Once a month: did something go well?"),
        "subject",
        icon="award",
        data_class="C2",
        told=True,
        group=GROUP,
    ),
)
policies.offer(
    Policy(
        "conversations.ask_for_wins",
        YesNo(),
        True,
        _("Ask once a month what went well"),
        _(
            "Towards the end of a month Fairway asks whoever has written down nothing that went "
            "well in it. Everybody can switch the question off for themselves."
        ),
        GROUP,
    )
)
evidence_sources.offer(
    EvidenceSource(
        "win",
        _("Wins"),
        evidence,
        icon="award",
        columns=columns,
        url=page_of_win,
        one=_("Win"),
    )
)
personal_data.offer(
    PersonalData(
        "conversations.wins",
        _("What you wrote down that went well"),
        export_wins,
        erase_wins,
        _("What you never shared goes 30 days after you have left."),
    )
)
palette_actions.offer(
    PaletteAction("wins", _("My wins"), "award", "conversations:wins", has_wins),
    PaletteAction(
        "new_win",
        _("Write down a win"),
        "plus",
        "conversations:new_win",
        has_wins,
        keywords=_("achieved went well"),
    ),
)
reading.pages.offer(reading.Page(OF_WINS, _("What you shared that went well")))
bench_pages.offer(BenchPage("wins", "ana", lambda world: reverse("conversations:wins")))
