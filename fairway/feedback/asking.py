"""What questions for feedback offer the house: their events, a mail link, a way there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.feedback import telling
from fairway.feedback.actions.asking import answer_request
from fairway.feedback.actions.giving import manager_of
from fairway.feedback.actions.words import PARTS
from fairway.feedback.forms.asking import AnsweringForm
from fairway.feedback.giving import GROUP
from fairway.feedback.models import Feedback, FeedbackRequest, Visibility
from fairway.feedback.reading.sheets import readers_before
from fairway.foundation import maillinks
from fairway.foundation.access import can
from fairway.foundation.ports import (
    BenchPage,
    DigestSource,
    EventKind,
    PaletteAction,
    bench_pages,
    digest_sources,
    event_kinds,
    palette_actions,
)
from fairway.people.models import Person

ANSWER = "feedback.answer"
MOST_OFFERED = 3
KINDS = (
    ("asked", _("Asked for feedback"), "message-question", telling.asked),
    ("request_answered", _("Answered a question for feedback"), "circle-check", telling.settled),
    ("request_declined", _("Declined a question for feedback"), "x", telling.settled),
    ("request_withdrawn", _("Took a question for feedback back"), "arrow-back-up", None),
)
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


def ask(request: FeedbackRequest, data: Any, *, person: Person) -> AnsweringForm:
    """The form of an answer, for who may still give it. The question itself stays in Fairway."""
    if not can(person, "answer", request):
        raise PermissionDenied
    manager = None if request.visibility == Visibility.PRIVATE else manager_of(request.about)
    form = AnsweringForm(data, viewer=person, recipient=request.about, manager=manager)
    form.fields.pop("about", None)  # a mail asks for no more than it must
    form.fields["situation"].help_text = str(
        readers_before(request.visibility, request.about, person)
    )
    return form


@maillinks.acts(ANSWER, FeedbackRequest, label=_("Give the feedback you are asked for"), asks=ask)
def answer(request: FeedbackRequest, *, actor: Person, form: AnsweringForm) -> Feedback:
    said = {name: form.cleaned_data[name] for name in (*PARTS, "sent_as", "shown_manager")}
    return answer_request(request, actor=actor, **said)


def offers(viewer: Any, since: datetime) -> Iterator[Any]:
    """A line of the digest for each question that waits: it can be answered from the mail."""
    waiting = FeedbackRequest.objects.filter(asked=viewer).waiting().order_by("asked_at", "pk")
    for request in waiting[:MOST_OFFERED]:
        link = maillinks.make_link(ANSWER, person=viewer, obj=request)
        yield _now("Somebody asks you for feedback: answer from here"), maillinks.url_of(link)


digest_sources.offer(DigestSource("feedback_asked", _("Questions for feedback"), 31, offers))
palette_actions.offer(
    PaletteAction(
        "ask_feedback", _("Ask for feedback"), "message-question", "feedback:new_request"
    ),
)
bench_pages.offer(
    BenchPage("feedback, questions", "ana", lambda world: "/feedback/requests/"),
)
