"""What is typed of pay: the round, bands, budgets, who plans, a recommendation, a yes or no."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fairway.foundation.numbers import UnknownCurrency, read_money, read_number
from fairway.foundation.numbers.currencies import DIGITS
from fairway.foundation.text import ProseField
from fairway.people.forms.fields import DayField, PickField, ViewersForm
from fairway.people.picking import PERSON, PROFILE, UNIT
from fairway.reviews.forms.sharing import area
from fairway.ui.saving import SavedForm, VersionedForm

LARGEST_FILE = 1_000_000
AMOUNT = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})


class CurrencyField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        hint = _("Three letters, such as EUR.")
        super().__init__(max_length=3, label=_("Currency"), help_text=hint, **options)

    def clean(self, value: Any) -> str:
        code = str(super().clean(value)).upper()
        if code not in DIGITS:
            raise UnknownCurrency(code)
        return code


class AmountsForm(ViewersForm, SavedForm):
    """`amounts` are read in the currency that stands beside them."""

    amounts: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        currency = typed.pop("currency", "")
        for name in self.amounts:
            if currency and typed.get(name):
                try:
                    typed[name] = read_money(typed[name], currency, get_language())
                except forms.ValidationError as fault:
                    self.add_error(name, fault)
        return typed


class BeginForm(SavedForm):
    holds_from = DayField(label=_("From which day the new pay holds"))


class BandForm(AmountsForm):
    amounts = ("low", "middle", "high")
    profile = PickField(PROFILE, label=_("Role and level"))
    currency = CurrencyField()
    low = forms.CharField(max_length=40, label=_("Low, for a year"), widget=AMOUNT)
    middle = forms.CharField(max_length=40, label=_("Middle"), widget=AMOUNT)
    high = forms.CharField(max_length=40, label=_("High"), widget=AMOUNT)


class BudgetForm(AmountsForm):
    amounts = ("amount",)
    unit = PickField(UNIT, label=_("Unit"), help_text=_("It counts everybody in and below it."))
    currency = CurrencyField()
    amount = forms.CharField(
        max_length=40, label=_("What raises may come to in a year"), widget=AMOUNT
    )


class PlannerForm(ViewersForm, SavedForm):
    unit = PickField(UNIT, label=_("Unit"))
    person = PickField(
        PERSON,
        label=_("Who plans there"),
        help_text=_("Besides the managers. Never for themselves or for managers above them."),
    )


class PayNowForm(SavedForm):
    file = forms.FileField(
        label=_("A list of what people are paid now"),
        help_text=_("CSV: staff number or e-mail, amount for a year, currency."),
    )

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is too large. One megabyte is the most."))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            words = _("This is no text that can be read here. Save the list as CSV in UTF-8.")
            raise forms.ValidationError(words) from fault


class PayForm(VersionedForm):
    amount = forms.CharField(
        max_length=40, label=_("New pay for a year"), required=False, widget=AMOUNT
    )
    percent = forms.CharField(
        max_length=12,
        label=_("Or a raise in percent"),
        required=False,
        widget=AMOUNT,
        help_text=_("Where pay now is known. Write one of the two."),
    )
    reason = ProseField(
        label=_("Why"),
        widget=area(4),
        help_text=_("Whoever decides reads it. The person does not."),
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency
        if currency:
            self.fields["amount"].help_text = _("In %(currency)s.") % {"currency": currency}

    def clean_amount(self) -> int | None:
        typed = self.cleaned_data["amount"]
        if not typed or not self.currency:
            return 0 if typed else None
        return read_money(typed, self.currency, get_language()).minor

    def clean_percent(self) -> int | None:
        typed = self.cleaned_data["percent"].strip().removesuffix("%")
        return read_number(typed, get_language(), exponent=-2).units if typed else None


class PayStepForm(VersionedForm):
    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("approve", _("Yes")), ("back", _("Send it back"))],
        widget=forms.RadioSelect,
    )
    reason = ProseField(
        label=_("Why"),
        required=False,
        widget=area(3),
        help_text=_("Needed where you send it back. Whoever recommended it reads it."),
    )
