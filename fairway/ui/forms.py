"""How Django's forms look here: `{{ form }}` and `{{ form.name.as_field_group }}` in our style."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from fairway.ui.written import FIELD, written


class Field(BoundField):
    """A field that knows which of our styles its widget wears."""

    def build_widget_attrs(self, attrs: Any, widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        if style := style_of(widget or self.field.widget):
            own = self.field.widget.attrs.get("class", "")
            attrs["class"] = f"{own} {style}".strip()
        return attrs

    @property
    def is_check(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_optional(self) -> bool:
        """Said in words beside the label; what must be filled in is the usual case. A field of a
        draft, which may be kept empty, says by `is_asked_for` that it will have to be filled in."""
        asked_for = self.field.required or getattr(self.field, "is_asked_for", False)
        return not asked_for and not self.is_check


def style_of(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return ""
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select"
    return "form-control"


class Renderer(TemplatesSetting):
    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = FIELD
    bound_field_class = Field

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        plain = written(template_name, context)
        return super().render(template_name, context, request) if plain is None else plain
