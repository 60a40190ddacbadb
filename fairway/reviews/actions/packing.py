"""Make documents of what was given out: one when asked for, a whole cycle in the background."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import can, claim
from fairway.foundation.events import record
from fairway.foundation.files.checking import CheckedFile
from fairway.foundation.files.kinds import KINDS
from fairway.foundation.files.naming import safe_name
from fairway.foundation.files.storing import attach_file, files_of, forget_files
from fairway.foundation.jobs.context import GiveUp, JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.models import Job, StoredFile
from fairway.reviews.actions.sharing_refused import NoPdfHere
from fairway.reviews.documents import language_of, name_of, one_document, one_of_many
from fairway.reviews.models import Packet, ReviewCycle, SharedVersion

AT_ONCE = 10
Made = tuple[SharedVersion, str, str, bytes]  # language, mark of what was drawn, the document


def packet_of(version: SharedVersion, *, actor: Any) -> StoredFile:
    """The document, made now where there is none of these words and names yet."""
    if not can(actor, "print", version):
        raise PermissionDenied
    known = Packet.objects.filter(version=version, language=language_of(version)).first()
    if known is not None and known.mark == mark_of(version):
        stored = files_of(known).first()
        if stored is not None:
            return stored
    made = _drawn(version, one_document)
    with transaction.atomic():
        claim(version, actor=actor, verb="print")
        return keep(made, actor)


@transaction.atomic
def make_packets(cycle: ReviewCycle, *, actor: Any) -> Job:
    """Of everybody in the cycle whom the actor may take documents of; one can watch, or leave."""
    cycle = claim(cycle, actor=actor, verb="share")
    record("reviews.packets_asked", actor=actor, subject=cycle)
    return enqueue(
        print_cycle,
        key=f"reviews.packets:{cycle.public_id}:{timezone.now():%Y%m%d%H%M%S}:{actor.public_id}",
        owner=actor,
        cycle=cycle.public_id,
    )


@stepwise(label=_("Making documents"))
def print_cycle(context: JobContext, cycle: str) -> dict[str, str]:
    """Drawn outside of any transaction, kept a few at a time; killed, it goes on after those."""
    found = ReviewCycle.objects.get(public_id=cycle)
    every = to_print(found, context.owner)
    total, done = every.count(), context.job.done_parts
    try:
        while some := list(every.filter(pk__gt=context.cursor or 0).order_by("pk")[:AT_ONCE]):
            drawn = draw(some)
            done += len(some)
            with context.step(cursor=some[-1].pk, done=done, of=max(total, done)):
                for one in drawn:
                    keep(one, context.owner)
    except NoPdfHere as refusal:
        raise GiveUp(str(refusal)) from refusal
    return {"next": reverse("reviews:sharing", args=[found.public_id])}


def to_print(cycle: ReviewCycle, actor: Any) -> QuerySet[SharedVersion]:
    """The latest that each was given; of whom everything was erased there is nothing to draw."""
    rows = SharedVersion.objects.allowed(actor, "print").filter(
        participant__cycle=cycle, content__isnull=False
    )
    return rows.latest_given().for_display().with_names()


def mark_of(version: SharedVersion) -> str:
    """Of the words, of the language they are read in, and of whose names stand beneath: a new name
    makes a new document."""
    names = version.signatures.order_by("signed_as").values_list("signed_as", flat=True)
    words = "\n".join([version.content_hash, version.person.language, *names])
    return hashlib.sha256(words.encode()).hexdigest()


def draw(versions: Sequence[SharedVersion]) -> list[Made]:
    """Those that are not drawn yet as they stand now."""
    drawn = []
    for version in versions:
        language = language_of(version)
        known = Packet.objects.filter(version=version, language=language).first()
        if known is None or known.mark != mark_of(version):
            drawn.append(_drawn(version, one_of_many))
    return drawn


def _drawn(version: SharedVersion, draw: Callable[[SharedVersion, str], bytes]) -> Made:
    """The mark first: a name that is added while it is drawn makes another one later."""
    mark, language = mark_of(version), language_of(version)
    return version, language, mark, draw(version, language)


def keep(made: Made, actor: Any) -> StoredFile:
    """Call in a transaction. What was there before of this version goes."""
    version, language, mark, content = made
    now = {"mark": mark, "made_at": timezone.now()}
    packet, _new = Packet.objects.update_or_create(version=version, language=language, defaults=now)
    forget_files(packet)
    checked = CheckedFile(
        name=safe_name(name_of(version)),
        kind=KINDS["pdf"],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=ContentFile(content),
    )
    return attach_file(packet, checked, actor=actor, verb="view")
