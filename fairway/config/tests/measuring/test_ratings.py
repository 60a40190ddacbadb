"""`fairway measure` of ratings: reviews, facets and agreement, against published numbers."""

import json

import pytest

from fairway.config.tests.measuring.conftest import DATA, answer, refusal

pytestmark = pytest.mark.once

REVIEWS = DATA / "sim_reviews_400.csv"
ESSAYS = DATA / "data.ratings1.csv"
CODERS = """coder,u1,u2,u3,u4,u5,u6,u7,u8,u9,u10,u11,u12
A,1,2,3,3,2,1,4,1,2,,,
B,1,2,3,3,2,2,4,1,2,5,,3
C,,3,3,3,2,3,4,2,2,5,1,
D,1,2,3,3,2,4,4,1,2,5,1,
"""
JUDGES = "a;b;c;d\n9;2;5;8\n6;1;3;2\n8;4;6;8\n7;1;2;6\n10;5;6;9\n6;2;4;7\n"


def test_six_variances_and_the_likelihood_are_reproduced(measure):
    found = answer(measure("reviews", REVIEWS, "--rating", "y", "--json"))
    exact = json.loads((DATA / "sim_reviews_400_exact.json").read_text())
    assert found["loglik"] == pytest.approx(exact.pop("logLik_REML"), abs=1e-4)
    assert found["variances"] == pytest.approx(exact, rel=1e-3)
    assert (found["n"], found["forms"], len(found["scores"])) == (13264, 1658, 400)
    assert [one["ratee"] for one in found["scores"][:3]] == ["0", "1", "2"]


def test_both_models_call_the_same_raters_severe(measure, given):
    rows = [line.split(",") for line in ESSAYS.read_text().splitlines()]
    text = "student,rater,item,score\n" + "".join(
        f"{row[0]},{row[1]},{name},{value}\n"
        for row in rows[1:]
        for name, value in zip(rows[0][2:], row[2:], strict=True)
    )
    # Each rater is there twice, as ten are needed before the linear model adjusts anything.
    twice = text + "".join(line.replace(",db", ",copy") + "\n" for line in text.splitlines()[1:])
    linear = answer(measure("reviews", given(twice), "--json"))
    facets = answer(measure("facets", given(text), "--json"))
    severe = {one["rater"]: one["severity"] for one in linear["severities"]}
    assert linear["severity_sign"] == facets["severity_sign"] == "positive is severe"
    for one in facets["severities"]:
        if abs(one["severity"]) > 0.3:
            assert severe[one["rater"]] * one["severity"] > 0
    assert all(
        one["severity"] is None or one["severity"] == -one["effect"] for one in linear["severities"]
    )


def test_scores_of_few_raters_are_not_told_in_the_report(measure):
    found = answer(measure("reviews", REVIEWS, "--json"))
    hidden = [one["ratee"] for one in found["scores"] if not one["shown"]]
    said = measure("reviews", REVIEWS, "--all").stdout
    assert all(one["raters"] < 3 for one in found["scores"] if not one["shown"])
    assert said.count("fewer than 3 raters") == len(hidden)
    assert "… and 370 more" in measure("reviews", REVIEWS).stdout


def test_ratings_of_oneself_are_a_gap_and_nothing_else(measure, given):
    rows = REVIEWS.read_text().splitlines()
    others = rows[0] + ",who\n" + "".join(f"{row},peer\n" for row in rows[1:])
    own = "".join(f"0,self,{criterion},5,Self\n" for criterion in range(8))
    plain = answer(measure("reviews", REVIEWS, "--json"))
    found = answer(measure("reviews", given(others + own), "--source", "who", "--json"))
    assert found["variances"] == pytest.approx(plain["variances"], rel=1e-6)
    first = found["scores"][0]
    assert first["own_gap"] == pytest.approx(5 - first["raw_mean"])


def test_severities_of_the_rasch_model_are_reproduced(measure):
    found = answer(measure("facets", ESSAYS, "--person", "idstud", "--rater", "rater", "--json"))
    assert found["deviance"] == pytest.approx(2526.2143, abs=1e-3)
    assert found["variance"] == pytest.approx(4.06471, abs=1e-3)
    assert {one["rater"]: one["severity"] for one in found["severities"]} == pytest.approx(
        {
            "db01": 1.02246, "db02": 0.51634, "db03": 0.41747, "db07": -0.76236,
            "db08": -0.08955, "db31": -0.77896, "db54": -0.32540,
        },
        abs=1e-3,
    )  # fmt: skip
    assert [one["item"] for one in found["items"]] == ["k1", "k2", "k3", "k4", "k5"]
    some = answer(measure("facets", ESSAYS, "--items", "k1,k2", "--json"))
    assert some["n"] == 548


@pytest.mark.parametrize(
    ("level", "alpha"),
    [
        ("nominal", 0.7434211),
        ("ordinal", 0.8153875),
        ("interval", 0.8491071),
        ("ratio", 0.7974028),
    ],
)
def test_alpha_is_reproduced_from_columns_and_from_rows(measure, given, level, alpha):
    found = answer(measure("agreement", given(CODERS), "--raters-in-rows", "--json"))
    assert found["alpha"][level]["estimate"] == pytest.approx(alpha, abs=1e-7)
    lines = [line.split(",") for line in CODERS.splitlines()]
    rows = "unit,coder,score\n" + "".join(
        f"{unit},{line[0]},{value}\n"
        for line in lines[1:]
        for unit, value in zip(lines[0][1:], line[1:], strict=True)
    )
    one = answer(measure("agreement", given(rows), "--level", level, "--json"))
    for name in ("estimate", "n", "ratings"):
        assert one["alpha"][level][name] == pytest.approx(found["alpha"][level][name])


def test_names_agree_too_though_not_by_correlation(measure, given):
    words = CODERS.replace("1", "low").replace("ulow", "u1")
    words = words.replace("ulow0", "u10")
    done = measure("agreement", given(words), "--raters-in-rows", "--json")
    found = answer(done)
    assert found["alpha"]["nominal"]["estimate"] == pytest.approx(0.7434211, abs=1e-7)
    assert found["icc"] == {"refused": "Intraclass correlations need numbers."}


def test_intraclass_correlations_are_reproduced_and_leave_gaps_out(measure, given):
    found = answer(measure("agreement", given(JUDGES + "5;;4;4\n"), "--json"))
    expected = {
        "1": 0.1657418, "2": 0.2897638, "3": 0.7148407,
        "1k": 0.4427971, "2k": 0.6200505, "3k": 0.9093155,
    }  # fmt: skip
    assert {form: found["icc"][form]["estimate"] for form in expected} == pytest.approx(
        expected, abs=1e-7
    )
    assert found["cautions"][0]["code"] == "incomplete"
    assert "their mean, raters a sample of many" in measure("agreement", given(JUDGES)).stdout


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("reviews",), "Which column is the ratee? Say it with --ratee. There are: a, b, c, d."),
        (("facets", "--person", "a"), "Which column is the rater? Say it with --rater."),
        (("facets", "--person", "a", "--rater", "z"), "The column z is missing"),
        (("facets", "--person", "b", "--rater", "c"), "The column a does not hold ratings"),
        (("agreement", "--id", "e"), "The column e is missing"),
        (("agreement", "--id", "a,b,c,d"), "No column is left"),
        (("reviews", "--ratee=a", "--rater=b", "--criterion=c", "--rating=d"), "Line 3, a: nothing"),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for(measure, given, words, why):
    file = given("a,b,c,d\nx,1,2,3\n,2,3,4\n")
    assert why in refusal(measure(words[0], file, *words[1:]))


def test_equal_ratings_are_refused(measure, given):
    same = "ratee,rater,criterion,score\n" + "".join(
        f"p{who},r{by},c,3\n" for who in range(3) for by in range(3)
    )
    for kind in ("reviews", "facets"):
        assert "equal" in refusal(measure(kind, given(same)))
    assert "All ratings are equal" in refusal(measure("agreement", given(same)))


def test_a_table_of_gaps_is_never_spread_out(measure, given, monkeypatch):
    text = "unit,coder,score\n" + "".join(
        f"u{unit},r{(unit * 3 + by) % 50},{(unit + by * (unit % 3 == 0)) % 4}\n"
        for unit in range(60)
        for by in range(3)
    )
    plain = answer(measure("agreement", given(text), "--json"))
    monkeypatch.setattr("fairway.config.cli.measuring.kinds.agreement.MOST_CELLS", 10)
    packed = answer(measure("agreement", given(text), "--json"))
    for level, one in plain["alpha"].items():
        assert packed["alpha"][level]["estimate"] == pytest.approx(one["estimate"])
        assert packed["alpha"][level]["low"] == pytest.approx(one["low"])
    assert packed["icc"]["refused"].startswith("No row has a rating by every rater")
    assert "r0 rated u0 more than once" in refusal(measure("agreement", given(text + "u0,r0,3\n")))
