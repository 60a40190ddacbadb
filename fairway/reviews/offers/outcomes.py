"""What follows from reviews, to the house: events, what waits, personal data, pages to measure."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation import reading
from fairway.foundation.ports import (
    BenchPage,
    DemoSource,
    EventKind,
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
from fairway.people.models import Person
from fairway.reviews.demo import outcomes as outcomes_demo
from fairway.reviews.offers import (
    outcomes_house,  # noqa: F401 says its policies
    outcomes_personal,
    outcomes_telling,
    outcomes_todos,
)
from fairway.reviews.offers.house import GROUP
from fairway.reviews.views.outcomes import PAGE
from fairway.reviews.views.recommending import PAGE as RECOMMENDATION_PAGE


def is_somebody(viewer: Any) -> bool:
    return isinstance(viewer, Person)


event_kinds.offer(
    *(
        EventKind(
            f"reviews.{key}",
            label,
            "subject",
            icon=icon,
            data_class="C4",
            group=GROUP,
            notify=notify,
        )
        for key, label, icon, notify in outcomes_telling.KINDS
    )
)
reading.pages.offer(
    reading.Page(PAGE, _("What comes next for them after a review")),
    reading.Page(RECOMMENDATION_PAGE, _("What was recommended for them")),
)
todo_sources.offer(
    TodoSource(
        outcomes_todos.SOURCE,
        _("What follows from reviews"),
        "seedling",
        22,
        rows=outcomes_todos.rows,
        tell=outcomes_todos.tell,
    )
)
personal_data.offer(
    PersonalData(
        "outcomes",
        _("What followed from your reviews"),
        outcomes_personal.export,
        outcomes_personal.erase,
    )
)
palette_actions.offer(
    PaletteAction(
        "outcomes",
        _("What follows from reviews"),
        "seedling",
        "reviews:outcomes",
        visible=is_somebody,
        keywords=_("promotion development recommendation support expectations"),
    )
)
bench_pages.offer(
    BenchPage("reviews, what follows", "bo", lambda world: reverse("reviews:outcomes")),
)
# After what was given out, which is what it follows from.
demo_sources.offer(DemoSource("review_outcomes", 82, outcomes_demo.make_outcomes))
