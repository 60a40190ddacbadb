"""What the board and the timeline can be asked for: as the list, and whose goals in a field."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.goals.forms.filters import FilterForm
from fairway.goals.reading.listing import MINE, TABS, Asked, tabs_of
from fairway.people.models import Person


class PictureForm(FilterForm):
    whose: Any = forms.ChoiceField(label=_("Whose"), required=False, choices=list(TABS.items()))

    def __init__(self, asked: Any, *, viewer: Person) -> None:
        self.viewer, self.tabs = viewer, tabs_of(viewer)
        super().__init__(asked, viewer=viewer)
        fields: Any = self.fields
        fields["whose"].choices = [(tab, TABS[tab]) for tab in self.tabs]

    @property
    def wanted(self) -> Asked:
        return self.asked(self.viewer, self.data["whose"])

    @property
    def question(self) -> str:
        """The same once more, for an address."""
        said = {name: self.data[name] for name in ("whose", "period", "state", "q")}
        return urlencode({name: value for name, value in said.items() if value})

    def _filled(self, asked: Any) -> dict[str, Any]:
        whose = asked.get("whose", "")
        whose = whose if whose in self.tabs else MINE
        return {**super()._filled(asked), "whose": whose, "by": ""}
