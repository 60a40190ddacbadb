"""What a list of goals can be asked for; everything it can be asked is optional."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.goals.reading.listing import STATES, Asked
from fairway.people.models import Person
from fairway.strategy.models import Period

EVERY = "all"
MOST_PERIODS = 24


class FilterForm(forms.Form):
    """Without a word about the period, every goal that is still open, whenever it is due."""

    period = forms.ChoiceField(label=_("Period"), required=False)
    state = forms.ChoiceField(label=_("Status"), required=False, choices=list(STATES.items()))
    whose = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: Any, *, viewer: Any) -> None:
        self.periods = list(
            Period.objects.allowed(viewer)
            .in_use()
            .order_by("-starts_on", "until_on")[:MOST_PERIODS]
        )
        super().__init__(self._filled(asked))
        choices = [(EVERY, _("All periods"))]
        choices += [(one.public_id, one.name) for one in self.periods]
        self.fields["period"].choices = choices  # type: ignore[attr-defined]
        self.is_valid()

    def asked(self, viewer: Person, tab: str) -> Asked:
        wanted = self.cleaned_data.get("period", "")
        period = next((one for one in self.periods if one.public_id == wanted), None)
        return Asked(viewer, tab, period, self.cleaned_data.get("state", ""))

    @property
    def is_filtered(self) -> bool:
        return bool(self.data.get("state")) or self.data.get("period") != EVERY

    def _filled(self, asked: Any) -> dict[str, Any]:
        known = {EVERY, *(one.public_id for one in self.periods)}
        period = asked.get("period", "")
        return {
            "period": period if period in known else EVERY,
            "state": asked.get("state", "") if asked.get("state", "") in STATES else "",
            "whose": asked.get("whose", ""),
        }
