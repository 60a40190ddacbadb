"""A form's field that asks for a text in each of the organisation's languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fairway.foundation.languages import Texts, main_language, written_in
from fairway.foundation.text import NameField, ProseField


class TextsWidget(forms.Widget):
    """One box, or a labelled box for each language where there are several."""

    template_name = "ui/widgets/texts.html"

    def __init__(self, attrs: dict[str, Any] | None = None, rows: int = 0) -> None:
        super().__init__(attrs)
        self.rows = rows

    @property
    def use_fieldset(self) -> bool:  # type: ignore[override]
        return len(written_in()) > 1

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        texts, shared = Texts.of(value), context["widget"]["attrs"]
        context["rows"], context["several"] = self.rows, self.use_fieldset
        context["boxes"] = [
            {
                "label": label,
                "name": _name(name, code),
                "text": texts.get(code, ""),
                "attrs": self._attrs_of(shared, code),
            }
            for code, label in written_in()
        ]
        return context

    def _attrs_of(self, shared: dict[str, Any], code: str) -> dict[str, Any]:
        attrs = {**shared, "lang": code}
        if code != main_language():
            attrs.pop("required", None)
        if self.use_fieldset and "id" in attrs:
            attrs["id"] = f"{attrs['id']}_{code}"
        if self.rows:
            attrs["rows"] = self.rows
        return attrs

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        asked = {code: data.get(_name(name, code)) for code, _label in written_in()}
        return {code: text for code, text in asked.items() if text is not None}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)

    def id_for_label(self, id_: str | None) -> str:
        return f"{id_}_{main_language()}" if id_ and self.use_fieldset else id_ or ""


class TextsInput(forms.Field):
    """Gives {language: text} of the languages asked about, emptied ones as "".

    `prose` takes several lines. Only the main language has to be filled in.
    """

    def __init__(
        self, *, max_length: int = 4000, prose: bool = False, rows: int = 4, **options: Any
    ) -> None:
        self.cleaner = (ProseField if prose else NameField)(max_length=max_length, required=False)
        attrs = {"maxlength": max_length}
        options.setdefault("widget", TextsWidget(attrs, rows=rows if prose else 0))
        super().__init__(**options)

    def clean(self, value: Any) -> Texts:
        errors, texts = [], Texts()
        labels = dict(written_in())
        for code, text in (value or {}).items():
            try:
                texts[code] = self.cleaner.clean(text)
            except ValidationError as error:
                errors += [_in(labels, code, message) for message in error.messages]
        if errors:
            raise ValidationError(errors)
        if self.required and not texts.get(main_language()):
            raise ValidationError(self.error_messages["required"], code="required")
        return texts

    def has_changed(self, initial: Any, data: Any) -> bool:
        return {k: v for k, v in Texts.of(initial).items() if k in (data or {})} != Texts.of(data)


def _name(name: str, code: str) -> str:
    return f"{name}_{code}"


def _in(labels: dict[str, Any], code: str, message: str) -> str:
    if len(labels) < 2:
        return message
    return _("%(language)s: %(message)s") % {"language": labels[code], "message": message}
