"""No form says what Django would where something is missing: a field made too early would."""

from collections.abc import Iterator

from django.forms import BaseForm
from django.urls import get_resolver

DJANGO = "This field is required."


def test_no_field_of_any_form_was_made_before_our_words_were_there():
    assert get_resolver().url_patterns  # every view is there, and so every form
    forms = {one for one in made(BaseForm) if not one.__module__.startswith("django.")}
    assert len(forms) > 100
    stays = [
        f"{one.__module__}.{one.__qualname__}.{name}"
        for one in forms
        for name, field in getattr(one, "base_fields", {}).items()
        if str(field.error_messages.get("required")) == DJANGO
    ]
    assert stays == []


def made(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from made(one)
