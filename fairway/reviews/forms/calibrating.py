"""What is typed in a session: which part of a cycle, who takes part, where somebody stands and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import NameField, ProseField
from fairway.people.forms.fields import PickField, ViewersForm
from fairway.people.models import OrgUnit, Person
from fairway.people.picking import PERSON, UNIT
from fairway.reviews.actions.calibrating_moves import Seen
from fairway.reviews.models import CalibrationSession, ReviewCycle
from fairway.reviews.models.calibrating import LONGEST
from fairway.reviews.reading.calibrating import Row, words_of
from fairway.ui.saving import SavedForm, VersionedForm
from fairway.ui.widgets import Segments

GROWTH = (
    ("", _("Not said")),
    ("1", _("In the right place")),
    ("2", _("Within a year")),
    ("3", _("Now")),
)


def step(value: Any) -> int | None:
    return int(value) if value not in (None, "") else None


class MakingForm(ViewersForm, SavedForm):
    cycle = forms.ChoiceField(label=_("Cycle"))
    unit = PickField(UNIT, label=_("Unit"), help_text=_("With everything inside it."))
    level = NameField(
        label=_("Level"),
        max_length=40,
        required=False,
        help_text=_("As roles name it, such as L3. Empty for all levels."),
    )

    def __init__(
        self,
        *args: Any,
        viewer: Person,
        cycles: Iterable[ReviewCycle],
        units: QuerySet[OrgUnit],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.cycles = {one.public_id: one for one in cycles}
        self.units = units
        chosen: Any = self.fields["cycle"]
        chosen.choices = [(key, one.name) for key, one in self.cycles.items()]

    def clean_cycle(self) -> ReviewCycle:
        return self.cycles[self.cleaned_data["cycle"]]

    def clean_unit(self) -> OrgUnit:
        unit: OrgUnit = self.cleaned_data["unit"]
        if not self.units.filter(pk=unit.pk).exists():
            words = _now("You are not HR of %(name)s. Choose a unit that you are HR of.")
            raise forms.ValidationError(words % {"name": unit})
        return unit


class CalibratorForm(ViewersForm, SavedForm):
    person = PickField(PERSON, label=_("Who takes part?"))


class MoveForm(VersionedForm):
    """Where somebody stands from now on. Without growth where the session does not look at it."""

    rating = forms.TypedChoiceField(label=_("Rating"), coerce=int, widget=Segments)
    growth = forms.TypedChoiceField(
        label=_("Ready for more"), coerce=step, empty_value=None, required=False, choices=GROWTH
    )
    reason = ProseField(
        label=_("Why?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Everybody who takes part reads it, and the manager who proposed the rating."),
    )
    employee_reason = ProseField(
        label=_("What the person reads"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Written to them, about their work, without anybody else in it. It is shared with the "
            "final rating, and can follow later."
        ),
    )

    def __init__(self, data: Any, *, session: CalibrationSession, initial: Any) -> None:
        super().__init__(data, initial=initial)
        rating: Any = self.fields["rating"]
        rating.choices = [(value, str(value)) for value in session.values]
        rating.help_text = ", ".join(words_of(session).values())
        if not session.uses_growth:
            del self.fields["growth"]


class ExplainForm(VersionedForm):
    words = ProseField(
        label=_("What the person reads"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Written to them, about their work, without anybody else in it."),
    )


class LockForm(SavedForm):
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class VotesForm(SavedForm):
    """A rating, and how somebody grows, for each person of a page. What is left out is not said."""

    def __init__(
        self,
        data: Any,
        *,
        session: CalibrationSession,
        rows: Sequence[Row],
        given: Mapping[int, Seen],
    ) -> None:
        super().__init__(data)
        self.session, self.rows = session, rows
        ratings = [("", _now("Not said")), *words_of(session).items()]
        for row in rows:
            key, vote = row.placement.public_id, given.get(row.placement.pk)
            names = {"name": row.person.name}
            self.fields[f"rating-{key}"] = forms.TypedChoiceField(
                label=_now("Rating of %(name)s") % names,
                coerce=step,
                empty_value=None,
                required=False,
                choices=ratings,
                initial=vote.rating if vote else "",
            )
            if session.uses_growth:
                self.fields[f"growth-{key}"] = forms.TypedChoiceField(
                    label=_now("When %(name)s is ready for more") % names,
                    coerce=step,
                    empty_value=None,
                    required=False,
                    choices=GROWTH,
                    initial=vote.growth if vote and vote.growth else "",
                )

    def lines(self) -> list[tuple[Row, Any, Any]]:
        """Each person with their fields."""
        return [
            (row, self[f"rating-{key}"], self[f"growth-{key}"] if self.session.uses_growth else "")
            for row in self.rows
            for key in [row.placement.public_id]
        ]

    def said(self) -> dict[str, Seen | None]:
        found: dict[str, Seen | None] = {}
        for row in self.rows:
            key = row.placement.public_id
            rating = self.cleaned_data.get(f"rating-{key}")
            growth = self.cleaned_data.get(f"growth-{key}")
            found[key] = Seen(rating, growth) if rating is not None else None
        return found
