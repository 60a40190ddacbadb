"""Why somebody cannot answer the survey of a cycle, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class SurveyOver(Refusal):
    code = "survey_over"

    def __init__(self) -> None:
        super().__init__(
            _("This survey is over. What was answered is told by now, and nothing is added to it.")
        )
