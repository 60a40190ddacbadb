"""The plainest widgets of a form, written at once and as Django's templates would write them.

Django asks two or three templates for each line of text, and one more for each list of what is
wrong in it, empty or not: a page of a dozen questions spent a tenth of its time there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString


def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """With a blank before each; True is a name without a value, False is none at all."""
    written = (
        f" {conditional_escape(name)}" + ("" if value is True else f'="{_text(value)}"')
        for name, value in attrs.items()
        if value is not False
    )
    return SafeString("".join(written))


def _text(value: Any) -> str:
    return conditional_escape(str(value))


def _input(context: Mapping[str, Any]) -> SafeString:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        SafeString(value),
        attributes(widget["attrs"]),
    )


def _textarea(context: Mapping[str, Any]) -> SafeString:
    """The line break behind its beginning is the one that a browser takes away."""
    widget = context["widget"]
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        attributes(widget["attrs"]),
        widget["value"] or "",
    )


INPUTS = ("date", "email", "hidden", "number", "search", "tel", "text", "time", "url")
WIDGETS: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{f"django/forms/widgets/{kind}.html": _input for kind in (*INPUTS, "checkbox")},
    "django/forms/widgets/textarea.html": _textarea,
}
ERRORS = "django/forms/errors/list/default.html"


def written(template: str, context: Mapping[str, Any]) -> SafeString | None:
    """None where a template has to say it."""
    if template == ERRORS and not context["errors"]:
        return SafeString("")
    widget = WIDGETS.get(template)
    return widget(context) if widget else None
