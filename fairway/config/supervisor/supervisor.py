"""The loop: read what the processes say, start again who died, stop all when told to."""

from __future__ import annotations

import os
import selectors
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence

from fairway.config.supervisor.child import Child
from fairway.config.supervisor.lifeline import SUPERVISOR

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 20.0
TICK = 0.1

Say = Callable[[str, bytes], None]


class Supervisor:
    """Runs children until it gets a stopping signal; `say(name, line)` shows their output."""

    def __init__(self, *, say: Say, patience: float = PATIENCE) -> None:
        self._say = say
        self._patience = patience
        self._children: list[Child] = []
        self._selector = selectors.DefaultSelector()
        self._stopping = False
        self._impatient = False
        self._awake, self._waker = socket.socketpair()

    def add(
        self,
        name: str,
        command: Sequence[str],
        surroundings: Mapping[str, str],
        *,
        later: bool = False,
    ) -> None:
        """`later` starts when Fairway is ready: what people wait for has the machine to itself."""
        environment = {**surroundings, SUPERVISOR: str(os.getpid())}
        self._children.append(Child(name, command, environment, later=later))

    def run(self, *, ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        """Until told to stop. `ready` is asked until it says yes; then `announce` is called once."""
        self._listen_to_signals()
        announced = False
        try:
            self._start_all(later=False)
            while not self._stopping:
                if not announced and ready():
                    announced = True
                    announce()
                    self._start_all(later=True)
                self._wait(None if announced else TICK)
                self._look_after()
        finally:
            self._stop_all()
            # All is over; one more Ctrl-C must not make it look like a crash.
            for number in STOPPING:
                signal.signal(number, signal.SIG_IGN)

    def _listen_to_signals(self) -> None:
        def stop(number: int, frame: object) -> None:
            # A second Ctrl-C means now.
            self._impatient = self._stopping and number == signal.SIGINT
            self._stopping = True

        for number in STOPPING:
            signal.signal(number, stop)
        # Any signal wakes the loop, also the one that says a child ended.
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        self._awake.setblocking(False)
        self._waker.setblocking(False)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        self._selector.register(self._awake, selectors.EVENT_READ, None)

    def _start_all(self, *, later: bool) -> None:
        for child in self._children:
            if child.later == later:
                self._start(child)

    def _start(self, child: Child) -> None:
        child.start()
        self._selector.register(child.output, selectors.EVENT_READ, child)

    def _wait(self, most: float | None) -> None:
        soonest = [child.start_again_at for child in self._children if child.start_again_at]
        if soonest:
            until = max(0.0, min(soonest) - time.monotonic())
            most = until if most is None else min(most, until)
        for key, _ in self._selector.select(most):
            if key.data is None:
                self._awake.recv(4096)
            else:
                self._read(key.data)

    def _read(self, child: Child) -> None:
        lines, ended = child.lines()
        for line in lines:
            self._say(child.name, line)
        if ended:
            self._selector.unregister(child.output)
            child.output.close()

    def _look_after(self) -> None:
        for child in self._children:
            if child.start_again_at is not None:
                if time.monotonic() >= child.start_again_at:
                    self._start(child)
            elif child.process is not None and not child.running:
                child.kill_group()
                self._read_to_the_end(child)
                pause = child.schedule_restart()
                self._note(f"{child.name} ended {_manner(child)}; starting again in {pause:g} s")

    def _read_to_the_end(self, child: Child) -> None:
        while not child.output.closed:
            self._read(child)

    def _stop_all(self) -> None:
        """Everyone may finish what they are doing; who cannot within the patience is killed."""
        running = [child for child in self._children if child.running]
        for child in running:
            child.terminate()
        until = time.monotonic() + self._patience
        while (
            any(child.running for child in running)
            and time.monotonic() < until
            and not self._impatient
        ):
            self._wait(TICK)
        for child in running:
            if child.running:
                self._note(f"{child.name} has not finished; ending it")
            child.kill_group()
            self._read_to_the_end(child)

    def _note(self, text: str) -> None:
        self._say("supervisor", text.encode())


def _manner(child: Child) -> str:
    assert child.process is not None
    code = child.process.returncode
    return f"by signal {-code}" if code < 0 else f"with code {code}"
