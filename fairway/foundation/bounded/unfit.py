"""What a bounded function raises to say no."""

from typing import Any


class Unfit(Exception):
    """A code for the reason, and what belongs into the sentence; the words are made outside."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params
