"""The steps in which a cycle is shaped, and what keeps it going."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairway.foundation.languages import Texts
from fairway.foundation.text import NameField
from fairway.people.forms.fields import DayField, VersionedForm
from fairway.reviews.actions.cycles import Chosen, Stretch
from fairway.reviews.models import (
    FLOOR,
    CycleKind,
    Handover,
    Phase,
    ReviewCycle,
    TemplateVersion,
    Use,
    kinds_of,
    phases_of,
)
from fairway.reviews.models.writing import CONFIDENTIAL
from fairway.ui.saving import SavedForm
from fairway.ui.texts import TextsInput

A_DAY = timedelta(days=1)

HELP: dict[str, Any] = {
    CycleKind.Kind.EXTERNAL: _(
        "Customers or partners, named one by one. They answer once, by a link and a code that come "
        "by mail, without an account."
    )
}


class LastDayField(DayField):
    """Typed as the last day that belongs to it, held as the first that no longer does."""

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        return day + A_DAY if day and day < date.max else day

    def prepare_value(self, value: Any) -> Any:
        return value - A_DAY if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class BasicsForm(VersionedForm):
    name = NameField(label=_("Name"), max_length=120)
    purpose = forms.ChoiceField(label=_("What it is held for"), choices=Use.choices)
    period_from = DayField(label=_("The period begins on"))
    period_until = LastDayField(label=_("Its last day"))

    @staticmethod
    def now(cycle: ReviewCycle) -> dict[str, Any]:
        names = ("name", "purpose", "period_from", "period_until")
        return {name: getattr(cycle, name) for name in names}

    def said(self) -> dict[str, Any]:
        return self.cleaned_data


class KindsForm(VersionedForm):
    """A template for each kind that is wanted; left empty, it is not written."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        versions = latest_versions()
        choices = [
            ("", _("Not in this cycle")),
            *((key, name) for key, (name, _v) in versions.items()),
        ]
        self.versions = {key: version for key, (_name, version) in versions.items()}
        for kind, label in CycleKind.Kind.choices:
            self.fields[kind] = forms.ChoiceField(
                label=label, choices=choices, required=False, help_text=HELP.get(kind, "")
            )
            if kind in CONFIDENTIAL:
                self.fields[f"{kind}_unnamed"] = forms.BooleanField(
                    label=_("Who answers stays unnamed"), required=False, initial=True
                )

    def rows(self) -> list[list[Any]]:
        """A kind with its template, and whether its writers stay unnamed."""
        names = [(kind, f"{kind}_unnamed") for kind in CycleKind.Kind.values]
        return [[self[name] for name in row if name in self.fields] for row in names]

    @staticmethod
    def now(cycle: ReviewCycle) -> dict[str, Any]:
        begun: dict[str, Any] = {}
        for kind, one in kinds_of(cycle).items():
            begun[kind] = one.template_version.template.public_id
            begun[f"{kind}_unnamed"] = one.anonymous
        return begun

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        chosen = [
            Chosen(kind, self.versions[typed[kind]], bool(typed.get(f"{kind}_unnamed")))
            for kind in CycleKind.Kind.values
            if typed.get(kind)
        ]
        return {"chosen": chosen, "version": typed["version"]}


class PeersForm(VersionedForm):
    people_nominate = forms.TypedChoiceField(
        label=_("Who chooses peers"),
        coerce=lambda said: said == "yes",
        choices=[
            ("yes", _("People name them, and their manager agrees")),
            ("no", _("Fairway chooses among close colleagues, so that nobody is asked too often")),
        ],
        widget=forms.RadioSelect,
    )
    peers_least = forms.IntegerField(label=_("At least"), min_value=0, max_value=20)
    peers_most = forms.IntegerField(label=_("At most"), min_value=0, max_value=20)
    most_for_one = forms.IntegerField(
        label=_("About how many colleagues one person is asked"), min_value=1, max_value=30
    )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        least, most = typed.get("peers_least"), typed.get("peers_most")
        if least is not None and most is not None and most < least:
            self.add_error("peers_most", _("This is fewer than at least have to be asked."))
        return typed

    @staticmethod
    def now(cycle: ReviewCycle) -> dict[str, Any]:
        names = ("peers_least", "peers_most", "most_for_one")
        nominate = "yes" if cycle.people_nominate else "no"
        return {"people_nominate": nominate, **{name: getattr(cycle, name) for name in names}}

    def said(self) -> dict[str, Any]:
        return self.cleaned_data


class VisibilityForm(VersionedForm):
    threshold = forms.IntegerField(
        label=_("How many must have answered before it is shown"),
        min_value=FLOOR,
        max_value=20,
        help_text=_("Frozen when the cycle is launched: people are told so before they answer."),
        error_messages={
            "min_value": _("At least %(limit_value)s: of fewer, one could work out who said what.")
        },
    )
    overall_rating = forms.BooleanField(
        label=_("There is an overall rating"),
        required=False,
        help_text=_("Without one, the review says what helped, what comes next and what to learn."),
    )
    asks_pay = forms.BooleanField(
        label=_("Pay is recommended in a step of its own, afterwards"), required=False
    )

    @staticmethod
    def now(cycle: ReviewCycle) -> dict[str, Any]:
        names = ("threshold", "overall_rating", "asks_pay")
        return {name: getattr(cycle, name) for name in names}

    def said(self) -> dict[str, Any]:
        return self.cleaned_data


class DatesForm(VersionedForm):
    """A first and a last day for each phase; both empty, there is no such phase."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind, label in Phase.Kind.choices:
            opens = format_lazy("{}: {}", label, _("opens on"))
            due = format_lazy("{}: {}", label, _("until the end of"))
            self.fields[f"{kind}_opens"] = DayField(label=opens, required=False)
            self.fields[f"{kind}_due"] = DayField(label=due, required=False)

    def pairs(self) -> list[tuple[Any, Any]]:
        """First and last day of each phase, to stand side by side."""
        return [(self[f"{kind}_opens"], self[f"{kind}_due"]) for kind in Phase.Kind.values]

    @staticmethod
    def now(cycle: ReviewCycle) -> dict[str, Any]:
        begun: dict[str, Any] = {}
        for kind, one in phases_of(cycle).items():
            begun |= {f"{kind}_opens": one.opens_on, f"{kind}_due": one.due_on}
        return begun

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for kind in Phase.Kind.values:
            opens, due = typed.get(f"{kind}_opens"), typed.get(f"{kind}_due")
            if bool(opens) != bool(due):
                missing = "due" if opens else "opens"
                self.add_error(f"{kind}_{missing}", _("Give both days, or neither."))
        return typed

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        stretches = {
            kind: Stretch(typed[f"{kind}_opens"], typed[f"{kind}_due"])
            for kind in Phase.Kind.values
            if typed.get(f"{kind}_due")
        }
        return {"stretches": stretches, "version": typed["version"]}


class NoticeForm(VersionedForm):
    notice = TextsInput(
        label=_("What everybody reads when it begins"),
        max_length=2000,
        prose=True,
        rows=6,
        required=False,
        help_text=_("Why it is held, what it leads to, and whom to ask."),
    )

    @staticmethod
    def now(cycle: ReviewCycle) -> dict[str, Any]:
        return {"notice": Texts.of(cycle.notice)}

    def said(self) -> dict[str, Any]:
        return self.cleaned_data


class HandoverForm(SavedForm):
    choice = forms.ChoiceField(
        label=_("Who goes on"), choices=Handover.Choice.choices, widget=forms.RadioSelect
    )


def latest_versions() -> dict[str, tuple[str, TemplateVersion]]:
    """Of each template in use the newest that is published."""
    rows = TemplateVersion.objects.published().filter(template__archived_at=None)
    found: dict[str, tuple[str, TemplateVersion]] = {}
    for one in rows.select_related("template").order_by("template__name", "template", "number"):
        found[one.template.public_id] = (one.template.name, one)
    return found
