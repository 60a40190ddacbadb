"""`fairway measure gap`: rates, ratings and controls, and when a review is suggested."""

import json

import numpy as np
import pytest

from fairway.config.tests.measuring.conftest import DATA, answer, refusal

pytestmark = pytest.mark.once

CASES = json.loads((DATA / "adverse_impact_cases.json").read_text())["four_fifths"]
COUNTS = "team,chosen,people\n{0[0]},{0[1]},{0[2]}\nothers,{1[0]},{1[1]}\n"


def counts(case):
    return COUNTS.format(("few", *case["focal"]), case["ref"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["focal"]))
def test_rates_are_reproduced_from_counts(measure, given, case):
    words = ("--group", "team", "--chosen", "chosen", "--all", "people", "--reference", "others")
    found = answer(measure("gap", given(counts(case)), *words, "--json"))["groups"]["few"]
    assert found["impact_ratio"] == pytest.approx(case["IR"])
    assert [found["low"], found["high"]] == pytest.approx(case["IR_ci95"])
    assert found["p"] == pytest.approx(case["midp_two_sided_doubled"])
    assert found["p_exact"] == pytest.approx(case["fisher2"])
    assert found["shortfall"] == pytest.approx(case["shortfall"])
    assert found["flip_flop"] == case["flip_flop"]


def people(focal=(12, 40), reference=(48, 80)):
    """A row each; ratings differ with the level, and levels with the group."""
    random = np.random.default_rng(7)
    rows = []
    for team, (chosen, everyone) in (("few", focal), ("others", reference)):
        for n in range(everyone):
            level = n % 3 if team == "few" else 2 - n % 2
            score = 3 + 0.5 * level + random.normal(0, 0.4)
            said = "Yes" if n < chosen else "no"
            rows.append(f"{team},{said},{score:.3f},{level},m{n % 15},{'ab'[n % 2]}")
    return "team,promoted,score,level,boss,site\n" + "\n".join(rows) + "\n"


def test_people_in_rows_give_the_same_rates_and_their_ratings(measure, given):
    file = given(people())
    words = ("gap", file, "--group", "team", "--selected", "promoted", "--score", "score")
    found = answer(measure(*words, "--json"))
    few = found["groups"]["few"]
    assert few["impact_ratio"] == pytest.approx(0.5)
    assert few["q"] == pytest.approx(CASES[0]["midp_two_sided_doubled"])
    assert (few["review"], few["held_back"], found["reference"]) == (True, [], "others")
    assert few["means"]["n"] == 40
    assert found["cautions"][0]["code"] == "reference_by_rate"
    said = measure(*words, "--reference", "others").stdout
    assert "worth a review" in said
    assert "bias" not in said


def test_controls_show_what_is_left_of_a_gap(measure, given):
    words = ("gap", given(people()), "--group", "team", "--score", "score", "--rater", "boss")
    controls = ("--controls", "level,site")
    found = answer(measure(*words, *controls, "--json"))
    few = found["adjusted"]["few"]
    assert found["groups"]["few"]["means"]["difference"] == pytest.approx(
        few["unadjusted"]["estimate"]
    )
    assert few["unadjusted"]["high"] < 0
    assert few["adjusted"]["low"] < 0 < few["adjusted"]["high"]
    assert (few["n"], few["raters"]) == (120, 15)
    assert "few, held equal" in measure(*words, *controls).stdout
    named = answer(measure(*words, "--categories", "level", "--json"))
    assert named["adjusted"]["few"]["adjusted"] != few["adjusted"]


def test_a_decision_alone_can_be_adjusted_too(measure, given):
    words = ("gap", given(people()), "--group", "team", "--selected", "promoted")
    found = answer(measure(*words, "--controls", "site", "--json"))["adjusted"]["few"]
    assert found["unadjusted"]["estimate"] == pytest.approx(12 / 40 - 48 / 80)
    assert found["raters"] == 120


def test_small_groups_are_told_as_not_to_be_said(measure, given):
    words = ("--group", "team", "--chosen", "chosen", "--all", "people")
    said = measure("gap", given(counts({"focal": [1, 9], "ref": [20, 30]})), *words).stdout
    assert "cannot be said: too few people" in said


def test_people_without_a_group_are_left_out_and_counted(measure, given):
    words = ("gap", given(people() + ",yes,3,1,m1,a\nfew,,3,1,m1,a\n"), "--group", "team")
    found = answer(measure(*words, "--selected", "promoted", "--json"))
    assert found["groups"]["few"]["n"] == 40
    assert found["cautions"][0]["said"].startswith("2 of 122 people have no group")


@pytest.mark.parametrize(
    ("words", "rows", "why"),
    [
        ((), "team,x\na,1\n", "Say what was decided (--selected) or rated (--score)"),
        (("--selected=x",), "team,x\na,1\nb,2\n", "Line 3, x: “2” is neither yes nor no"),
        (("--selected=x",), "team,x\na,1\na,0\n", "team holds one group only"),
        (("--selected=y",), "team,x\na,1\na,0\n", "The column y is missing"),
        (("--selected=x", "--reference=c"), "team,x\na,1\nb,0\n", "There is no group c"),
        (("--score=x",), "team,x\na,1\nb,inf\n", "Line 3, x: “inf” is infinite"),
        (("--chosen=x",), "team,x\na,1\nb,2\n", "need both --chosen and --all"),
        (("--chosen=x", "--all=y"), "team,x,y\na,3,2\nb,1,2\n", "3 chosen out of 2"),
        (("--chosen=x", "--all=y"), "team,x,y\na,1,2\na,1,2\n", "team a is there more than once"),
        (("--chosen=x", "--all=y"), "team,x,y\na,1.5,2\nb,1,2\n", "1.5 is not a whole number"),
        (("--chosen=x", "--all=y"), "team,x,y\na,,2\nb,1,2\n", "Line 2, x: nothing is there"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(measure, given, words, rows, why):
    assert why in refusal(measure("gap", given(rows), "--group", "team", *words))
