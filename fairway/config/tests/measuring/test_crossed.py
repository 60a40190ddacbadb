"""`fairway measure crossed` fits what lme4 fits, from a formula and a file."""

import gzip
import json

import pytest

from fairway.config.cli.measuring.formula import parse
from fairway.config.cli.refusal import Refused
from fairway.config.tests.measuring.conftest import DATA, answer, refusal

pytestmark = pytest.mark.once

STUDENTS = DATA / "insteval.csv.gz"
SMALL = "y,who,by,kind\n" + "".join(
    f"{3 + who % 3 * 0.5 - by % 4 * 0.3 + (who * 7 + by * 5) % 11 * 0.1:.2f},p{who},r{by},{'ab'[by % 2]}\n"
    for who in range(12)
    for by in range(6)
)


def test_the_reference_fit_is_reproduced(measure):
    found = answer(measure("crossed", STUDENTS, "y ~ 1 + (1|s) + (1|d)", "--json", "--effects"))
    assert found["loglik"] == pytest.approx(-118891.940194, abs=1e-4)
    assert found["variances"] == pytest.approx(
        {"s": 0.1062145, "d": 0.2737349, "residual": 1.3871797}, rel=1e-4
    )
    assert found["fixed"]["(Intercept)"]["estimate"] == pytest.approx(3.254158, abs=1e-6)
    assert found["fixed"]["(Intercept)"]["se"] == pytest.approx(0.0183895, abs=1e-6)
    assert (found["n"], found["groups"]) == (73421, {"s": 2972, "d": 1128})
    assert (found["components"], found["converged"]) == (1, True)
    assert found["iterations"] > 0
    assert found["seconds"] > 0
    effects = found["effects"]
    assert effects["s"]["1"]["estimate"] == pytest.approx(0.1587504, abs=1e-5)
    assert effects["d"]["1"]["estimate"] == pytest.approx(0.4129205, abs=1e-5)
    assert effects["s"]["2972"]["estimate"] == pytest.approx(0.2512495, abs=1e-5)


def test_a_slope_and_a_third_group_are_reproduced(measure):
    formula = "y ~ service + (1|s) + (1|d) + (1|dept)"
    found = answer(measure("crossed", STUDENTS, formula, "--json"))
    assert found["loglik"] == pytest.approx(-118866.917064, abs=1e-4)
    assert found["fixed"]["service"]["estimate"] == pytest.approx(-0.0926417, abs=1e-6)
    assert found["fixed"]["service"]["se"] == pytest.approx(0.0133892, abs=1e-6)
    assert found["variances"]["dept"] == pytest.approx(0.0069117, rel=1e-3)


def test_pairs_of_columns_are_groups_too(measure):
    formula = (
        "y ~ factor(criterion) + (1|ratee) + (1|rater) + (1|ratee:rater) + (1|ratee:criterion)"
        " + (1|rater:criterion)"
    )
    found = answer(measure("crossed", DATA / "sim_reviews_400.csv", formula, "--json"))
    exact = json.loads((DATA / "sim_reviews_400_exact.json").read_text())
    assert found["loglik"] == pytest.approx(exact["logLik_REML"], abs=1e-4)
    assert found["variances"]["ratee:rater"] == pytest.approx(exact["dyad"], rel=1e-3)
    assert found["variances"]["residual"] == pytest.approx(exact["residual"], rel=1e-3)
    assert len(found["fixed"]) == 8


def test_however_a_file_is_written_the_answer_is_the_same(measure, given):
    formula = "y ~ kind + (1|who) + (1|by)"
    plain = answer(measure("crossed", given(SMALL), formula, "--json"))
    german = SMALL.replace(",", ";").replace(".", ",").encode("utf-8-sig")
    quoted = SMALL.replace(",", '"\t"').replace("\n", '"\n"').strip('"')
    for content in (german, gzip.compress(german), f'"{quoted}'):
        again = answer(measure("crossed", given(content), formula, "--json"))
        for name in ("loglik", "variances", "fixed", "n", "groups"):
            assert again[name] == plain[name]
    assert list(plain["fixed"]) == ["(Intercept)", "kind[b]"]


def test_rows_with_a_gap_are_left_out_and_counted(measure, given):
    formula = "y ~ kind + (1|who) + (1|by)"
    gaps = "NaN,p1,r1,a\n4,,r1,a\n4,p1,r1,NA\n"
    found = answer(measure("crossed", given(SMALL + gaps), formula, "--json"))
    plain = answer(measure("crossed", given(SMALL), formula, "--json"))
    assert found["loglik"] == plain["loglik"]
    assert found["cautions"][0]["said"] == "3 of 75 rows have an empty cell and were left out."


def test_without_an_intercept_each_level_stands_for_itself(measure, given):
    file = given(SMALL)
    apart = answer(measure("crossed", file, "y ~ 0 + kind + (1|who)", "--json", "--ml"))
    beside = answer(measure("crossed", file, "y ~ kind + (1|who)", "--json", "--ml"))
    assert list(apart["fixed"]) == ["kind[a]", "kind[b]"]
    assert apart["loglik"] == pytest.approx(beside["loglik"], abs=1e-8)
    assert beside["fixed"]["(Intercept)"]["estimate"] == pytest.approx(
        apart["fixed"]["kind[a]"]["estimate"]
    )
    assert (
        beside["loglik"] != answer(measure("crossed", file, "y~kind+(1|who)", "--json"))["loglik"]
    )


def test_the_report_says_it_for_people(measure, given):
    said = measure(
        "crossed", given(SMALL + "5,q1,z1,a\n4,q1,z2,b\n"), "y ~ (1|who) + (1|by)"
    ).stdout
    assert "74 rows, restricted maximum likelihood" in said
    assert "The groups fall into 2 sets that no row ties together" in said


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("y ~ kind", "has no random term"),
        ("y kind", "is no formula"),
        ("y ~ (1|by/who)", "Nested terms such as (1|by/who) are not supported. Write (1|by) + (1|by:who)."),
        ("y ~ (kind|by)", "Random slopes are not supported"),
        ("y ~ kind*by + (1|who)", "Interactions"),
        ("log(y) ~ (1|who)", "On the left of ~ stands one column"),
        ("y ~ log(z) + (1|who)", "“log(z)” is no column name"),
        ("y ~ kind + + (1|who)", "A term is missing"),
        ("y ~ (1|who", "A bracket is not closed"),
        ("y ~ 1|who", "stands in brackets: (1|who)"),
        ("y ~ (1|who) + (1|who)", "(1|who) stands there twice"),
        ("y ~ y + (1|who)", "y cannot explain itself"),
        ("y ~ time-zone + (1|who)", "“- zone” cannot be taken away"),
        ("y ~ (1|residual)", "cannot be called residual"),
        ("y ~ (1|team)", "The column team is missing. There are: y, who, by, kind."),
        ("who ~ (1|by)", "“p0” is no number"),
        ("y ~ (1|row)", "The column row is missing"),
    ],
)  # fmt: skip
def test_what_a_formula_cannot_say_is_refused_in_words(measure, given, formula, why):
    assert why in refusal(measure("crossed", given(SMALL), formula))


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("", "a header and no rows"),
        (",p1,r1,a\n", "No row has something in every column"),
        ("4,p1,r1,a\ninf,p2,r1,a\n", "Line 3, y: “inf” is infinite"),
        ("4,p1,r1,a\n4,p2,r1,b\n4,p1,r2,b\n", "All 3 ratings are equal"),
        ("4,p1,r1,a\n5,p1,r1,b\n", "No variance can be estimated"),
    ],
)
def test_what_rows_cannot_say_is_refused_in_words(measure, given, rows, why):
    assert why in refusal(measure("crossed", given(f"y,who,by,kind\n{rows}"), "y ~ (1|who)"))


def test_a_slip_among_numbers_is_not_taken_for_a_name(measure, given):
    rows = SMALL.replace(",kind", ",tenure").replace(",a\n", ",1\n").replace(",b\n", ",2\n")
    file = given(rows.replace(",2\n", ",x\n", 1) + "3,p1,r9,7\n")
    assert "“x” is no number. If tenure holds names, write factor(tenure)." in refusal(
        measure("crossed", file, "y ~ tenure + (1|who)")
    )
    found = answer(measure("crossed", file, "y ~ factor(tenure) + (1|who)", "--json"))
    assert list(found["fixed"])[1:] == ["tenure[2]", "tenure[7]", "tenure[x]"]


def test_names_in_backquotes_may_hold_anything():
    formula = parse("`my score` ~ `time-zone (h)` + as.factor(x.y) - 1 + (1|`a b`:größe)")
    assert formula.columns == ["my score", "time-zone (h)", "x.y", "a b", "größe"]
    assert (formula.intercept, formula.categories) == (False, {"x.y"})
    assert formula.groups == {"a b:größe": ("a b", "größe")}


@pytest.mark.parametrize("text", ["", "~", "y ~", "~ x", "y ~ x ~ (1|z)", "(1|z)"])
def test_half_a_formula_is_refused(text):
    with pytest.raises(Refused, match="is no formula"):
        parse(text)
