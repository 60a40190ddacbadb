"""Gaps of a session as they were last reckoned: regression takes longer than all else on the page.

Kept under a digest of everything that goes into them, which is what one reader sees: whoever sees
the same rows reads the same, and after any change, of ratings or of who may see whom, nothing that
was kept fits any more. So it is never behind, and nobody is shown what others see.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from fairway.reviews.models import CalibrationSession, KeptGaps

MOST = 12  # of one session: as many kinds of readers, and languages, as are there at one time


def digest_of(rows: Sequence[Any], day: date) -> str:
    """Of the very rows, of the language that groups are named in, and of who reckons."""
    told = [_release(), get_language(), day.isoformat(), rows]
    return sha256(json.dumps(told, separators=(",", ":")).encode()).hexdigest()


def find_kept(session: CalibrationSession, digest: str) -> list[Any] | None:
    kept = KeptGaps.objects.filter(session=session, digest=digest)
    return kept.values_list("content", flat=True).first()


def keep(session: CalibrationSession, digest: str, content: list[Any]) -> None:
    """Two who ask at once reckon the same; the second finds it kept."""
    row = KeptGaps(session=session, digest=digest, content=content, made_at=timezone.now())
    with transaction.atomic():
        KeptGaps.objects.bulk_create([row], ignore_conflicts=True)
        latest = KeptGaps.objects.filter(session=session).order_by("-pk")
        old = list(latest.values_list("pk", flat=True)[MOST:])
        if old:
            KeptGaps.objects.filter(pk__in=old).delete()


@cache
def _release() -> str:
    return version("fairway")
