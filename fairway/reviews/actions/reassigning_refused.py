"""Why a review is not passed on to somebody, in words for whoever wanted it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class WritesNotAboutThemselves(Refusal):
    code = "writes_not_about_themselves"
    field = "to"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s cannot write it: this review is about them. Choose somebody else."),
            name=name,
        )


class WrittenByThemselves(Refusal):
    code = "written_by_themselves"
    field = "to"

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s writes it about themselves: nobody else can."), name=name)


class PassedOnToOneself(Refusal):
    """Whoever decides who writes takes no part in it, as with a change of manager."""

    code = "passed_on_to_oneself"
    field = "to"

    def __init__(self) -> None:
        super().__init__(
            _("You cannot name yourself. Another HR partner or a people lead can name you.")
        )
