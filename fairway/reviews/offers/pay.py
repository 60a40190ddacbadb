"""Pay, to the house: events, what waits, personal data, who may know how it works."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation import reading
from fairway.foundation.ports import (
    BenchPage,
    EventKind,
    PaletteAction,
    PersonalData,
    PolicyText,
    TodoSource,
    bench_pages,
    event_kinds,
    palette_actions,
    personal_data,
    policy_texts,
    todo_sources,
)
from fairway.reviews.offers import pay_personal, pay_telling, pay_todos
from fairway.reviews.offers.house import GROUP
from fairway.reviews.offers.outcomes import is_somebody
from fairway.reviews.views.pay import PAGE


def say_how_pay_follows() -> str:
    return _now(
        "Pay is a step of its own, after ratings are final and never after a cycle for development. "
        "Your manager recommends it, the next level agrees, and a pay partner approves it. HR "
        "partners, administrators and those who compare ratings see none of it, and nobody decides "
        "on their own or on that of their managers. You read yours once it is published."
    )


event_kinds.offer(
    *(
        EventKind(
            f"reviews.{key}",
            label,
            "auditor",
            icon=icon,
            data_class="C4",
            group=GROUP,
            notify=notify,
        )
        for key, label, icon, notify in pay_telling.KINDS
    )
)
reading.pages.offer(reading.Page(PAGE, _("Their pay in a round")))
todo_sources.offer(
    TodoSource(pay_todos.SOURCE, _("Pay"), "scale", 23, rows=pay_todos.rows, tell=pay_todos.tell)
)
personal_data.offer(
    PersonalData("pay", _("Your pay after reviews"), pay_personal.export, pay_personal.erase)
)
policy_texts.offer(PolicyText("pay", _("How pay follows"), 35, say_how_pay_follows))
palette_actions.offer(
    PaletteAction(
        "pay",
        _("Pay"),
        "scale",
        "reviews:pay",
        visible=is_somebody,
        keywords=_("salary raise band budget payroll"),
    )
)
bench_pages.offer(BenchPage("pay, rounds", "bo", lambda world: reverse("reviews:pay")))
