"""What only somebody can know of an import: who is meant, which units are one, whether to go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.people.forms.fields import PickInput
from fairway.people.importing.managers import NOBODY, REASONS_OPEN
from fairway.people.models import ImportBatch
from fairway.people.picking import PERSON
from fairway.ui.saving import VersionedForm

Find = Callable[[str], list[Any]]


class QuestionsForm(VersionedForm):
    """Who open names mean, and which spellings are one unit."""

    def __init__(self, batch: ImportBatch, find: Find, data: Any = None) -> None:
        self.notes = batch.notes
        self._find = find
        super().__init__(data, initial={"version": batch.version})
        for at, entry in enumerate(self.notes.get("open", [])):
            self._ask_who(at, entry)
        for at, entry in enumerate(self.notes.get("spelt", [])):
            self._ask_spelling(at, entry)
        for at, pair in enumerate(self.notes.get("alike", [])):
            self._ask_whether_one(at, pair)

    def _ask_who(self, at: int, entry: dict[str, Any]) -> None:
        offered = [(one["key"], one["label"]) for one in entry["candidates"]]
        choices = [
            ("", _("Decide later: they keep the manager they have, if any")),
            *offered,
            (NOBODY, _("Nobody: leave it empty")),
        ]
        self.fields[f"who_{at}"] = forms.ChoiceField(
            label=entry["name"],
            required=False,
            choices=choices,
            widget=forms.RadioSelect,
            help_text=about(entry),
            initial="",
        )
        self.fields[f"find_{at}"] = forms.CharField(
            label=_("Somebody else is meant by “%(name)s”") % {"name": entry["name"]},
            help_text=_("A name, an employee number or an e-mail address."),
            required=False,
            max_length=200,
            widget=PickInput(PERSON),
        )

    def _ask_spelling(self, at: int, entry: dict[str, Any]) -> None:
        self.fields[f"spelt_{at}"] = forms.ChoiceField(
            label=_("How %(unit)s is written") % {"unit": entry["name"]},
            choices=[(text, _lines(text, count)) for text, count in entry["spellings"]],
            initial=entry["name"],
            required=False,
        )

    def _ask_whether_one(self, at: int, pair: list[str]) -> None:
        self.fields[f"alike_{at}"] = forms.ChoiceField(
            label=_("“%(one)s” and “%(other)s”") % {"one": pair[0], "other": pair[1]},
            choices=[
                ("", _("Two units")),
                *((name, _("One unit, called %(name)s") % {"name": name}) for name in pair),
            ],
            required=False,
        )

    def names(self) -> list[dict[str, Any]]:
        count = len(self.notes.get("open", []))
        return [{"who": self[f"who_{at}"], "find": self[f"find_{at}"]} for at in range(count)]

    def units(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(("spelt_", "alike_"))]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        managers = {}
        for at, entry in enumerate(self.notes.get("open", [])):
            who, words = said.get(f"who_{at}", ""), said.get(f"find_{at}", "")
            if words:
                who = self._somebody(at, words)
            if who:
                managers[entry["key"]] = who
        return {"managers": managers, "units": self._units(said), "version": said.get("version")}

    def _somebody(self, at: int, words: str) -> str:
        """Whoever is found, when it is one alone; of several each is offered."""
        found = self._find(words)
        if len(found) == 1:
            return str(found[0].key)
        if not found:
            error = _("Nobody is called that, here or in the file.")
        else:
            field: Any = self.fields[f"who_{at}"]
            first, *others = field.choices
            known = {key for key, _label in others}
            more = [(one.key, one.label) for one in found if one.key not in known]
            field.choices = [first, *more, *others]
            error = _("Several people could be meant. Choose one above, and empty this line.")
        self.add_error(f"find_{at}", error)
        return ""

    def _units(self, said: dict[str, Any]) -> dict[str, str]:
        units: dict[str, str] = {}
        for at, entry in enumerate(self.notes.get("spelt", [])):
            name = said.get(f"spelt_{at}") or entry["name"]
            if name != entry["name"]:
                units |= {text: name for text, _count in entry["spellings"]}
        for at, pair in enumerate(self.notes.get("alike", [])):
            if name := said.get(f"alike_{at}"):
                units[next(one for one in pair if one != name)] = name
        return units


def about(entry: dict[str, Any]) -> str:
    """Why a name is open, and on how many lines."""
    count, active = entry["count"], entry["active"]
    lines = ngettext("%(n)s line", "%(n)s lines", count) % {"n": count}
    if not active:
        here = _("all of people who have left")
    elif active == count:
        here = _("all of people who are here")
    else:
        here = _("%(n)s of them of people who are here") % {"n": active}
    return f"{REASONS_OPEN[entry['reason']]} {lines}, {here}."


def _lines(text: str, count: int) -> str:
    words = ngettext("%(text)s (%(n)s line)", "%(text)s (%(n)s lines)", count)
    return words % {"text": text, "n": count}


class ApplyForm(VersionedForm):
    skip_errors = forms.BooleanField(required=False)

    def __init__(self, batch: ImportBatch, data: Any = None) -> None:
        self.batch = batch
        super().__init__(data, initial={"version": batch.version})
        count = batch.notes.get("error_lines", 0)
        if not count:
            del self.fields["skip_errors"]
            return
        self.fields["skip_errors"].label = ngettext(
            "Leave %(n)s line with errors out and import the rest",
            "Leave %(n)s lines with errors out and import the rest",
            count,
        ) % {"n": count}

    def clean_skip_errors(self) -> bool:
        said = bool(self.cleaned_data["skip_errors"])
        if not said:
            raise ValidationError(
                _("Correct the lines with errors in your file, or leave them out here.")
            )
        return said
