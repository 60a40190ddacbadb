"""What check-ins offer the rest of the house."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.conversations import (
    checkins_demo,
    checkins_figures,  # noqa: F401 offers figures to KPIs
    checkins_mail,  # noqa: F401 writes the letter and answers from it
    checkins_personal,
    checkins_telling,
    checkins_todos,
)
from fairway.conversations.models import CheckIn
from fairway.conversations.rules.checkins import may_set_rhythms
from fairway.conversations.views.checkins import may_look_back
from fairway.foundation.ports import (
    BenchPage,
    DemoSource,
    DigestSource,
    EventKind,
    NavItem,
    PaletteAction,
    PersonalData,
    PersonTab,
    PolicyText,
    TodoSource,
    bench_pages,
    demo_sources,
    digest_sources,
    event_kinds,
    nav_items,
    palette_actions,
    person_tabs,
    personal_data,
    policy_texts,
    todo_sources,
)

GROUP = _("Check-ins")
# Who is concerned sees them in a timeline; nothing in them tells what was written.
KINDS = (
    ("check_in_sent", _("Sent a check-in"), "send"),
    ("check_in_read", _("Read a check-in"), "eye"),
    ("check_in_replied", _("Replied to a check-in"), "message-2"),
    ("point_passed_up", _("Passed a point up"), "arrow-up"),
    ("point_answered", _("Answered a point that was passed up"), "message-2"),
    ("blocker_for_agenda", _("Put what is in the way on the next 1:1"), "messages"),
    ("blocker_for_action", _("Does something about what is in the way"), "check"),
    ("blocker_cleared", _("Something is no longer in the way"), "circle-check"),
)
OPEN_KINDS = (
    ("check_in_template_saved", _("Wrote questions of check-ins"), "pencil"),
    ("check_in_template_archived", _("Archived questions of check-ins"), "archive"),
    ("check_in_rhythm_set", _("Said how often a unit writes check-ins"), "clock"),
    ("check_in_rhythm_dropped", _("A unit follows the one above in its check-ins"), "clock"),
)


def say_how_check_ins_work() -> str:
    return _now(
        "Where your team writes check-ins, yours opens in your own week, at your own hour, and not "
        "in your leave. Your manager reads it, nobody above them: only a point that your manager "
        "passes up, and then you see what, to whom, and the answer. HR counts how many a team has "
        "sent, never whose. Beside the question how you are stands who reads the answer."
    )


def a_check_in(world: Any) -> str:
    found = CheckIn.objects.filter(person=world.people["ana"]).order_by("-week_on").first()
    return found.get_absolute_url() if found else reverse("conversations:check_ins")


event_kinds.offer(
    *(
        EventKind(
            f"conversations.{key}",
            label,
            "subject",
            icon=icon,
            data_class="C3",
            group=GROUP,
            notify=checkins_telling.TOLD.get(key),
        )
        for key, label, icon in KINDS
    ),
    *(
        EventKind(f"conversations.{key}", label, "hr", icon=icon, data_class="C1", group=GROUP)
        for key, label, icon in OPEN_KINDS
    ),
    EventKind(
        "conversations.check_in_opened",
        _("Your check-in opened"),
        "subject",
        icon="messages",
        data_class="C2",
        group=GROUP,
        told=True,
        by_letter=True,
    ),
    EventKind(
        "conversations.check_in_hour_set",
        _("Chose a day and hour for the check-in"),
        "subject",
        icon="clock",
        data_class="C2",
        group=GROUP,
    ),
)
nav_items.offer(
    NavItem(
        "check_ins",
        GROUP,
        "messages",
        "conversations:check_ins",
        order=25,
        covers=(
            "conversations:check_ins_to_read",
            "conversations:check_in_rhythms",
            "conversations:check_in_templates",
        ),
    )
)
person_tabs.offer(PersonTab("check_ins", GROUP, "conversations:check_ins_of", 20, may_look_back))
todo_sources.offer(
    TodoSource(
        checkins_todos.SOURCE,
        GROUP,
        "messages",
        10,
        rows=checkins_todos.rows,
        tell=checkins_todos.tell,
    )
)
digest_sources.offer(DigestSource("check_ins", GROUP, 10, checkins_todos.lines))
policy_texts.offer(PolicyText("check_ins", GROUP, 20, say_how_check_ins_work))
personal_data.offer(
    PersonalData(
        "check_ins",
        _("Your check-ins, with replies and what was in your way"),
        checkins_personal.export,
        checkins_personal.erase,
    )
)
palette_actions.offer(
    PaletteAction("check_ins", _("My check-ins"), "messages", "conversations:check_ins"),
    PaletteAction(
        "check_ins_to_read",
        _("Read check-ins"),
        "eye",
        "conversations:check_ins_to_read",
        keywords=_("team queue"),
    ),
    PaletteAction(
        "check_in_rhythms",
        _("Check-ins of my units"),
        "clock",
        "conversations:check_in_rhythms",
        may_set_rhythms,
        keywords=_("cadence rhythm questions"),
    ),
)
bench_pages.offer(
    BenchPage("check-ins, my own", "ana", lambda world: reverse("conversations:check_ins")),
    BenchPage("check-in", "ana", a_check_in),
    BenchPage("check-ins, to read", "bo", lambda world: reverse("conversations:check_ins_to_read")),
)
demo_sources.offer(DemoSource("check_ins", 50, checkins_demo.make_check_ins))
