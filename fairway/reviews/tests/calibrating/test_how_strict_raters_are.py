"""What the model says is kept beside ratings and moves none; what the data cannot say is not said."""

import html
import random
import re

import pytest
from django.urls import reverse

from fairway.reviews.actions.calibrating import add_calibrators, make_session, open_session
from fairway.reviews.actions.calibrating_severity import FEWEST_OF_BOTH, _sources, fit_ratings
from fairway.reviews.calibrating_comparing import from_json
from fairway.reviews.models import Placement, RaterSeverity, RatingFit
from fairway.reviews.reading.calibrating_given import Given
from fairway.reviews.reading.calibrating_severity import Strictness, strictness_of

pytestmark = pytest.mark.django_db
STRICT, MILD, PLAIN = -1.2, 1.2, 0.0
TEAMS, OF_A_TEAM = 12, 6


def point(value):
    return min(5, max(1, round(value)))


@pytest.fixture
def company_of(cycle, rate, crowd_of):
    """Twelve managers of six people each, whom five others rate as well. The first is strict by 1.2
    points, the second mild by as much."""

    def make(kind):
        chance = random.Random(20261101)
        managers = crowd_of(None, TEAMS)
        lean = {managers[0]: STRICT, managers[1]: MILD}
        for manager in managers:
            for person in crowd_of(manager, OF_A_TEAM):
                true = chance.gauss(3, 0.6)
                others = [one for one in managers if one != manager]
                for rater in [manager, *chance.sample(others, 5)]:
                    given = point(true + lean.get(rater, PLAIN) + chance.gauss(0, 0.3))
                    how = "manager" if rater == manager else kind
                    rate(person, given, by=rater, kind=how, all_alike=True)
        return managers

    return make


@pytest.fixture
def company(company_of):
    return company_of("peer")


@pytest.fixture
def session_of(cycle, organisation, hana):
    def make(*calibrators):
        session = make_session(cycle, actor=hana, unit=organisation.support)
        add_calibrators(session, actor=hana, people=calibrators)
        return open_session(session, actor=hana)

    return make


def test_the_strict_and_the_mild_are_found_and_nobody_else(cycle, company):
    fit_ratings(cycle)
    clear = {
        one.rater: one.shift
        for one in RaterSeverity.objects.filter(shift__isnull=False)
        if one.low > 0 or one.high < 0
    }
    assert clear[company[0]] < -0.5
    assert clear[company[1]] > 0.5
    assert len(clear) <= 4  # of ten others one in twenty lies beside nought by chance
    named = RaterSeverity.objects.filter(stands_out=True)
    assert {one.rater for one in named} == {company[0], company[1]}


def test_no_rating_is_moved_by_it(cycle, company, session_of, hana):
    session = session_of(company[0])
    before = list(session.placements.values_list("proposed", "rating", "final", "version"))
    fit_ratings(cycle)
    assert list(session.placements.values_list("proposed", "rating", "final", "version")) == before
    assert session.placements.exclude(adjusted=None).count() == TEAMS * OF_A_TEAM


def test_the_adjusted_view_stands_with_its_interval(cycle, company, session_of):
    session = session_of(company[0])
    fit_ratings(cycle)
    for one in session.placements.all():
        assert one.adjusted_low < one.adjusted < one.adjusted_high


def test_of_fewer_colleagues_than_were_promised_nothing_is_adjusted(cycle, company, session_of):
    type(cycle).objects.filter(pk=cycle.pk).update(threshold=6)
    cycle.refresh_from_db()
    session_of(company[0])
    fit_ratings(cycle)
    assert not Placement.objects.exclude(adjusted=None).exists()


def test_one_who_answered_in_confidence_cannot_be_worked_out(
    cycle, company_of, session_of, rate, cy
):
    """All others are named, and HR reads each of them; Cy is alone in what he said."""
    managers = company_of("dotted")
    session = session_of(managers[0])
    of_the_first = session.placements.filter(rater=managers[0])
    person = of_the_first.first().person
    rate(person, 5, by=cy, kind="peer", all_alike=True)
    fit_ratings(cycle)
    hidden = RaterSeverity.objects.filter(shift=None)
    assert [(one.rater, one.why["code"]) for one in hidden] == [(managers[0], "few_colleagues")]
    assert [one.person for one in session.placements.filter(adjusted=None)] == [person]


def test_where_nobody_else_rated_the_same_people_it_says_so(cycle, session, ana, bo, mia):
    fit_ratings(cycle)
    assert RaterSeverity.objects.count() == 2
    for one in RaterSeverity.objects.all():
        assert (one.shift, one.low, one.high) == (None, None, None)
        assert from_json(one.why).in_words()
    assert not Placement.objects.exclude(adjusted=None).exists()


def test_where_it_is_the_same_for_everybody_it_is_said_once(cycle, opened, hana, at):
    fit_ratings(cycle)
    found = strictness_of(opened, hana)
    page = reverse("reviews:calibration_strictness", args=[opened.public_id])
    shown = at(hana).get(page).content.decode()
    assert shown.count("nobody else rated the same people") == 1
    assert "criterion" not in " ".join(found.cautions), "parts of the model are no words for people"


def lines_of(page):
    """The words of each rater's line: name, picture and number, without tags."""
    rows = page.partition('<div class="fy-rows">')[2].partition("</div>")[0]
    pictures = re.sub(r'<svg[^>]*aria-label="([^"]*)".*?</svg>', r" [\1] ", rows, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", pictures)).split())


def test_the_page_says_how_strict_each_is_with_its_interval(cycle, company, session_of, hana, at):
    session = session_of(company[0])
    fit_ratings(cycle)
    row = RaterSeverity.objects.get(rater=company[0])
    found = next(one for one in strictness_of(session, hana).raters if one.rater == row.rater)
    low, high = found.between
    page = reverse("reviews:calibration_strictness", args=[session.public_id])
    shown = at(hana).get(page).content.decode()
    sentence = f"{row.rater.name}: {found.signed} points, likely between {low} and {high}"
    assert f"[{sentence}] {found.signed} ({low} to {high})" in lines_of(shown)
    assert low.startswith("\N{MINUS SIGN}")
    assert high.startswith("\N{MINUS SIGN}")
    assert f"<b>{found.signed}</b>" in shown
    assert "with 95 % intervals" in shown


def test_beside_others_who_can_be_compared_it_says_of_whom_it_cannot(
    cycle, company, session_of, rate, hana, at, ana, bo
):
    rate(ana, 4, by=bo, all_alike=True)
    session = session_of(company[0])
    fit_ratings(cycle)
    page = reverse("reviews:calibration_strictness", args=[session.public_id])
    said = lines_of(at(hana).get(page).content.decode())
    assert f"{bo.name} Cannot be said: nobody else rated the same people. —" in said
    assert said.count("Cannot be said") == 1
    assert said.count("likely between") == TEAMS


def test_with_no_ratings_at_all_it_says_that(cycle):
    fit = fit_ratings(cycle)
    assert (fit.ratings, [one["code"] for one in fit.cautions]) == (0, ["cannot"])


def test_when_all_ratings_are_alike_it_says_that(cycle, rate, ana, lee, bo):
    rate(ana, 3, by=bo)
    rate(lee, 3, by=bo)
    assert [one["code"] for one in fit_ratings(cycle).cautions] == ["cannot"]


def test_reckoned_again_it_is_there_once(cycle, session):
    fit_ratings(cycle)
    fit_ratings(cycle)
    assert RatingFit.objects.count() == 1
    assert RaterSeverity.objects.count() == 2


def test_nobody_hears_how_strict_a_colleague_was_who_answered_in_confidence(
    cycle, rate, ana, bo, cy
):
    rate(ana, 4, by=bo)
    rate(ana, 2, by=cy, kind="peer")
    fit_ratings(cycle)
    assert [one.rater for one in RaterSeverity.objects.all()] == [bo]


def test_it_is_read_where_ratings_are_compared_and_never_of_those_above(
    cycle, opened, ana, bo, mia, hana, cy, eva
):
    fit_ratings(cycle)
    read = {
        who: {one.rater for one in RaterSeverity.objects.allowed(who)}
        for who in (ana, bo, mia, hana, cy, eva)
    }
    assert read[hana] == {bo, mia}
    assert read[mia] == {bo, mia}
    assert read[bo] == {bo}
    assert read[ana] == read[cy] == read[eva] == set()


def test_before_it_is_reckoned_the_page_says_that_it_comes(opened, hana):
    found = strictness_of(opened, hana)
    assert found.raters == ()
    assert found.cautions


@pytest.mark.parametrize(
    ("shift", "said"), [(0.161, "+0.16"), (-0.094, "\N{MINUS SIGN}0.09"), (-0.004, "0.00")]
)
def test_a_number_has_a_sign_unless_it_is_nothing_when_rounded(shift, said):
    assert Strictness(None, 6, shift, shift - 1, shift + 1, "").signed == said


def by_managers(managers):
    """Each rates three people: one on site, one hybrid, one remote; a colleague rates the last."""
    rows = [
        (3 * manager + place, f"m{manager}", "overall", 3, "manager")
        for manager in range(managers)
        for place in range(3)
    ]
    modes = {ratee: ("on_site", "hybrid", "remote")[ratee % 3] for ratee, *_ in rows}
    return [*rows, (2, "colleague", "overall", 3, "peer")], modes


def sources_of(rows, modes):
    return _sources(Given(*zip(*rows, strict=True)), modes)


def test_what_managers_rate_remote_people_is_no_habit_of_those_who_lead_them():
    sources = sources_of(*by_managers(FEWEST_OF_BOTH))
    assert sources[:3] == ["manager", "manager of hybrid", "manager of remote"]
    assert sources[-1] == "peer"


def test_of_few_managers_how_strict_they_are_is_not_taken_for_what_is_usual():
    assert set(sources_of(*by_managers(FEWEST_OF_BOTH - 1))) == {"manager", "peer"}
    rows, modes = by_managers(9)
    apart = [one for one in rows if modes[one[0]] == "remote" or one[1] in {"m0", "m1"}]
    assert set(sources_of(apart, modes)) == {"manager", "peer"}
