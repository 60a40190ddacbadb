"""Part-time and full-time, Lisbon and Manila: a planted gap is found where it is, and nowhere else."""

import random
import re

import pytest
from django.urls import reverse

from fairway.people.models import Assignment, Location
from fairway.reviews.actions.calibrating import add_calibrators, make_session, open_session
from fairway.reviews.reading.calibrating_gaps import gaps_of

pytestmark = pytest.mark.django_db
TEAMS, OF_A_TEAM = 6, 6
FULL, PART = 38 * 60, 20 * 60
HOURS, PLACE = "Contracted hours", "Location"


def is_part_time(number):
    return number % 3 == 0


def is_in_manila(number):
    return number % 2 == 0


def nobody(number):
    return False


@pytest.fixture
def session_where(cycle, rate, crowd_of, organisation, hana):
    """session_where(is_part_time): six managers with six people each; these are a point lower."""

    def make(is_lower, oslo=0):
        places = {True: organisation.manila, False: organisation.lisbon}
        far = Location.objects.create(name="Oslo", country="NO", time_zone="Europe/Oslo")
        managers, chance = crowd_of(None, TEAMS), random.Random(20261101)
        for team, manager in enumerate(managers):
            for number, person in enumerate(crowd_of(manager, OF_A_TEAM)):
                there = team < oslo and number == OF_A_TEAM - 1
                Assignment.objects.filter(pk=person.assignment_id).update(
                    weekly_minutes=PART if is_part_time(number) else FULL,
                    location=far if there else places[is_in_manila(number)],
                )
                swayed = chance.randrange(2)
                rate(person, 3 + swayed + (not is_lower(number)), by=manager)
        session = make_session(cycle, actor=hana, unit=organisation.support)
        add_calibrators(session, actor=hana, people=managers[:1])
        return open_session(session, actor=hana)

    return make


def ways(session, viewer):
    return {one.heading: one for one in gaps_of(session, viewer)}


def line(client, session, group):
    """What the page says of one group, tag by tag."""
    page = client.get(
        reverse("reviews:calibration_gaps", args=[session.public_id])
    ).content.decode()
    row = re.search(rf'<tr><th scope="row">{group}</th>(.*?)</tr>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", row[1]).split())


def test_a_gap_by_contracted_hours_is_found_with_n_and_interval(session_where, hana, at):
    session = session_where(is_part_time)
    (gap,) = ways(session, hana)[HOURS].gaps
    assert (gap.group, gap.reference) == ("Part time", "Full time")
    assert (gap.people, gap.of) == (12, 24)
    assert gap.found.value == pytest.approx(-1, abs=0.4)
    assert gap.found.high < 0
    assert gap.within.high < 0
    said = line(at(hana), session, "Part time")
    assert said.startswith("12 / 24 ")
    assert f"{gap.found.said} ({gap.found.between[0]} to {gap.found.between[1]})" in said
    assert said.endswith("worth a review")


def test_a_gap_by_location_is_found_with_n_and_interval(session_where, hana, at):
    session = session_where(is_in_manila)
    (gap,) = ways(session, hana)[PLACE].gaps
    assert {gap.group, gap.reference} == {"Manila", "Lisbon"}
    assert (gap.people, gap.of) == (18, 18)
    lower = -1 if gap.group == "Manila" else 1
    assert gap.found.value * lower == pytest.approx(1, abs=0.4)
    assert min(gap.found.low * lower, gap.found.high * lower) > 0
    said = line(at(hana), session, gap.group)
    assert said.startswith("18 / 18 ")
    assert said.endswith("worth a review")


@pytest.mark.parametrize(
    ("is_lower", "other"),
    [(is_part_time, PLACE), (is_in_manila, HOURS), (nobody, HOURS), (nobody, PLACE)],
)
def test_where_none_was_planted_none_is_called_worth_a_review(session_where, hana, is_lower, other):
    assert not any(one.worth_a_look for one in ways(session_where(is_lower), hana)[other].gaps)


def test_a_place_of_few_is_held_back_and_not_even_counted(session_where, hana, at):
    session = session_where(is_in_manila, oslo=4)
    gaps = {one.group: one for one in ways(session, hana)[PLACE].gaps}
    held_back = gaps["Oslo"]
    assert (held_back.hidden, held_back.people, held_back.of) == (True, 0, 0)
    assert held_back.found is held_back.alike is held_back.within is None
    assert line(at(hana), session, "Oslo") == "hidden: too few people, or too few others"
    shown = [one for one in gaps.values() if not one.hidden]
    assert [one.people + one.of for one in shown] == [32]


def test_of_few_who_work_part_time_nothing_is_said(session_where, hana, at):
    session = session_where(is_part_time)
    few = Assignment.objects.filter(weekly_minutes=PART).order_by("pk").values_list("pk", flat=True)
    Assignment.objects.filter(pk__in=list(few)[4:]).update(weekly_minutes=FULL)
    (gap,) = ways(session, hana)[HOURS].gaps
    assert (gap.group, gap.hidden, gap.people, gap.found) == ("Part time", True, 0, None)
    assert line(at(hana), session, "Part time") == "hidden: too few people, or too few others"


def test_whose_hours_nobody_knows_is_in_neither_group(session_where, hana):
    session = session_where(is_part_time)
    full = (
        Assignment.objects.filter(weekly_minutes=FULL).order_by("pk").values_list("pk", flat=True)
    )
    Assignment.objects.filter(pk__in=list(full)[:4]).update(weekly_minutes=None)
    (gap,) = ways(session, hana)[HOURS].gaps
    assert (gap.people, gap.of) == (12, 20)
