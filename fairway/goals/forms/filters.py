"""What a list of goals can be asked for; everything it can be asked is optional."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.goals.reading.grouping import GROUPED
from fairway.goals.reading.listing import STATES, Asked
from fairway.people.models import Person
from fairway.strategy.models import Period

EVERY = "all"
MOST_PERIODS = 24


class FilterForm(forms.Form):
    """Without a word about the period, every goal that is still open, whenever it is due."""

    period = forms.ChoiceField(label=_("Period"), required=False)
    state = forms.ChoiceField(label=_("Status"), required=False, choices=list(STATES.items()))
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search", "placeholder": _("Words of the goal")}),
    )
    by = forms.ChoiceField(label=_("Grouped by"), required=False, choices=list(GROUPED.items()))
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
        said = self.cleaned_data
        return Asked(
            viewer,
            tab,
            period,
            said.get("state", ""),
            words=said.get("q", ""),
            by=said.get("by", ""),
        )

    @property
    def is_filtered(self) -> bool:
        return (
            bool(self.data.get("state") or self.data.get("q")) or self.data.get("period") != EVERY
        )

    def _filled(self, asked: Any) -> dict[str, Any]:
        known = {EVERY, *(one.public_id for one in self.periods)}
        period = asked.get("period", "")
        return {
            "period": period if period in known else EVERY,
            "state": asked.get("state", "") if asked.get("state", "") in STATES else "",
            "q": asked.get("q", "")[:100],
            "by": asked.get("by", "") if asked.get("by", "") in GROUPED else "",
            "whose": asked.get("whose", ""),
        }
