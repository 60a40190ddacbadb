"""`fairway measure` of figures over time, against published numbers."""

import json

import pytest

from fairway.config.tests.measuring.conftest import DATA, answer, refusal

pytestmark = pytest.mark.once

EXPECTED = json.loads((DATA / "misc_expected.json").read_text())
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
SALES = DATA / "bjsales.csv"


def column(name, values):
    return "\n".join([name, *map(str, values)]) + "\n"


def test_the_handbooks_chart_is_reproduced(measure, given):
    found = answer(measure("xmr", given(column("flow", FLOW)), "--json"))
    expected = EXPECTED["nist_flowrate"]
    assert (found["n"], found["firmness"], found["signals"]) == (10, "provisional", [])
    for name, value in (
        ("centre", "mean"), ("mean_range", "mrbar"), ("upper", "ucl_1128"), ("lower", "lcl_1128"),
    ):  # fmt: skip
        assert found[name] == pytest.approx(expected[value], abs=1e-9)
    assert "provisional" in measure("xmr", given(column("flow", FLOW))).stdout


def test_rows_may_stand_in_any_order_when_times_are_named(measure, given):
    rows = [f"2026-{month:02},{value}" for month, value in enumerate(FLOW, start=1)]
    file = given("month,flow\n" + "\n".join(reversed(rows)))
    plain = answer(measure("xmr", given(column("flow", FLOW), "plain.csv"), "--json"))
    found = answer(measure("xmr", file, "--value", "flow", "--time", "month", "--json"))
    assert found["mean_range"] == pytest.approx(plain["mean_range"])
    far = given("month,flow\n" + "\n".join([*rows, "2027-09,70"]), "far.csv")
    found = answer(
        measure("xmr", far, "--value", "flow", "--time", "month", "--baseline", 10, "--json")
    )
    assert found["signals"] == [
        {"rule": "beyond_limits", "at": 11, "time": "2027-09", "value": 70.0}
    ]
    assert {caution["code"] for caution in found["cautions"]} == {"uneven_times", "provisional"}


def test_a_gap_is_a_point_that_was_not_measured(measure, given):
    plain = answer(measure("xmr", given(column("flow", FLOW)), "--json"))
    rows = "day,flow\n" + "\n".join(f"{day},{flow}" for day, flow in enumerate(FLOW))
    found = answer(measure("xmr", given(rows + "\n10,\n"), "--value", "flow", "--json"))
    assert (found["n"], found["mean_range"]) == (10, plain["mean_range"])


def test_few_points_have_no_limits(measure, given):
    file = given(column("flow", FLOW[:7]))
    found = answer(measure("xmr", file, "--json"))
    assert (found["upper"], found["firmness"]) == (None, "none")
    assert measure("xmr", file).stdout == "No limits yet: 7 of at least 8 points.\n"


def test_a_lead_of_three_is_found_and_granger_told_by_order(measure):
    words = ("leadlag", SALES, "--lead", "lead", "--lag", "sales", "--time", "t")
    found = answer(measure(*words, "--ma", "0.32", "--json"))
    assert (found["verdict"], found["lead"]) == ("supported", 3)
    assert found["correlations"][3]["r"] == pytest.approx(0.720070, abs=1e-6)
    assert found["prewhitened"][3]["r"] == pytest.approx(0.6776, abs=1e-4)
    for way, name in (("forwards", "lead_to_sales"), ("backwards", "sales_to_lead")):
        for order, (f, p, within, between) in EXPECTED[f"bj_granger_{name}"].items():
            one = found["granger"][way][order]
            assert one["f"] == pytest.approx(f, rel=1e-6)
            assert one["p"] == pytest.approx(p, rel=1e-5)
            assert one["df"] == [between, within]
    said = measure(*words).stdout
    assert "A test with one past point misses this" in said
    assert "going first is not yet being the cause" in said


def test_under_36_points_nothing_is_said_of_a_lead(measure, given):
    rows = SALES.read_text().splitlines()[:30]
    words = ("leadlag", given("\n".join(rows)), "--lead", "lead", "--lag", "sales")
    found = answer(measure(*words, "--json"))
    assert (found["verdict"], found["r"]) == ("cannot_be_said", None)
    assert "Cannot be said: 29 points, and 36 are needed to look." in measure(*words).stdout


@pytest.mark.parametrize(
    ("words", "rows", "why"),
    [
        (("xmr",), "a,b\n1,2\n", "Which column is the figure? Say it with --value."),
        (("xmr", "--value", "c"), "a,b\n1,2\n", "The column c is missing. There are: a, b."),
        (("xmr",), "a\n1\ninf\n", "Line 3, a: “inf” is infinite"),
        (("xmr",), "a\n1\nx\n", "Line 3, a: “x” is no number"),
        (("xmr", "--rules", "moon"), column("a", FLOW), "'moon' is none of beyond_limits"),
        (("xmr", "--baseline", "0"), column("a", FLOW), "baseline: 0"),
        (("xmr", "--value", "a", "--time", "b"), "a,b\n1,1\n2,1\n", "b 1 is there more than once"),
        (("xmr", "--value", "a", "--time", "b"), "a,b\n1,1\n2,\n", "Line 3, b: no time is there"),
        (("leadlag", "--lead=a", "--lag=b"), "a,b\n1,1\n2,\n", "Line 3, b: nothing is there."),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(measure, given, words, rows, why):
    assert why in refusal(measure(words[0], given(rows), *words[1:]))
