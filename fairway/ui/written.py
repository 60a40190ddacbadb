"""The plainest widgets of a form, and a field around them, written at once.

Django asks two or three templates for each line of text, and one more for each list of what is
wrong in it, empty or not: a page of a dozen questions spent a sixth of its time there. Widgets are
as Django's own templates would write them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.utils.html import conditional_escape, format_html
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


def _field(context: Mapping[str, Any]) -> SafeString:
    """With its label, a hint where there is one, and what is wrong in it."""
    field = context["field"]
    label = conditional_escape(field.label)
    if field.is_optional:
        label = format_html('{} <span class="fy-optional">{}</span>', label, _("optional"))
    return format_html(
        _SHAPES["many" if field.use_fieldset else "check" if field.is_check else "one"],
        classes=f"fy-field {field.css_classes()}".strip(),
        told=_told(field) if field.use_fieldset else "",
        whose=field.id_for_label,
        label=label,
        hint=_hint(field),
        field=field,
        wrong=field.errors or "",
    )


_SHAPES = {
    "many": '<fieldset class="{classes}"{told}><legend>{label}</legend>{hint}\n{field}\n{wrong}'
    "</fieldset>\n",
    "check": '<div class="{classes}"><label class="fy-check" for="{whose}">{field}'
    "<span>{label}</span>{hint}</label>\n{wrong}</div>\n",
    "one": '<div class="{classes}"><label for="{whose}">{label}</label>{hint}\n{field}\n{wrong}'
    "</div>\n",
}
_HINT = '<p class="fy-hint" id="{}_helptext">{}</p>'
_BESIDE_CHECK = '<small id="{}_helptext">{}</small>'


def _told(field: Any) -> SafeString | str:
    by = field.aria_describedby
    return format_html(' aria-describedby="{}"', by) if by else ""


def _hint(field: Any) -> SafeString | str:
    hint = _BESIDE_CHECK if field.is_check else _HINT
    return format_html(hint, field.auto_id, field.help_text) if field.help_text else ""


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
