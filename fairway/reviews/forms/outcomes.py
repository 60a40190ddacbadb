"""What is typed of what follows from a review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import ProseField
from fairway.people.forms.fields import DayField, PickField
from fairway.people.forms.fields import VersionedForm as PickingForm
from fairway.people.picking import PROFILE
from fairway.reviews.forms.sharing import area
from fairway.skills.models import Skill
from fairway.ui.saving import VersionedForm


class OutcomeForm(VersionedForm):
    support = ProseField(
        label=_("Support next"),
        required=False,
        widget=area(4),
        help_text=_("What you and others do so that it goes well: time, tools, people, training."),
    )
    expectations = ProseField(
        label=_("Expectations next"),
        required=False,
        widget=area(4),
        help_text=_("What good looks like in the months ahead, so that both see it."),
    )
    capability = ProseField(
        label=_("Capability to strengthen"),
        required=False,
        widget=area(3),
        help_text=_("One is enough. Say in which work it would show."),
    )
    skill = forms.ModelChoiceField(
        Skill.objects.none(),
        label=_("Which skill it belongs to"),
        required=False,
        empty_label=_("None of the list"),
        to_field_name="public_id",
    )

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["skill"]
        field.queryset = Skill.objects.allowed(viewer).in_use()


class PromotionForm(PickingForm):
    profile = PickField(
        PROFILE,
        label=_("Role and level"),
        help_text=_("Type the beginning, such as “Support lead L5”."),
    )
    words = ProseField(
        label=_("Why"),
        widget=area(6),
        help_text=_("What they do already that this role asks for, with examples."),
    )
    day = DayField(label=_("From when"))


class DevelopmentForm(PickingForm):
    words = ProseField(
        label=_("What is to be done"),
        widget=area(5),
        help_text=_("An action that can be seen to be done, and who helps with it."),
    )
    day = DayField(label=_("By when"))


class StepForm(VersionedForm):
    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("approve", _("Approve")), ("decline", _("Decline"))],
        widget=forms.RadioSelect,
    )
    reason = ProseField(
        label=_("Why"),
        required=False,
        widget=area(4),
        help_text=_(
            "Needed where you decline. The manager reads it, and the person once they are told."
        ),
    )


FORMS = {"promotion": PromotionForm, "development": DevelopmentForm}
