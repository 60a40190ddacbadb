"""`fairway measure` answers from a file, in words or JSON, and says why where it cannot."""

import gzip
import json

import numpy as np
import pytest

from fairway.config.cli.measuring.report import columns, jsonable, shown
from fairway.config.tests.measuring.conftest import DATA, answer

pytestmark = pytest.mark.once

COUNTIES = (
    "effect", DATA / "mpdta.csv", "--unit", "countyreal", "--time", "year",
    "--first-treated", "first.treat", "--outcome", "lemp",
)  # fmt: skip


def test_no_database_is_needed(fairway):
    words = [str(word) for word in COUNTIES]
    done = fairway("measure", *words, "--json", DATABASE_URL="postgresql://localhost:1/x")
    assert answer(done)["simple"]["estimate"] == pytest.approx(-0.03995128, abs=5e-9)


def test_an_effect_is_told_in_words_and_in_json(measure):
    found = answer(measure(*COUNTIES, "--json"))
    expected = json.loads((DATA / "mpdta_expected.json").read_text())["never"]
    for name in ("simple", "group_overall", "dynamic_overall"):
        assert [found[name]["estimate"], found[name]["se"]] == pytest.approx(expected[name])
    for name, cell in found["group_time"].items():
        assert [cell["estimate"], cell["se"]] == pytest.approx(expected[name])
    assert found["pretest"]["df"] == 5
    assert found["seconds"] < 60
    in_words = measure(*COUNTIES, "--controls", "not-yet").stdout
    assert "191 treated units changed by -0.0398" in in_words
    assert "W = 7.79" in in_words


def test_months_and_dates_are_times_too(measure, tmp_path):
    text = (DATA / "mpdta.csv").read_text().splitlines()
    named = {str(year): f"{year}-03" for year in range(2003, 2008)}
    rows = [line.split(",") for line in text[1:]]
    moved = [[named[row[0]], *row[1:4], named.get(row[4], "0"), row[5]] for row in rows]
    file = tmp_path / "months.csv"
    file.write_text("\n".join([text[0], *map(",".join, moved)]))
    found = answer(measure("effect", file, *COUNTIES[2:], "--json"))
    assert found["simple"]["estimate"] == pytest.approx(-0.03995128, abs=5e-9)
    assert list(found["group"]) == ["2004-03-01", "2006-03-01", "2007-03-01"]
    file.write_text(
        "\n".join([text[0], *map(",".join, moved[:-1]), ",".join(["March", *moved[-1][1:]])])
    )
    assert "“2003-03” is no number" in measure("effect", file, *COUNTIES[2:]).stderr


def test_items_are_told_with_both_models(measure):
    found = answer(measure("items", DATA / "lsat6.csv", "--json"))
    assert found["alpha"] == pytest.approx(0.3112495, abs=1e-7)
    assert [item["name"] for item in found["items"]] == ["L1", "L2", "L3", "L4", "L5"]
    easiness = [item["easiness"] for item in found["rasch"]["cml"]["items"]]
    assert easiness == pytest.approx(
        [1.230617, -0.472472, -1.232129, -0.142925, 0.616909], abs=1e-5
    )
    assert found["rasch"]["mml"]["sd"] == pytest.approx(0.782, abs=1e-3)


def test_few_answers_are_told_as_too_few(measure, tmp_path):
    file = tmp_path / "quiz.csv.gz"
    rows = "".join(f"p{n},{n % 2},{n % 3 // 2},\n" for n in range(20))
    file.write_bytes(gzip.compress(f"person,a,b,c\n{rows}".encode()))
    said = measure("items", file, "--id", "person").stdout
    assert "cannot be said yet" in said
    assert "No Rasch model: A Rasch model needs 200 people; 20 have answered." in said


def test_releases_are_audited_case_by_case(measure):
    file = DATA / "kanon_audit_cases.json"
    found = answer(measure("release", file, "--json", "--suppress"))
    cases = json.loads(file.read_text())
    assert {name: case["disclosed"] for name, case in found.items()} == {
        name: case["disclosed"] for name, case in cases.items()
    }
    assert all(case["as_expected"] for case in found.values())
    assert all(case.get("safe_then", case["safe"]) for case in found.values())
    assert "1 + 2 − 3 leaves a group of 2" in measure("release", file).stdout


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "is empty"),
        ("a,b,c,d\n", "a header and no rows"),
        ("a,b,c\n1,2,3\n", "The column d is missing. There are: a, b, c."),
        ("a,b,c,d\n1,2,3\n", "Line 2 has 3 fields where the header has 4."),
        ("a,b,c,d\nx,1,0,much\n", "Line 2, d: “much” is no number."),
        ("a,b,c,d\nx,1,,5\nx,2,,6\n", "Nobody was first treated"),
        ("a,b,c,d\nx,1,,5\nx,1,,6\nx,2,2,2\n", "Unit x has more than one row for time 1"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_reason(measure, tmp_path, content, why):
    file = tmp_path / "rows.csv"
    file.write_text(content)
    words = ("--unit", "a", "--time", "b", "--first-treated", "c", "--outcome", "d", "--json")
    done = measure("effect", file, *words)
    assert done.returncode == 1
    assert why in done.stderr
    assert why in json.loads(done.stdout)["refused"][0]


@pytest.mark.parametrize("words", [(), ("horoscope",), ("items",), ("effect", "x.csv")])
def test_wrong_usage_ends_with_2(measure, words):
    done = measure(*words)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: fairway measure")


def test_a_missing_file_and_a_file_that_is_no_json_are_refused(measure, tmp_path):
    assert "No such file" in measure("items", tmp_path / "none.csv").stderr
    missing = measure("items", tmp_path / "none.csv", "--json")
    assert "No such file" in json.loads(missing.stdout)["refused"][0]
    (tmp_path / "x.json").write_text("{")
    done = measure("release", tmp_path / "x.json")
    assert (done.returncode, "is no JSON" in done.stderr) == (1, True)


def test_numbers_are_shown_for_people_and_written_for_programs():
    assert (shown(None), shown(float("nan")), shown(1004), shown(0.03995128)) == (
        "–", "–", "1,004", "0.03995",
    )  # fmt: skip
    assert columns(("item", "n"), [("a", 7), ("bc", None)]) == ["item  n", "a     7", "bc    –"]
    given = {"x": np.float64("inf"), 3: (np.int64(4), np.array([1.5, np.nan]), True, 10**30)}
    assert jsonable(given) == {"x": None, "3": [4, [1.5, None], True, 10**30]}
