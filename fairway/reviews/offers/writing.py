"""What writing reviews offers the house: its events, to-dos, page, hints of who read, search words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation import reading
from fairway.foundation.ports import (
    BenchPage,
    DemoSource,
    DigestSource,
    PaletteAction,
    PersonalData,
    TodoSource,
    bench_pages,
    demo_sources,
    digest_sources,
    event_kinds,
    palette_actions,
    personal_data,
    todo_sources,
)
from fairway.people.models import Appointment, Person
from fairway.people.relations import roles_of
from fairway.reviews.demo import writing as writing_demo
from fairway.reviews.models import Review
from fairway.reviews.offers import (
    writing_house,  # noqa: F401 says its policies
    writing_personal,
    writing_todos,
)
from fairway.reviews.offers.house import GROUP
from fairway.reviews.offers.shapes import is_somebody, kind
from fairway.reviews.offers.writing_telling import TOLD
from fairway.reviews.views.writing import PAGE

# That a review was sent is known to whom it concerns; nothing in them tells what it says.
KINDS = (
    ("submitted", _("Sent a review"), "send"),
    ("writing_asked", _("Asked to change a review, or for more time"), "lock-open"),
    ("writing_granted", _("Let somebody go on writing a review"), "clock-check"),
    ("writing_refused", _("Left a review as it is"), "lock"),
    ("writing_ask_withdrawn", _("Took a request about a review back"), "arrow-back-up"),
)
event_kinds.offer(
    *(
        kind(key, label, "subject", icon, data_class="C3", notify=TOLD.get(key))
        for key, label, icon in KINDS
    )
)
reading.pages.offer(reading.Page(PAGE, _("A review of them")))


def answers_requests(viewer: Any) -> bool:
    roles = {Appointment.Role.HR_PARTNER, Appointment.Role.PEOPLE_LEAD}
    return isinstance(viewer, Person) and bool(roles_of(viewer) & roles)


def a_review(world: Any) -> str:
    rows = Review.objects.to_write().filter(reviewer=world.people["bo"], kind=Review.Kind.MANAGER)
    found = rows.order_by("due_on", "pk").first()
    return (
        reverse("reviews:review", args=[found.public_id]) if found else reverse("reviews:overview")
    )


def its_evidence(world: Any) -> str:
    page = a_review(world)
    return f"{page}evidence/" if page != reverse("reviews:overview") else page


todo_sources.offer(
    TodoSource(
        writing_todos.SOURCE,
        _("Reviews to write"),
        "pencil",
        21,
        rows=writing_todos.rows,
        tell=writing_todos.tell,
    )
)
digest_sources.offer(DigestSource("writing_reviews", GROUP, 20, writing_todos.lines))
personal_data.offer(
    PersonalData(
        "writing_reviews",
        _("Your reviews: what you wrote, and what others wrote that you may read"),
        writing_personal.export,
        writing_personal.erase,
    )
)
palette_actions.offer(
    PaletteAction(
        "write_reviews",
        _("Write the review that is due next"),
        "clipboard-text",
        "reviews:write_next",
        visible=is_somebody,
        keywords=_("self-review appraisal evaluation"),
    ),
    PaletteAction(
        "review_requests",
        _("Requests about reviews"),
        "lock-open",
        "reviews:writing_requests",
        visible=answers_requests,
        keywords=_("reopen more time"),
    ),
)
bench_pages.offer(
    BenchPage("review, to write", "bo", a_review),
    BenchPage("review, evidence beside it", "bo", its_evidence, fragment=True),
)
demo_sources.offer(DemoSource("review_answers", 75, writing_demo.make_answers))
