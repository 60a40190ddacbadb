"""Somebody goes through the questions whether a KPI earns its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fairway.foundation.access import claim
from fairway.foundation.actors import Actor
from fairway.foundation.events import record
from fairway.kpis.models import Kpi, Screening
from fairway.kpis.refusals import Needed
from fairway.kpis.screening import ANSWERS, QUESTIONS

KNOWN = {one.code for one in QUESTIONS}
GIVEN = {key for key, _label in ANSWERS}


@transaction.atomic
def screen_kpi(kpi: Kpi, *, actor: Any, answers: Mapping[str, str], note: str = "") -> Screening:
    """What was answered before stays on record. Nothing follows from it but a mark."""
    kpi = claim(kpi, actor=actor, verb="edit")
    given = {code: one for code, one in answers.items() if code in KNOWN and one in GIVEN}
    if not given:
        raise Needed("no_response", _("Answer one question at least."))
    screening = Screening.objects.create(
        kpi=kpi,
        answers=given,
        note=note.strip(),
        author=None if isinstance(actor, Actor) else actor,
        at=timezone.now(),
    )
    kpi.screening = screening
    kpi.save(update_fields=["screening"])
    record("kpis.screened", actor=actor, subject=kpi, about=kpi.person)
    return screening
