"""What is typed about a task, and about trackers outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import NameField
from fairway.goals.forms.importing import decoded
from fairway.goals.linking.items import LARGEST
from fairway.goals.models import KeyResult, Task, Tracker
from fairway.goals.picking import GoalField
from fairway.people.forms.fields import DayField, PickField, VersionedForm, ViewersForm
from fairway.people.picking import PERSON
from fairway.ui.saving import SavedForm


class TaskForm(VersionedForm):
    title = NameField(
        label=_("What is to be done"),
        error_messages={"required": _("Say in a few words what is to be done.")},
        max_length=200,
        help_text=_("One thing that somebody can finish within days."),
    )
    owner = PickField(
        PERSON,
        label=_("Who does it"),
        required=False,
        help_text=_("They hear of it, and find it among their to-dos when it is due."),
    )
    due_on = DayField(label=_("Due on"), required=False)
    result = forms.ChoiceField(label=_("It serves"), required=False)

    def __init__(self, *args: Any, results: Sequence[KeyResult], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.results = {one.public_id: one for one in results}
        if not results:
            del self.fields["result"]
            return
        field: Any = self.fields["result"]
        named = [(one.public_id, one.title) for one in results]
        field.choices = [("", _now("The goal as a whole")), *named]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["result"] = self.results.get(said.get("result") or "")
        return said


def as_typed(task: Task) -> dict[str, Any]:
    """What the form starts with."""
    return {
        "title": task.title,
        "owner": task.owner,
        "due_on": task.due_on,
        "result": task.result.public_id if task.result else "",
        "version": task.version,
    }


class TrackerForm(SavedForm):
    kind = forms.ChoiceField(label=_("Which tracker"), choices=Tracker.Kind.choices)
    name = NameField(
        label=_("Name"),
        max_length=80,
        help_text=_("As you call it here, such as “Shop repository”."),
    )


class RuleForm(ViewersForm, SavedForm):
    words = NameField(
        label=_("Project or label"),
        max_length=120,
        help_text=_("As the tracker writes it: acme/shop, SUP, returns."),
    )
    serves = GoalField(
        label=_("Its items serve"),
        help_text=_("Type a few letters of a goal, or of one of its key results."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["serves"].viewer = self.viewer

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["goal"], said["result"] = said.pop("serves", None) or (None, None)
        return said


class ItemsForm(SavedForm):
    """A list of items, pasted or in a file."""

    text = forms.CharField(
        label=_("Paste the export"),
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text=_("CSV with “ref” and “title” at least; “status”, “url”, “labels”, “due” help."),
    )
    file = forms.FileField(label=_("Or choose a file"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        file = said.pop("file", None)
        if file is not None and file.size > LARGEST:
            self.add_error("file", _now("The file is larger than 2 MB. Split it."))
        elif file is not None:
            said["text"] = decoded(file.read())
        if "text" in said and not said["text"].strip() and not self.errors:
            self.add_error("text", _now("Paste some items, or choose a file."))
        return said
