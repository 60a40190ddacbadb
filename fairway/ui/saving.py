"""From a form to an action and back: what was typed survives every refusal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from fairway.foundation import versions
from fairway.foundation.versions import Difference, Stale

FINE, CONFLICT, REFUSED = 200, 409, 422


class SavedForm(forms.Form):
    """A form whose data goes to one action; `status` says how to answer when it is shown."""

    status = FINE


class VersionedForm(versions.VersionedForm, SavedForm):
    """Also says what somebody else changed meanwhile; a new row has no version yet."""

    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    changes: Sequence[Difference] | None = None

    @classmethod
    def of(cls, row: Any, data: Any = None) -> Any:
        """Filled with what the row holds, or with what was typed."""
        return cls(data, initial=held(cls, row))


def save(
    form: Any,
    act: Callable[..., Any],
    row: Any = None,
    now: Callable[[Any], dict[str, Any]] | None = None,
) -> Any:
    """Hand what was typed to the action, as `act(**typed)`; gives what the action gave.

    None means no: the reasons stand in the form, and `form.status` is 422 for what cannot be,
    409 when somebody else changed `row` meanwhile. `now` gives a row's values as the form knows
    them, where they are not its attributes.
    """
    form.status = FINE
    if not form.is_valid():
        form.status = REFUSED
        return None
    try:
        return act(**form.cleaned_data)
    except Stale:
        form.status = CONFLICT
        row.refresh_from_db()
        form.changes = form.renew(now(row) if now else held(type(form), row), row.version)
    except ValidationError as refusal:
        form.status = REFUSED
        about = getattr(refusal, "field", None)
        form.add_error(about if about in form.fields else None, refusal)
    return None


def held(form: type[forms.Form], row: Any) -> dict[str, Any]:
    """What the row holds of the form's fields."""
    return {name: getattr(row, name) for name in form.base_fields if hasattr(row, name)}


def said_kept(answer: HttpResponse, *, whole: bool) -> HttpResponse:
    """To a page that is kept while somebody types: once all that it sent is, a browser needs no copy
    of it, but for what stands in `data-unkept`."""
    if whole:
        answer["HX-Trigger"] = "fairway:kept"
    return answer
