"""What comes after a cycle, offered to the house: events, to-dos, personal data, pages to measure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import (
    BenchPage,
    DemoSource,
    EventKind,
    PaletteAction,
    PersonalData,
    SkillNeedSource,
    TodoSource,
    bench_pages,
    demo_sources,
    event_kinds,
    palette_actions,
    personal_data,
    skill_need_sources,
    todo_sources,
)
from fairway.reviews.demo import after as after_demo
from fairway.reviews.models import ReviewCycle
from fairway.reviews.offers import (
    after_house,  # noqa: F401 says its policies
    after_mail,  # noqa: F401 writes its letter
    after_personal,
    after_todos,
)
from fairway.reviews.offers.house import GROUP
from fairway.reviews.reading.cycle_skills import suggested
from fairway.reviews.rules.compared import may_compare

# That somebody has answered is no event: its time would tell which answer is theirs.
KINDS = (
    ("survey_opened", _("Asked how a cycle of reviews was"), "message-question", True),
    ("survey_told", _("What people said of a cycle was made"), "users", False),
    ("survey_ended", _("Answers of a survey were destroyed"), "trash", False),
    ("report_made", _("Counted a cycle of reviews"), "chart-bar", False),
    ("report_looks", _("Added second looks to the report of a cycle"), "chart-bar", False),
)
event_kinds.offer(
    *(
        EventKind(f"reviews.{key}", label, "hr", icon=icon, data_class="C1", group=GROUP, told=told)
        for key, label, icon, told in KINDS
    )
)
todo_sources.offer(
    TodoSource(
        after_todos.SOURCE,
        _("How a cycle was"),
        "message-question",
        24,
        rows=after_todos.rows,
        tell=after_todos.tell,
    )
)
personal_data.offer(
    PersonalData(
        "review_surveys",
        _("Whether you were asked how a cycle was, and have answered"),
        after_personal.export,
        after_personal.erase,
    )
)
skill_need_sources.offer(
    SkillNeedSource("reviews", _("What cycles of reviews show"), find=suggested)
)
palette_actions.offer(
    PaletteAction(
        "review_patterns",
        _("Patterns of reviews"),
        "chart-bar",
        "reviews:patterns",
        visible=may_compare,
        keywords=_("skills gaps calibration report"),
    )
)


def of_the_last(page: str) -> Callable[[Any], str]:
    """A page of the cycle that was closed last."""

    def url(_world: Any) -> str:
        over = ReviewCycle.objects.filter(state=ReviewCycle.State.CLOSED)
        found = over.filter(report__isnull=False).order_by("-period_until").first()
        return reverse(page, args=[found.public_id]) if found else reverse("reviews:cycles")

    return url


bench_pages.offer(
    BenchPage("cycle, report", "hana", of_the_last("reviews:cycle_report")),
    BenchPage("cycle, report of all", "farah", of_the_last("reviews:cycle_report")),
    BenchPage("cycle, patterns", "hana", of_the_last("reviews:patterns_of")),
)
# After all that was written, compared and given out.
demo_sources.offer(DemoSource("review_report", 95, after_demo.look_back_on_the_last))
