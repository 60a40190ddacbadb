"""Saltmarsh, made once in a database beside the empty one and lent to every module that asks for
it: a pytest plugin."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from tests.apart import administer

DAY = date(2026, 11, 20)


class Beside:
    """A copy of each test database as it is when no test runs. `in_use` puts them in its place."""

    def __init__(self, folder: Path) -> None:
        self._names: dict[str, str] = {}
        for alias in connections:
            _let_go(alias)
            name = str(connections[alias].settings_dict["NAME"])
            if connections[alias].vendor == "sqlite":
                self._names[alias] = str(folder / f"{alias}.sqlite3")
                if Path(name).exists():
                    shutil.copyfile(name, self._names[alias])
            else:
                self._names[alias] = f"{name}_saltmarsh"
                administer(f'DROP DATABASE IF EXISTS "{name}_saltmarsh" WITH (FORCE)')
                administer(f'CREATE DATABASE "{name}_saltmarsh" TEMPLATE "{name}"')

    @contextmanager
    def in_use(self) -> Iterator[None]:
        before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
        self._turn_to(self._names)
        try:
            yield
        finally:
            self._turn_to(before)

    def remove(self) -> None:
        for alias, name in self._names.items():
            if connections[alias].vendor == "sqlite":
                Path(name).unlink(missing_ok=True)
            else:
                administer(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _turn_to(self, names: dict[str, str]) -> None:
        for alias, name in names.items():
            _let_go(alias)
            connections[alias].settings_dict["NAME"] = name


def _let_go(alias: str) -> None:
    """No connection is left open, neither here nor of a server's thread that ends a moment late."""
    connection: Any = connections[alias]
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
        administer(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{connection.settings_dict['NAME']}'"
        )


@pytest.fixture(scope="session")
def saltmarsh_beside(
    django_db_setup: None,
    django_db_blocker: Any,
    keys_and_files_of_their_own: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Beside, Any]]:
    """The database it lies in, and the company."""
    from fairway.config.demo.making import make_demo

    with django_db_blocker.unblock():
        beside = Beside(tmp_path_factory.mktemp("saltmarsh"))
        with beside.in_use():
            company = make_demo(today=DAY)
        yield beside, company
        beside.remove()


@pytest.fixture(scope="module")
def saltmarsh(saltmarsh_beside: tuple[Beside, Any], django_db_blocker: Any) -> Iterator[Any]:
    """The demo company, in the place of the empty database for all tests of this module."""
    beside, company = saltmarsh_beside
    with django_db_blocker.unblock(), beside.in_use():
        yield company
