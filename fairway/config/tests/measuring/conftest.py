"""`fairway measure` in this process, and the files it is tried on."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fairway import measurement
from fairway.config import cli

DATA = Path(measurement.__file__).parent / "tests" / "data"


@dataclass(frozen=True)
class Done:
    returncode: Any
    stdout: str
    stderr: str


def answer(done) -> dict[str, Any]:
    """What a program reads, where nothing went wrong."""
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def refusal(done) -> str:
    """Why nothing was answered, as a person reads it."""
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


@pytest.fixture
def measure(monkeypatch, capsys):
    """measure("items", file) as the command line does it."""
    for name in ("DJANGO_SETTINGS_MODULE", "FAIRWAY_PROCESS", "FAIRWAY_DEMO"):
        monkeypatch.setenv(name, os.environ.get(name, ""))  # put back afterwards

    def call(*words: object) -> Done:
        try:
            code = cli.main(["measure", *map(str, words)])
        except SystemExit as usage:
            code = usage.code
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return call


@pytest.fixture
def given(tmp_path):
    """given(text) writes a file; given(bytes) too."""

    def write(content: str | bytes, name: str = "rows.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
