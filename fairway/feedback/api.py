"""Feedback and recognition in /api/v1: what the token's owner reads on the pages, and no more."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.db.models import Prefetch
from ninja import Field, Query, Router, Schema

from fairway.feedback.models import Feedback, Recognised, Recognition
from fairway.foundation.api import PROBLEMS, PageOf, Paging, Token, paged
from fairway.foundation.viewers import Request

router = Router()
READ_FEEDBACK, READ_PRAISE = Token("feedback:read"), Token("recognition:read")


class FeedbackOut(Schema):
    public_id: str
    recipient: str = Field(alias="recipient.public_id")
    author: str | None = Field(None, alias="author.public_id")
    by: str = Field(description="The author's name; also of somebody outside.")
    visibility: str = Field(description="private, shared or manager: who reads it.")
    given_at: datetime
    situation: str
    behaviour: str
    impact: str
    suggestion: str


class PraiseOut(Schema):
    public_id: str
    author: str = Field(alias="author.public_id")
    people: list[str]
    value: str | None = Field(None, alias="value.public_id")
    words: str
    given_at: datetime

    @staticmethod
    def resolve_people(row: Any) -> list[str]:
        return [one.person.public_id for one in row.still_named]


class Whose(Paging):
    whose: Literal["received", "given", "team"] = Field(
        "received", description="For oneself, from oneself, or shared with one as a manager."
    )


@router.get(
    "/",
    response={200: PageOf[FeedbackOut], **PROBLEMS},
    auth=READ_FEEDBACK,
    operation_id="feedback_list",
    summary="List feedback that you have opened or given",
    url_name="feedback_list",
)
def list_feedback(request: Request, wanted: Query[Whose]):
    """What is still closed is not listed: it is opened on its page, by a person."""
    field = {"received": "recipient", "given": "author", "team": "manager"}[wanted.whose]
    rows: Any = Feedback.objects.allowed(request.viewer).standing()
    rows = rows.opened_by(request.viewer).filter(**{field: request.viewer})
    return paged(rows.for_display(), wanted, order=("-given_at", "-pk"))


@router.get(
    "/recognition",
    response={200: PageOf[PraiseOut], **PROBLEMS},
    auth=READ_PRAISE,
    operation_id="feedback_recognition",
    summary="List recognition",
    url_name="feedback_recognition",
)
def list_recognition(request: Request, paging: Query[Paging]):
    """The latest first; whoever took themselves off it is not named."""
    named = Recognised.objects.filter(hidden_at=None).select_related("person")
    rows: Any = Recognition.objects.allowed(request.viewer).standing().for_display()
    rows = rows.prefetch_related(Prefetch("recognised", named, to_attr="still_named"))
    return paged(rows, paging, order=("-given_at", "-pk"))
