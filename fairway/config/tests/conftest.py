"""A Fairway of its own for a test: its folder, its port, its processes."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

FAIRWAY = [sys.executable, "-m", "fairway.config.cli"]
LONGEST = 240


def surroundings(data_dir: Path, **more: str) -> dict[str, str]:
    """Ours without what the developer's shell says about Fairway."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("FAIRWAY_")}
    kept.pop("DATABASE_URL", None)
    return {**kept, "FAIRWAY_DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1", **more}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def eventually(true: Callable[[], object], seconds: float = LONGEST) -> object:
    """Looks again and again, and fails when it never comes true."""
    pause = Event()
    for _ in range(int(seconds / 0.05)):
        found = true()
        if found:
            return found
        pause.wait(0.05)
    raise AssertionError(f"not within {seconds} s")


def descendants(pid: int) -> list[int]:
    """The process's children and theirs, as long as they live."""
    table = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True)  # noqa: PLW1510
    pairs = [tuple(map(int, line.split())) for line in table.stdout.splitlines()]
    found, todo = [], [pid]
    while todo:
        parent = todo.pop()
        children = [child for child, its in pairs if its == parent]
        found += children
        todo += children
    return found


def is_gone(pid: int) -> bool:
    """Ended, also when nobody has collected it yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


class Running:
    """`fairway run` as a user starts it."""

    def __init__(self, data_dir: Path, *options: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            [*FAIRWAY, "run", "--own", *options],
            env=surroundings(data_dir, **environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.said = ""
        self.address = self.wait_for(r"running at (http://localhost:\d+)")[1]

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Reads on until the pattern was said."""
        output = self.process.stdout
        while True:
            found = re.search(pattern, self.said)
            if found:
                return found
            ready, _, _ = select.select([output], [], [], LONGEST)
            piece = os.read(output.fileno(), 65_536) if ready else b""
            if not piece:
                raise AssertionError(f"never said {pattern!r}, but:\n{self.said}")
            self.said += piece.decode()

    def get(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code

    def answers(self) -> bool:
        with contextlib.suppress(OSError):
            return self.get("/healthz") == 200
        return False

    def child(self, name: str) -> int:
        """The process that the supervisor started as `fairway <name>`."""
        for pid in descendants(self.process.pid):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if name.encode() in words:
                return pid
        raise LookupError(name)

    def end(self) -> None:
        family = [self.process.pid, *descendants(self.process.pid)]
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """A data folder with its tables, made once: tests copy it."""
    folder = tmp_path_factory.mktemp("prepared")
    running = Running(folder, "--port", str(free_port()))
    running.process.send_signal(signal.SIGINT)
    running.process.wait(LONGEST)
    running.end()
    return folder


@pytest.fixture
def start(prepared, tmp_path):
    """start("--port", "8123") runs Fairway on a copy of the prepared folder until the test ends."""
    started: list[Running] = []
    folder = tmp_path / "var"
    subprocess.run(["cp", "-r", prepared, folder], check=True)

    def begin(*options: str, **environment: str) -> Running:
        if "--port" not in options:
            options = (*options, "--port", str(free_port()))
        running = Running(folder, *options, **environment)
        started.append(running)
        return running

    yield begin
    for running in started:
        running.end()


@pytest.fixture
def fairway(tmp_path):
    """fairway("check") runs a command to its end on a folder of its own."""

    def call(*words: str, data_dir: Path | None = None, given: str = "", **environment: str):
        return subprocess.run(
            [*FAIRWAY, *words],
            env=surroundings(data_dir or tmp_path / "var", **environment),
            input=given,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )

    return call
