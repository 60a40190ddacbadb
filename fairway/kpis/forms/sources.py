"""What is typed about where values come from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import figure_sources
from fairway.kpis.models import Source
from fairway.people.rules import may_administer
from fairway.ui.saving import SavedForm


class SourceForm(SavedForm):
    kind = forms.ChoiceField(label=_("Values come from"), choices=Source.Kind.choices)
    url = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("It answers with CSV or JSON: a day and a value for each line."),
    )
    figure = forms.ChoiceField(
        label=_("What Fairway counts"),
        required=False,
        help_text=_(
            "For the KPI’s unit, and for those of its parts that are units. Counted once for each "
            "week, month or quarter when it is over, and never shown of a few people."
        ),
    )
    database = forms.ChoiceField(
        label=_("Database"),
        required=False,
        help_text=_("Those that the settings of this server name."),
    )
    query = forms.CharField(
        label=_("Query"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_(
            "One SELECT that gives a day and a value. It only reads, for ten seconds at most, and "
            "gives 20,000 rows at most."
        ),
    )
    rhythm = forms.ChoiceField(
        label=_("It is asked"), choices=Source.Rhythm.choices, initial=Source.Rhythm.DAILY
    )
    list_at = forms.CharField(
        label=_("In JSON, the list is at"),
        required=False,
        max_length=120,
        help_text=_("Such as data.rows. Empty: the answer itself, or the only list in it."),
    )
    day_field = forms.CharField(label=_("Name of the day"), max_length=60, initial="day")
    value_field = forms.CharField(label=_("Name of the value"), max_length=60, initial="value")

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        names = list(settings.QUERY_DATABASES) if may_administer(viewer) else []
        fields["database"].choices = [("", "–"), *((name, name) for name in names)]
        if not names:
            del fields["database"], fields["query"]
            kinds = [one for one in Source.Kind.choices if one[0] != Source.Kind.QUERY]
            fields["kind"].choices = kinds
        fields["figure"].choices = [("", "–"), *((one.key, one.label) for one in figure_sources)]
