"""Sources that bring values by themselves: added, asked, heard."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from fairway.foundation.access import claim
from fairway.foundation.events import SYSTEM, record
from fairway.foundation.ids import new_public_id
from fairway.foundation.jobs.schedules import drop_schedule, recurring, set_schedule
from fairway.foundation.ports import figure_sources
from fairway.kpis.actions.filling import fill, fill_all
from fairway.kpis.actions.observing import Taken, record_values
from fairway.kpis.fetching import Failed, ask, read
from fairway.kpis.models import Kpi, Observation, Source
from fairway.kpis.refusals import Needed
from fairway.people.models import Person
from fairway.people.rules import may_administer

TIMES = {
    Source.Rhythm.DAILY: (time(5, 20),),
    Source.Rhythm.OFTEN: (time(5, 20), time(11, 20), time(17, 20), time(23, 20)),
}
MOST = 4
ASKED = {Source.Kind.ADDRESS, Source.Kind.QUERY}


@transaction.atomic
def add_source(kpi: Kpi, *, actor: Any, kind: str, url: str = "", **fields: Any) -> Source:
    kpi = claim(kpi, actor=actor, verb="edit")
    if kind == Source.Kind.ADDRESS and not url:
        raise Needed("url", _("Which address is asked?"))
    if kind == Source.Kind.QUERY:
        _check_query(actor, **fields)
    if kind == Source.Kind.HOUSE:
        _check_of_the_house(kpi, fields.get("figure", ""))
    if Source.objects.filter(kpi=kpi).count() >= MOST:
        raise Needed("kind", _("Four sources are the most. Take one away first."))
    by = actor if isinstance(actor, Person) else None
    source = Source.objects.create(kpi=kpi, kind=kind, url=url, added_by=by, **fields)
    if kind in ASKED:
        for at in TIMES[Source.Rhythm(source.rhythm)]:
            key = f"{_key(source)}:{at:%H}"
            set_schedule(key, fetch_values, rule="FREQ=DAILY", at=at, source=source.pk)
    if kind == Source.Kind.HOUSE:
        fill_figure.enqueue(figure=source.figure)
    record("kpis.source_added", actor=actor, subject=kpi)
    return source


def _check_query(actor: Any, database: str = "", query: str = "", **_fields: Any) -> None:
    """Of those who keep a KPI only an administrator writes one: it reads beyond Fairway."""
    if not may_administer(actor):
        raise PermissionDenied
    if database not in settings.QUERY_DATABASES:
        raise Needed("database", _("Which database? Administrators name them in the settings."))
    if not query.strip():
        raise Needed("query", _("What is asked?"))


def _check_of_the_house(kpi: Kpi, figure: str) -> None:
    if figure not in figure_sources:
        raise Needed("figure", _("Which of its figures?"))
    if kpi.measure != Kpi.Measure.PERCENT:
        raise Needed("kind", _("Fairway counts shares: the KPI is measured in percent for that."))
    if kpi.person_id:
        raise Needed("kind", _("Fairway counts nothing of one person."))


@transaction.atomic
def remove_source(source: Source, *, actor: Any) -> None:
    kpi = claim(source.kpi, actor=actor, verb="edit")
    for at in TIMES[Source.Rhythm.OFTEN]:
        drop_schedule(f"{_key(source)}:{at:%H}")
    source.delete()
    record("kpis.source_removed", actor=actor, subject=kpi)


@transaction.atomic
def renew_secret(source: Source, *, actor: Any) -> Source:
    """The former secret opens nothing from now on."""
    kpi = claim(source.kpi, actor=actor, verb="edit")
    source.nonce = new_public_id()
    source.save(update_fields=["nonce"])
    record("kpis.source_secret_renewed", actor=actor, subject=kpi)
    return source


@transaction.atomic
def ask_now(source: Source, *, actor: Any) -> None:
    claim(source.kpi, actor=actor, verb="edit")
    if source.kind == Source.Kind.HOUSE:
        fill_figure.enqueue(figure=source.figure)
    else:
        fetch_values.enqueue(source=source.pk)


def take_in(source: Source, body: str) -> Taken | None:
    """What came is recorded or, in words, why not; the source remembers either."""
    try:
        found = read(source, body)
    except Failed as fault:
        remember_failure(source, str(fault))
        return None
    with transaction.atomic():
        values = found.prepared(SYSTEM)
        taken = record_values(source.kpi, values, actor=SYSTEM, source=Observation.Source.FETCHED)
        facts = {"added": taken.added, "corrected": taken.corrected, "left": len(found.problems)}
        source.said = _("%(added)s added, %(corrected)s corrected, %(left)s not understood") % facts
        source.failure = ""
        source.last_run_at = source.last_good_at = timezone.now()
        source.save(update_fields=["said", "failure", "last_run_at", "last_good_at"])
    return taken


def remember_failure(source: Source, words: str) -> None:
    source.failure, source.last_run_at = words[:400], timezone.now()
    source.save(update_fields=["failure", "last_run_at"])


@task(transactional=False)
def fetch_values(source: int) -> str:
    """Not in a transaction: whoever is asked may take their time. A failure is shown, and the next
    time of the rhythm tries again."""
    row = Source.objects.select_related("kpi").filter(pk=source, kpi__archived_at=None).first()
    if row is None:
        return "gone"
    try:
        body = ask(row)
    except Failed as fault:
        remember_failure(row, str(fault))
        return "failed"
    return "taken" if take_in(row, body) else "not understood"


@task()
def fill_figure(figure: str) -> None:
    fill(figure)


@recurring("FREQ=DAILY", at=time(4, 40))
@task()
def fill_what_the_house_counts() -> None:
    """Daily, so that what was too small or failed is looked at again; once for each stretch."""
    fill_all()


def _key(source: Source) -> str:
    return f"kpis.source:{source.pk}"
