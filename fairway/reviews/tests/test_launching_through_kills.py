"""Workers are killed with -9 in the middle of a launch: everybody is in it, once, all the same."""

import json
import subprocess
import sys

STATEMENTS = 7  # the last of them on SQLite says how far the launch is
HEAD, MANAGERS, REPORTS, LEAD = 1, 6, 54, 1
PEOPLE = HEAD + MANAGERS + REPORTS + LEAD


def test_a_launch_happens_once_though_its_workers_are_killed(database_apart):
    run = subprocess.run(
        [sys.executable, "-m", "fairway.reviews.tests.killing_launch", str(STATEMENTS)],
        env=database_apart,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    found = json.loads(run.stdout.splitlines()[-1])

    assert found["killed"] == [[True] * 2 * STATEMENTS] * 2, (
        "it was over before: make steps smaller"
    )
    assert found["taken again"] == 2, "no job was killed in the middle"
    assert found["in it once"]
    assert found["told of once"]
    assert found["twice"] == []
    assert found["reviews"] == {
        "self": PEOPLE,
        "manager": PEOPLE - HEAD,
        "skip": REPORTS,
        "upward": PEOPLE - HEAD,
        "peer": PEOPLE * 4,
    }
    assert found["named"] == PEOPLE * 4
    assert found["ready"] == 1
    assert found["written to once"]
    assert found["sent once"]
    assert set(found["jobs"]) == {"done"}
