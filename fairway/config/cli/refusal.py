"""A command that cannot do what was asked says why, in words and without a traceback."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Refused(Exception):
    """Nothing was done; the reasons say why."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


@contextlib.contextmanager
def in_words() -> Iterator[None]:
    """Turns what the surroundings can get wrong into reasons."""
    from django.core.exceptions import ImproperlyConfigured, ValidationError
    from django.db import OperationalError
    from pydantic import ValidationError as WrongSettings

    try:
        yield
    except WrongSettings as wrong:
        raise Refused(*map(_setting, wrong.errors())) from wrong
    except ValidationError as refusal:
        raise Refused(*refusal.messages) from refusal
    except ImproperlyConfigured as wrong:
        raise Refused(f"The settings are not right: {wrong}") from wrong
    except OperationalError as wrong:
        raise Refused(f"The database cannot be used: {str(wrong).strip()}") from wrong
    except PermissionError as wrong:
        raise Refused(f"Not allowed: {wrong.strerror}: {wrong.filename}") from wrong
    except MemoryError as wrong:
        raise Refused("There is too little memory for this.") from wrong
    except OSError as wrong:
        if wrong.errno in NO_ROOM:
            raise Refused("There is no room left on the disk.") from wrong
        if wrong.filename is None:
            raise
        raise Refused(f"{wrong.strerror}: {wrong.filename}") from wrong


def _setting(error) -> str:
    name = ".".join(str(part) for part in error["loc"])
    message = error["msg"].removeprefix("Value error, ")
    return f"{name}: {message}" if name else message
