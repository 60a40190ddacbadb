"""Why a cycle has no report yet, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class LooksGoOn(Refusal):
    code = "looks_go_on"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Second looks can still be asked for, or are not decided yet. They are counted once "
                "all of them are; everything else stands as it was counted."
            )
        )
