"""The process itself: `python -I -m fairway.foundation.bounded.child MEGABYTES SECONDS FUNCTION`.

Arguments come as JSON on standard input, the result goes as JSON to standard output.
"""

import importlib
import json
import os
import resource
import sys

from fairway.foundation.bounded.unfit import Unfit

LONGEST_RESULT = 64 * 1024 * 1024
TOO_MUCH = '{"memory": true}'


def main(megabytes: str, seconds: str, function: str) -> None:
    arguments = json.load(sys.stdin)
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints is no answer
    module, _colon, name = function.partition(":")
    work = getattr(importlib.import_module(module), name)
    _limit(int(megabytes), int(seconds))
    try:
        said = json.dumps({"result": work(*arguments)})
    except Unfit as unfit:
        said = json.dumps({"unfit": unfit.code, "params": unfit.params})
    except MemoryError:
        said = TOO_MUCH
    answer.write(said if len(said) < LONGEST_RESULT else TOO_MUCH)
    answer.close()


def _limit(megabytes: int, seconds: int) -> None:
    size = megabytes * 1024 * 1024
    for kind, most in (
        (resource.RLIMIT_AS, size),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, LONGEST_RESULT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:])
