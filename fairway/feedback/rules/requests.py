"""Whoever asks, is asked or is asked about knows of a request; about oneself anybody may ask.

Their managers, dotted-line managers and HR ask about others. To ask opens nothing: the answer is
read by those whom the request names, and the asker is only one of them where they are that anyway.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fairway.feedback.models import FeedbackRequest, Visibility
from fairway.foundation.access import rule
from fairway.people.models import Person
from fairway.people.relations import (
    AUTHOR,
    SELF,
    Clause,
    Relation,
    direct,
    dotted,
    grants,
    hr,
    own,
)

ASKED = Relation("asked", _("who is asked"))
WAITING = Q(state=FeedbackRequest.State.ASKED)


@rule(FeedbackRequest, "view")
def those_of_a_request_know_of_it(viewer: Person) -> Q:
    """Whom it is about does not, where the answer is for their manager alone."""
    about = Q(about=viewer.pk) & ~Q(visibility=Visibility.MANAGER)
    return grants(own(viewer, "asked_by", AUTHOR), own(viewer, "asked", ASKED), Clause(SELF, about))


@rule(FeedbackRequest, "answer")
@rule(FeedbackRequest, "decline")
def whoever_is_asked_answers_or_declines(viewer: Person) -> Q:
    return grants(own(viewer, "asked", ASKED), given=WAITING)


@rule(FeedbackRequest, "withdraw")
def whoever_asked_takes_it_back(viewer: Person) -> Q:
    return grants(own(viewer, "asked_by", AUTHOR), given=WAITING)


@rule(Person, "ask_feedback_about")
def about_oneself_and_ones_people_one_asks(viewer: Person) -> Q:
    return grants(own(viewer), direct(viewer), dotted(viewer), *hr(viewer), given=Q(active=True))


def people_to_ask_about(viewer: Any) -> QuerySet[Person]:
    return Person.objects.allowed(viewer, "ask_feedback_about")
