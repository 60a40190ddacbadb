"""Gaps come with n and an interval; small groups are held back, with whatever would tell of them."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.measurement import audit_releases
from fairway.people.models import Appointment, SensitiveAttribute, SensitiveOptIn
from fairway.reviews.actions.calibrating import add_calibrators, close_session, open_session
from fairway.reviews.actions.calibrating_gaps import reckon_gaps
from fairway.reviews.actions.calibrating_refused import GapsTold, SessionsGoOn
from fairway.reviews.calibrating_comparing import (
    FEWEST,
    FEWEST_TO_FLAG,
    Ends,
    Gap,
    Rated,
    along_hours,
    compare,
    judged,
    safe_groups,
)
from fairway.reviews.models import GapRelease
from fairway.reviews.reading.calibrating_gaps import Comparison, gaps_of


def rated(group, ratings, start=0):
    return [
        Rated(start + place, rating, f"rater-{place % 6}", "L3", group)
        for place, rating in enumerate(ratings)
    ]


def test_a_gap_that_is_there_is_found_with_n_and_an_interval():
    rows = rated("On site", [3, 4, 4, 5, 3, 4] * 6) + rated("Remote", [2, 3, 3, 2, 2, 3] * 6, 100)
    (gap,) = compare(rows, reference="On site")
    assert (gap.group, gap.reference, gap.people, gap.of) == ("Remote", "On site", 36, 36)
    assert gap.found.low <= gap.found.value <= gap.found.high < 0
    assert gap.worth_a_look


def test_a_gap_that_is_not_there_is_not():
    rows = rated("On site", [3, 4, 4, 2, 3, 4] * 6) + rated("Remote", [4, 3, 4, 3, 2, 4] * 6, 100)
    (gap,) = compare(rows, reference="On site")
    assert gap.found.low <= 0 <= gap.found.high
    assert not gap.worth_a_look


def test_of_fewer_than_five_nothing_is_said_not_even_how_many():
    rows = rated("On site", [3, 4, 4, 5, 3, 4]) + rated("Remote", [2, 3, 3, 2], 100)
    (gap,) = compare(rows, reference="On site")
    assert (gap.hidden, gap.people, gap.of, gap.found) == (True, 0, 0, None)


def test_where_all_are_rated_alike_it_cannot_be_said():
    rows = rated("On site", [3] * 8) + rated("Remote", [3] * 8, 100)
    (gap,) = compare(rows, reference="On site")
    assert (gap.hidden, gap.found, gap.worth_a_look) == (False, None, False)


def apart(p, people=FEWEST_TO_FLAG):
    return Gap("A", "B", people, FEWEST_TO_FLAG, p=p, p_within=p)


def test_the_more_is_looked_at_the_less_of_it_is_worth_a_look():
    assert [one.worth_a_look for one in judged([[apart(0.04)]])[0]] == [True]
    ways = judged([[apart(0.04), apart(0.9)], [apart(0.8), apart(None)]])
    assert not any(one.worth_a_look for gaps in ways for one in gaps)


def test_of_fewer_than_ten_nobody_is_sent_to_look():
    assert not judged([[apart(0.001, FEWEST_TO_FLAG - 1)]])[0][0].worth_a_look


def test_each_line_says_what_is_left_of_a_gap():
    """A strict manager of remote people: none of it is left among people of one manager."""
    rows = []
    for manager in range(12):
        strict = manager < 2
        for place in range(6):
            away = place < (5 if strict else 1)
            rating = 2 + (place * 7 + manager) % 3 + (0 if strict else 1)
            group = "Remote" if away else "On site"
            rows.append(Rated((manager, place), rating, f"m{manager}", "L3", group))
    (gap,) = compare(rows, reference="On site")
    assert gap.found.value < -0.3
    assert gap.alike.value == pytest.approx(gap.found.value)
    assert abs(gap.within.value) < 0.2
    assert not gap.worth_a_look


def test_where_each_manager_has_people_of_one_kind_alone_it_is_said():
    rows = rated("On site", [3, 4, 4, 5, 3, 4] * 6)
    rows += [
        replace(one, rater=f"far {one.rater}")
        for one in rated("Remote", [2, 3, 3, 2, 2, 3] * 6, 100)
    ]
    (gap,) = compare(rows, reference="On site")
    assert (gap.inseparable, gap.within, gap.worth_a_look) == (True, None, False)
    assert gap.perhaps == "inseparable"


def test_where_too_few_share_a_manager_that_is_said_and_not_that_nobody_could_tell():
    """One manager alone has people of both, and only two of them."""
    rows = rated("On site", [3, 4, 4, 5, 3, 4] * 6)
    rows += [
        replace(one, rater=f"far {one.rater}")
        for one in rated("Remote", [2, 3, 3, 2, 2, 3] * 6, 100)
    ]
    rows += [Rated(500, 4, "both", "L3", "On site"), Rated(501, 3, "both", "L3", "Remote")]
    (gap,) = compare(rows, reference="On site")
    assert (gap.within, gap.inseparable, gap.few) == (None, False, True)
    assert Gap.from_json(gap.as_json()).few
    told = render_to_string(
        "reviews/calibrating/_comparisons.html", {"comparisons": [Comparison("Where", (gap,), "")]}
    )
    assert "too few people of one manager to say" in told
    assert "cannot be told apart from the manager" not in told


def test_what_may_be_how_strict_a_manager_is_is_not_called_worth_a_review():
    across = Gap("A", "B", 20, 20, p=0.001, p_within=0.5)
    assert [(one.worth_a_look, one.perhaps) for one in judged([[across]])[0]] == [(False, "raters")]


def clocks(hours, lower, start=0):
    """Six managers, each with people near and far; each hour costs so much."""
    return [
        Rated(start + place, 4 + place % 2 - lower * h, f"m{place % 6}", "L3", "", float(h))
        for place, h in enumerate(hours)
    ]


def test_each_hour_between_clocks_has_a_slope_with_its_interval_and_n():
    gap = along_hours(clocks([0] * 18 + [1] * 6 + [5] * 12, 0.2), "An hour more", "the clock")
    assert (gap.people, gap.of) == (18, 18)
    assert gap.found.low <= gap.found.value <= gap.found.high < 0
    assert gap.within.value == pytest.approx(-0.2, abs=0.02)


def test_of_few_who_are_hours_away_nothing_is_said():
    gap = along_hours(clocks([0] * 18 + [5] * 4, 0.2), "An hour more", "the clock")
    assert (gap.hidden, gap.people, gap.of, gap.found) == (True, 0, 0, None)
    assert along_hours(clocks([0] * 18, 0.2), "An hour more", "the clock") is None


def test_what_was_told_before_is_read_without_what_it_did_not_say():
    kept = Gap("A", "B", 20, 20, found=Ends(-0.4, -0.6, -0.2), worth_a_look=True).as_json()
    del kept["within"], kept["inseparable"], kept["p_within"], kept["perhaps"]
    gap = Gap.from_json(kept)
    assert (gap.found.said, gap.found.between) == ("−0.40", ("−0.60", "−0.20"))
    assert (gap.within, gap.worth_a_look) == (None, True)


def test_of_nobody_there_is_nothing():
    assert compare([]) == []
    assert compare(rated("On site", [3, 4, 5, 3, 4])) == []


memberships = st.dictionaries(
    st.sampled_from([f"{kind}{value}" for kind in "ab" for value in "123"]),
    st.sets(st.integers(0, 24), min_size=1, max_size=25),
    max_size=6,
)


@settings(max_examples=150)
@given(memberships)
def test_from_what_is_shown_no_small_group_can_be_worked_out(groups):
    kept = safe_groups(groups)
    assert all(len(groups[name]) >= FEWEST for name in kept)
    assert not kept or audit_releases({name: groups[name] for name in kept}, FEWEST).safe


@pytest.fixture
def finn(hire, organisation):
    finn = hire("Finn Fair", organisation.shops, organisation.lisbon)
    Appointment.objects.create(person=finn, role="fairness", valid_from=date(2024, 1, 8))
    return finn


@pytest.fixture
def crowd(cycle, rate, crowd_of, organisation, bo, hana):
    """Twelve women and twelve men, and two who said something else; sealed, and opted in for."""
    from fairway.reviews.actions.calibrating import make_session

    SensitiveOptIn.objects.create(kind="sex")
    said = ["woman"] * 12 + ["man"] * 12 + ["other"] * 2
    people = crowd_of(bo, len(said))
    for number, (person, value) in enumerate(zip(people, said, strict=True)):
        rate(person, 2 + number % 3, by=bo)
        row = SensitiveAttribute(person=person, kind="sex")
        row.seal_value(value)
        row.save()
    session = make_session(cycle, actor=hana, unit=organisation.support)
    add_calibrators(session, actor=hana, people=[bo])
    return open_session(session, actor=hana)


@pytest.mark.django_db
def test_protected_attributes_are_told_once_when_all_is_locked(cycle, crowd, finn, hana):
    with pytest.raises(SessionsGoOn):
        reckon_gaps(cycle, actor=finn)
    close_session(crowd, actor=hana)
    told = reckon_gaps(cycle, actor=finn)
    (kind,) = told.content
    shown = {gap["group"]: gap["hidden"] for gap in kind["gaps"]}
    assert kind["kind"] == "sex"
    assert shown.pop("")
    assert set(shown) <= {"woman", "man"}, "that somebody is of a small group is not told either"
    assert list(shown.values()) == [False]
    with pytest.raises(GapsTold):
        reckon_gaps(cycle, actor=finn)


@pytest.mark.django_db
def test_only_fairness_analysts_ask_for_them_or_read_them(
    cycle, crowd, finn, hana, pia, eva, bo, mia, ana
):
    close_session(crowd, actor=hana)
    for other in (hana, pia, eva, bo, mia, ana):
        with pytest.raises(PermissionDenied):
            reckon_gaps(cycle, actor=other)
    reckon_gaps(cycle, actor=finn)
    for other in (hana, pia, eva, bo, mia, ana):
        assert not GapRelease.objects.allowed(other).exists()
    assert GapRelease.objects.allowed(finn).exists()


@pytest.mark.django_db
def test_fairness_analysts_find_the_way_there(cycle, crowd, finn, hana, at):
    address = reverse("reviews:cycle_gaps", args=[cycle.public_id])
    there = reverse("reviews:calibrations")
    assert address in at(finn).get(there).content.decode()
    assert address not in at(hana).get(there).content.decode()
    assert there in at(finn).get(reverse("reviews:overview")).content.decode()


@pytest.mark.django_db
def test_a_fairness_analyst_of_one_unit_does_not(cycle, crowd, finn, hana, organisation):
    Appointment.objects.filter(person=finn).update(unit=organisation.support)
    close_session(crowd, actor=hana)
    with pytest.raises(PermissionDenied):
        reckon_gaps(cycle, actor=finn)


@pytest.mark.django_db
def test_what_nobody_opted_in_for_is_not_read(cycle, crowd, finn, hana):
    SensitiveOptIn.objects.all().delete()
    close_session(crowd, actor=hana)
    assert reckon_gaps(cycle, actor=finn).content == []


@pytest.mark.django_db
def test_in_a_session_people_are_held_beside_each_other_by_where_they_work(crowd, hana):
    people = [one.person for one in crowd.placements.select_related("person__assignment")]
    for number, person in enumerate(people):
        person.assignment.work_mode = "remote" if number % 2 else "on_site"
        person.assignment.save()
    headings = {one.heading: one for one in gaps_of(crowd, hana)}
    (gap,) = headings["Where they work"].gaps
    assert (gap.group, gap.reference, gap.people, gap.of) == ("Remote", "On site", 13, 13)
    assert "sex" not in str(headings)


@pytest.mark.django_db
def test_in_a_session_hours_between_clocks_stand_beside_it(crowd, hana, bo):
    people = [one.person for one in crowd.placements.select_related("person")]
    for number, person in enumerate(people):
        person.time_zone = "Asia/Tokyo" if number % 2 else "Europe/Lisbon"
        person.save(update_fields=["time_zone"])
    bo.time_zone = "Europe/Lisbon"
    bo.save(update_fields=["time_zone"])
    found = {one.heading: one for one in gaps_of(crowd, hana)}
    (gap,) = found["Hours between clocks"].gaps
    assert (gap.people, gap.of) == (13, 13)
