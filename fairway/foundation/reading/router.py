"""Reads lie apart where there is a place apart: on SQLite. On PostgreSQL all is one database."""

from __future__ import annotations

from typing import Any

from django.conf import settings

APART = "reads"
MODEL = ("foundation", "readentry")


class ReadsApart:
    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return APART if _apart() and _is_read(model) else None

    db_for_write = db_for_read

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool | None:
        if not _apart():
            return None
        is_read = (app_label, model_name) == MODEL
        return is_read if db == APART else (False if is_read else None)


def _apart() -> bool:
    return APART in settings.DATABASES


def _is_read(model: Any) -> bool:
    return (model._meta.app_label, model._meta.model_name) == MODEL
