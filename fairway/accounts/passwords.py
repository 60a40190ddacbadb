"""What makes a password too weak beyond being short, common or one's own address."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST = 5


class NotTheSameOverAndOver:
    """No rules about capitals and digits: only that it is not a few signs repeated."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(set(password.strip())) < FEWEST:
            raise ValidationError(self.get_help_text(), code="password_repeats")

    def get_help_text(self) -> str:
        return _("Use at least five different signs.")
