"""What giving reviews out offers the house: events, to-dos, personal data, pages to measure."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation import reading
from fairway.foundation.ports import (
    BenchPage,
    DemoSource,
    PaletteAction,
    PersonalData,
    TodoSource,
    bench_pages,
    demo_sources,
    event_kinds,
    palette_actions,
    personal_data,
    todo_sources,
)
from fairway.reviews.demo import all_round
from fairway.reviews.demo import sharing as sharing_demo
from fairway.reviews.models import ReviewCycle, SharedVersion
from fairway.reviews.offers import (
    sharing_house,  # noqa: F401 says its policies
    sharing_personal,
    sharing_telling,
    sharing_todos,
)
from fairway.reviews.offers.cycles import of_a_cycle
from fairway.reviews.offers.shapes import is_somebody, kind
from fairway.reviews.rules.templates import may_keep
from fairway.reviews.views.disputes import PAGE as LOOK_PAGE
from fairway.reviews.views.sharing import PAGE, REPORT_PAGE


def a_shared_review(world: Any) -> str:
    found = SharedVersion.objects.allowed(world.people["ana"]).order_by("pk").first()
    return found.get_absolute_url() if found else reverse("reviews:given")


def a_cycle_to_give_out(world: Any) -> str:
    found = ReviewCycle.objects.exclude(state=ReviewCycle.State.DRAFT).first()
    return reverse("reviews:sharing", args=[found.public_id]) if found else reverse("reviews:given")


event_kinds.offer(
    *(
        kind(key, label, audience, icon, data_class=data_class, notify=notify)
        for key, label, icon, data_class, audience, notify in sharing_telling.KINDS
    )
)
reading.pages.offer(
    reading.Page(PAGE, _("A review of them, as it was given out")),
    reading.Page(REPORT_PAGE, _("What colleagues say together about them")),
    reading.Page(LOOK_PAGE, _("A second look at a review of them")),
)
todo_sources.offer(
    TodoSource(
        sharing_todos.SOURCE,
        _("Reviews that were given out"),
        "clipboard-check",
        22,
        rows=sharing_todos.rows,
        tell=sharing_todos.tell,
    )
)
personal_data.offer(
    PersonalData(
        "reviews_shared",
        _("Reviews as they were given out, and second looks at them"),
        sharing_personal.export,
        sharing_personal.erase,
    )
)
palette_actions.offer(
    PaletteAction(
        "reviews_given",
        _("Reviews that were given out"),
        "clipboard-check",
        "reviews:given",
        visible=is_somebody,
        keywords=_("received sign second look dispute"),
    ),
    PaletteAction(
        "second_looks",
        _("Second looks to name somebody for"),
        "scale",
        "reviews:disputes_to_name",
        may_keep,
        keywords=_("dispute appeal"),
    ),
)
bench_pages.offer(
    BenchPage("reviews, given out", "ana", a_shared_review),
    BenchPage("cycle, giving out", "hana", a_cycle_to_give_out),
    BenchPage(
        "cycle, before giving out", "farah", of_a_cycle("reviews:give_out", "?what=managers")
    ),
)
demo_sources.offer(DemoSource("reviews_shared", 80, sharing_demo.give_out_the_past))
# Last of the reviews: a cycle of its own, which no other looks back on.
demo_sources.offer(DemoSource("report_of_360", 97, all_round.give_a_report))
