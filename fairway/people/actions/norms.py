"""What a unit or a role can count on: shared hours, and how soon an answer comes."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.foundation.text import clean_name
from fairway.foundation.times import zone
from fairway.foundation.versions import next_version
from fairway.people.models import CHANNELS, AvailabilityNorm, JobProfile, OrgUnit

LONGEST_REPLY_HOURS = 30 * 24


class UnfitNorm(Refusal):
    code = "unfit_norm"


@transaction.atomic
def set_norm(
    of: OrgUnit | JobProfile,
    *,
    actor: Any,
    core: tuple[int, int] | None = None,
    core_zone: str = "",
    reply_times: dict[str, int] | None = None,
    note: str = "",
    version: int | None = None,
) -> AvailabilityNorm:
    """`core` in minutes after midnight in `core_zone`; `reply_times` in hours by channel."""
    claim(of, actor=actor, verb="set_norm")
    _refuse_unfit(core, core_zone, reply_times or {})
    place = {"unit": of} if isinstance(of, OrgUnit) else {"job_profile": of}
    norm = AvailabilityNorm.objects.filter(**place).first()
    if norm is None:
        norm = AvailabilityNorm(**place)
    else:
        next_version(norm, version)
    norm.core_from, norm.core_until = core or (None, None)
    norm.core_zone = core_zone if core else ""
    norm.reply_times = dict(sorted((reply_times or {}).items()))
    norm.note = clean_name(note)[:300]
    norm.save()
    record("people.norm_set", actor=actor, subject=norm)
    return norm


@transaction.atomic
def clear_norm(norm: AvailabilityNorm, *, actor: Any) -> None:
    norm = claim(norm, actor=actor, verb="edit")
    record("people.norm_cleared", actor=actor, subject=norm)
    norm.delete()


def _refuse_unfit(
    core: tuple[int, int] | None, core_zone: str, reply_times: dict[str, int]
) -> None:
    if core:
        if not 0 <= core[0] < core[1] <= 24 * 60:
            raise UnfitNorm(_("Shared hours end after they begin, on the same day."))
        zone(core_zone)
    for channel, hours in reply_times.items():
        if channel not in dict(CHANNELS):
            raise UnfitNorm(_("“%(channel)s” is not a channel here."), channel=channel)
        if not 1 <= hours <= LONGEST_REPLY_HOURS:
            raise UnfitNorm(_("A reply takes at least an hour and at most 30 days."))
