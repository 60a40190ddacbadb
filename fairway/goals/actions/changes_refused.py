"""Why a change of an agreed goal cannot be proposed or decided, in words for whoever tried."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class ChangeWaits(Refusal):
    """One at a time, so that whoever decides knows what the goal will be."""

    code = "change_waits"

    def __init__(self, change: Any) -> None:
        super().__init__(
            _(
                "A change that %(name)s proposed waits already. It is decided or taken back "
                "first; what you wrote is still here."
            ),
            name=change.proposed_by.name,
        )


class NothingChanges(Refusal):
    code = "nothing_changes"

    def __init__(self) -> None:
        super().__init__(_("Everything is as it was agreed. Change something, then propose it."))


class MovedMeanwhile(Refusal):
    code = "moved_meanwhile"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "The goal is no longer what this change was proposed for. Decline it, or ask for "
                "a new proposal."
            )
        )


class AlreadyDecided(Refusal):
    code = "already_decided"
    http_status = 409

    def __init__(self, change: Any) -> None:
        super().__init__(
            _("This change is no longer open: %(state)s."),
            state=change.get_state_display().lower(),
        )


class AgreedWeight(Refusal):
    code = "agreed_weight"
    field = "weight"

    def __init__(self) -> None:
        super().__init__(_("The weight was agreed. Propose to change it on the goal's page."))
