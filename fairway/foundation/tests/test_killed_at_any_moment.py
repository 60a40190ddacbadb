"""Kill -9 at random moments: nothing acknowledged is lost, nothing happens twice, the chain holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys

ROUNDS = int(os.environ.get("FAIRWAY_KILL_ROUNDS", "20"))


def test_nothing_is_lost_and_nothing_happens_twice(database_apart):
    run = subprocess.run(
        [sys.executable, "-m", "fairway.foundation.tests.killing", str(ROUNDS), "7"],
        env=database_apart,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    found = json.loads(run.stdout.splitlines()[-1])

    assert found["kills"] == ROUNDS * 3
    assert found["acknowledged"] > 0
    assert found["taken again"] > 0, "no job was killed in the middle: the moments are wrong"
    assert found["lost"] == []
    assert found["not done"] == []
    assert found["done twice"] == []
    assert found["done without cause"] == []
    assert set(found["jobs"]) == {"done"}
    assert (found["broken"], found["unsealed"]) == ("", 0)
