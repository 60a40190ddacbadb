"""A policy that is a text of the organisation's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fairway.foundation.languages.texts import Texts
from fairway.foundation.policy import NotAllowed
from fairway.foundation.policy.kinds import Kind

FALLBACK = "en"


@dataclass(frozen=True)
class Words(Kind):
    """A text of the organisation's own, per language: stored as {"en": …}, read in the reader's."""

    most: int = 4000

    def clean(self, value: Any) -> dict[str, str]:
        by_language = {get_language() or FALLBACK: value} if isinstance(value, str) else value
        if not isinstance(by_language, dict) or not any(by_language.values()):
            raise NotAllowed(_("Write something here."))
        for text in by_language.values():
            if not isinstance(text, str) or len(text) > self.most:
                raise NotAllowed(_("Use at most %(most)s characters."), most=self.most)
        return {language: text.strip() for language, text in by_language.items() if text.strip()}

    def read(self, stored: Any) -> str:
        return str(Texts.of(stored)) if isinstance(stored, dict) else str(stored)

    def field(self, **options: Any) -> forms.Field:
        return forms.CharField(
            max_length=self.most, widget=forms.Textarea(attrs={"rows": 5}), **options
        )
