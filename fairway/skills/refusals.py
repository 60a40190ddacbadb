"""What cannot be, in words for whoever asked for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fairway.foundation.refusal import Refusal


class NothingExpected(Refusal):
    code = "nothing_expected"
    field = "results"

    def __init__(self) -> None:
        super().__init__(_("Say at least what results are expected, or which skills are needed."))


class WrittenMeanwhile(Refusal):
    code = "written_meanwhile"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has written about this role meanwhile. Open it, and add what is yours."
            )
        )


class SkillTaken(Refusal):
    code = "skill_taken"
    field = "name"

    def __init__(self, name: str) -> None:
        super().__init__(_("There is already a skill called %(name)s."), name=name)


class NothingToConfirm(Refusal):
    code = "nothing_to_confirm"

    def __init__(self) -> None:
        super().__init__(
            _("Nothing is written yet about this role, so there is nothing to confirm.")
        )


class HasProblems(Refusal):
    code = "has_problems"
    field = "skip_problems"

    def __init__(self, count: int) -> None:
        super().__init__(
            ngettext_lazy(
                "%(n)s line has a problem. Put it right in the file, or leave it out.",
                "%(n)s lines have problems. Put them right in the file, or leave them out.",
                count,
            ),
            n=count,
        )


class NothingToImport(Refusal):
    code = "nothing_to_import"

    def __init__(self) -> None:
        super().__init__(_("There is nothing to bring in: say above what the columns hold."))
