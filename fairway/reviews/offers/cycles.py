"""What templates and cycles offer the rest of the house."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import (
    BenchPage,
    DemoSource,
    NavItem,
    PaletteAction,
    PersonalData,
    TodoSource,
    bench_pages,
    demo_sources,
    event_kinds,
    nav_items,
    palette_actions,
    personal_data,
    todo_sources,
)
from fairway.reviews.demo import cycles as cycles_demo
from fairway.reviews.models import Participant, ReviewCycle
from fairway.reviews.offers import (
    cycles_mail,  # noqa: F401 writes its letters
    cycles_personal,
    cycles_telling,
    cycles_todos,
    reminding_mail,  # noqa: F401 writes the letter that reminds
)
from fairway.reviews.offers.house import GROUP
from fairway.reviews.offers.shapes import kind
from fairway.reviews.rules.templates import may_keep

# Who is concerned sees them in a timeline; nothing in them tells what was written.
KINDS = (
    ("joined_cycle", _("Is in a cycle of reviews"), "users-plus", None),
    ("left_cycle", _("Is no longer in a cycle of reviews"), "user-minus", None),
    ("review_extended", _("More days for a review"), "calendar-plus", cycles_telling.days_changed),
    (
        "review_reassigned",
        _("Somebody else writes a review"),
        "switch-horizontal",
        cycles_telling.asked,
    ),
    ("review_reopened", _("A review was opened again"), "lock-open", cycles_telling.days_changed),
    (
        "handover_opened",
        _("Who goes on with a review"),
        "switch-horizontal",
        cycles_telling.handed_over,
    ),
    ("handover_decided", _("Who goes on was decided"), "check", cycles_telling.handed_over),
    ("handover_released", _("A draft was released to the next manager"), "lock-open", None),
    ("step_extended", _("More days for a step"), "calendar-plus", cycles_telling.step_extended),
    (
        "manager_extended",
        _("More days for a step about others"),
        "calendar-plus",
        cycles_telling.manager_extended,
    ),
    ("nominated", _("Named whom to ask"), "user-plus", cycles_telling.nominated),
    ("nomination_approved", _("Approved whom to ask"), "check", None),
    ("nomination_declined", _("Declined whom to ask"), "x", cycles_telling.declined),
    ("nomination_withdrawn", _("Took a name off the list"), "arrow-back-up", None),
)
# Who is asked in confidence, and who says no, is for HR: the person sees their list, no more.
CONFIDENTIAL = (
    ("review_asked", _("Asked for a review"), "message-question", cycles_telling.asked),
    ("review_removed", _("A review is no longer asked for"), "x", cycles_telling.not_needed),
    ("review_declined", _("Declined to write a review"), "x", None),
)
OPEN_KINDS = (
    ("template_saved", _("Wrote a review template"), "pencil"),
    ("template_published", _("Published a review template"), "send"),
    ("template_archived", _("Archived a review template"), "archive"),
    ("bank_question_saved", _("Kept a question in the bank"), "pencil"),
    ("bank_question_archived", _("Archived a question of the bank"), "archive"),
    ("cycle_begun", _("Began a cycle of reviews"), "plus"),
    ("cycle_edited", _("Set a cycle of reviews up"), "pencil"),
    ("cycle_discarded", _("Discarded a cycle of reviews"), "trash"),
    ("cycle_launched", _("Launched a cycle of reviews"), "rocket"),
    ("cycle_ready", _("All reviews of a cycle are there"), "circle-check"),
    ("cycle_changed", _("Changed a running cycle of reviews"), "pencil"),
    ("nudged", _("Wrote to those who had not written yet"), "mail"),
    ("cycle_closed", _("Closed a cycle of reviews"), "lock"),
)
# Whoever held it hears that it is in other hands.
HELD_KINDS = (
    ("cycle_held", _("Took over a cycle of reviews"), "switch-horizontal", cycles_telling.held),
)


def of_a_cycle(page: str, asked: str = "") -> Callable[[Any], str]:
    """A page of the cycle that runs, of several the one with the most people."""

    def url(_world: Any) -> str:
        running = ReviewCycle.objects.running().order_by().annotate(n=Count("participants"))
        found = running.order_by("-n", "pk").first()
        return reverse(page, args=[found.public_id]) + asked if found else reverse("reviews:cycles")

    return url


def of_ana(page: str) -> Callable[[Any], str]:
    """A page about Ana in it."""

    def url(world: Any) -> str:
        about = Participant.objects.filter(person=world.people["ana"])
        found = about.filter(cycle__in=ReviewCycle.objects.running()).order_by("-cycle_id").first()
        return reverse(page, args=[found.public_id]) if found else reverse("reviews:overview")

    return url


event_kinds.offer(
    *(
        kind(key, label, "subject", icon, data_class="C3", notify=told)
        for key, label, icon, told in KINDS
    ),
    *(
        kind(key, label, "hr", icon, data_class="C3", notify=told)
        for key, label, icon, told in CONFIDENTIAL
    ),
    *(kind(key, label, "hr", icon, data_class="C1") for key, label, icon in OPEN_KINDS),
    *(
        kind(key, label, "hr", icon, data_class="C1", notify=told)
        for key, label, icon, told in HELD_KINDS
    ),
    kind(
        "reminded",
        _("Reminders of what waits in reviews"),
        "subject",
        "bell",
        data_class="C1",
        told=True,
        by_letter=True,
    ),
)
nav_items.offer(
    NavItem(
        "reviews",
        GROUP,
        "clipboard-check",
        "reviews:overview",
        order=40,
        covers=("reviews:cycles", "reviews:templates", "reviews:bank"),
    )
)
todo_sources.offer(
    TodoSource(
        cycles_todos.SOURCE,
        GROUP,
        "clipboard-check",
        20,
        rows=cycles_todos.rows,
        tell=cycles_todos.tell,
    )
)
personal_data.offer(
    PersonalData(
        "review_cycles",
        _("Cycles of reviews you were in, and the reviews you were asked for"),
        cycles_personal.export,
        cycles_personal.erase,
    )
)
palette_actions.offer(
    PaletteAction("reviews", _("My reviews"), "clipboard-check", "reviews:overview"),
    PaletteAction(
        "review_cycles",
        _("Cycles of reviews"),
        "clipboard-check",
        "reviews:cycles",
        may_keep,
        keywords=_("launch progress"),
    ),
    PaletteAction(
        "review_templates",
        _("Review templates"),
        "pencil",
        "reviews:templates",
        may_keep,
        keywords=_("questions bank"),
    ),
)
bench_pages.offer(
    BenchPage("reviews, my own", "bo", lambda world: reverse("reviews:overview")),
    BenchPage("cycle, progress", "hana", of_a_cycle("reviews:cycle")),
    BenchPage("cycle, progress of all", "farah", of_a_cycle("reviews:cycle")),
    BenchPage("cycle, who is in it", "farah", of_a_cycle("reviews:cycle_people")),
    BenchPage("cycle, who is missing", "farah", of_a_cycle("reviews:cycle_missing")),
    BenchPage("cycle, late managers", "farah", of_a_cycle("reviews:cycle_managers")),
    BenchPage("cycle, managers", "farah", of_a_cycle("reviews:cycle_managers", "?all=1")),
    BenchPage("cycle, somebody in it", "bo", of_ana("reviews:participant")),
    BenchPage("cycle, whom to ask", "ana", of_ana("reviews:nominations")),
)
demo_sources.offer(DemoSource("review_cycles", 70, cycles_demo.make_cycles))
