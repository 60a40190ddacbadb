"""What is typed about dashboards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import board_sources
from fairway.foundation.text import NameField
from fairway.kpis.models import Board, BoardMail, Kpi
from fairway.people.forms.fields import PickField, VersionedForm, ViewersForm
from fairway.people.picking import UNIT
from fairway.ui.saving import SavedForm


class BoardForm(VersionedForm):
    name = NameField(label=_("Name"), max_length=120)
    audience = forms.ChoiceField(label=_("Who opens it"), choices=Board.Audience.choices)
    unit = PickField(
        UNIT,
        label=_("Of the unit"),
        required=False,
        help_text=_("Its goals are shown where goals are on the board. Empty: everybody."),
    )


class TileForm(ViewersForm, SavedForm):
    kpi = forms.ModelChoiceField(
        label=_("A KPI"),
        queryset=Kpi.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("None"),
    )
    source = forms.ChoiceField(label=_("Or"), required=False)
    text = forms.CharField(
        label=_("Or some words"),
        required=False,
        max_length=280,
        help_text=_("Such as what the week is about."),
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        there = board.tiles.exclude(kpi=None).values("kpi")
        rows = Kpi.objects.allowed(self.viewer).in_use()
        fields["kpi"].queryset = rows.exclude(pk__in=there)
        fields["source"].choices = [("", _("Nothing else")), *_offered()]


class MailForm(SavedForm):
    rhythm = forms.ChoiceField(
        label=_("By mail"),
        required=False,
        choices=[("", _("Never")), *BoardMail.Rhythm.choices],
    )


def _offered() -> list[tuple[str, Any]]:
    return [(one.key, one.label) for one in board_sources]
