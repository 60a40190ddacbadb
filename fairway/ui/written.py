"""The plainest widgets of a form, and a field around them, written at once.

Django asks two or three templates for each line of text, and one more for each list of what is
wrong in it, empty or not: a page of a dozen questions spent a sixth of its time there. Widgets are
as Django's own templates would write them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """With a blank before each; True is a name without a value, False is none at all."""
    written = (
        f" {escape(name)}" + ("" if value is True else f'="{text_of(value)}"')
        for name, value in attrs.items()
        if value is not False
    )
    return SafeString("".join(written))


def text_of(value: Any) -> str:
    """Escaped, unless it was; Django's own way asks first whether it waits for a language."""
    text = str(value)
    return text if isinstance(text, SafeString) else escape(text)


def _input(context: Mapping[str, Any]) -> SafeString:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{text_of(widget["value"])}"'
    named = f'type="{text_of(widget["type"])}" name="{text_of(widget["name"])}"'
    return SafeString(f"<input {named}{value}{attributes(widget['attrs'])}>")


def _textarea(context: Mapping[str, Any]) -> SafeString:
    """The line break behind its beginning is the one that a browser takes away."""
    widget = context["widget"]
    begins = f'<textarea name="{text_of(widget["name"])}"{attributes(widget["attrs"])}>'
    return SafeString(f"{begins}\n{text_of(widget['value'] or '')}</textarea>")


def _field(context: Mapping[str, Any]) -> SafeString:
    """With its label, a hint where there is one, and what is wrong in it."""
    field = context["field"]
    label, wrong = text_of(field.label), field.errors
    if field.is_optional:
        label += f' <span class="fy-optional">{escape(_("optional"))}</span>'
    classes = text_of(f"fy-field {field.css_classes()}".strip())
    errors, whose = str(wrong) if wrong else "", text_of(field.id_for_label or "")
    if field.use_fieldset:
        begins = f'<fieldset class="{classes}"{_told(field)}><legend>{label}</legend>{_hint(field)}'
        return SafeString(f"{begins}\n{field}\n{errors}</fieldset>\n")
    begins = f'<div class="{classes}"><label'
    if field.is_check:
        within = f"{field}<span>{label}</span>{_hint(field)}"
        line = f'{begins} class="fy-check" for="{whose}">{within}</label>'
    else:
        line = f'{begins} for="{whose}">{label}</label>{_hint(field)}\n{field}'
    return SafeString(f"{line}\n{errors}</div>\n")


def _told(field: Any) -> str:
    by = field.aria_describedby
    return f' aria-describedby="{text_of(by)}"' if by else ""


def _hint(field: Any) -> str:
    if not field.help_text:
        return ""
    key, said = text_of(field.auto_id), text_of(field.help_text)
    if field.is_check:
        return f'<small id="{key}_helptext">{said}</small>'
    return f'<p class="fy-hint" id="{key}_helptext">{said}</p>'


INPUTS = ("date", "email", "hidden", "number", "search", "tel", "text", "time", "url")
FIELD = "a field in our style"
WIDGETS: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{f"django/forms/widgets/{kind}.html": _input for kind in (*INPUTS, "checkbox")},
    "django/forms/widgets/textarea.html": _textarea,
    FIELD: _field,
}
ERRORS = "django/forms/errors/list/default.html"


def written(template: str, context: Mapping[str, Any]) -> SafeString | None:
    """None where a template has to say it."""
    if template == ERRORS and not context["errors"]:
        return SafeString("")
    widget = WIDGETS.get(template)
    return widget(context) if widget else None
