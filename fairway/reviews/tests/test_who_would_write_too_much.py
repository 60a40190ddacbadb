"""Before a launch: whoever would be asked for more than one person can write, all kinds together."""

from datetime import date

import pytest

from fairway.people.models import DottedLine, Person, ReportingChain
from fairway.reviews.models import Review
from fairway.reviews.reading import load
from fairway.reviews.reading.blockers import preview
from fairway.reviews.reading.load import heaviest

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(hire, organisation):
    """team(bo, 12): so many people in Support who report to him."""

    def make(manager, number):
        return [
            hire(f"T{manager.pk}x{n:02} Team", organisation.support, organisation.lisbon, manager)
            for n in range(number)
        ]

    return make


def found(cycle):
    kinds = {one.kind: one for one in cycle.kinds.select_related("template_version")}
    support = Person.objects.active().filter(assignment__unit__in=cycle.rules["units"])
    return {one.name: one for one in heaviest(cycle, kinds, support)}


def words(cycle, actor):
    return [one.words for one in preview(cycle, actor).found if "would write" in one.words]


@pytest.fixture
def lightly(monkeypatch):
    """More than four are too many."""
    monkeypatch.setattr(load, "MANY_FOR_ONE", 4)


def test_all_kinds_count_together(lightly, ana, bo, mia, dee, team, draft):
    team(bo, 3)  # beside Ana
    cycle = draft("self", "manager", "skip", "upward", "dotted")
    one = found(cycle)["Bo Almeida"]
    assert dict(one.reviews) == {"manager": 4, "self": 1}  # his own manager has too few reports
    assert one.number == 5
    kinds = {kind.kind: kind.minutes for kind in cycle.kinds.all()}
    assert one.minutes == 4 * kinds["manager"] + kinds["self"]
    assert dict(found(cycle)["Mia Lindqvist"].reviews) == {"manager": 1, "skip": 4}


def test_what_is_counted_is_what_the_launch_makes(lightly, ana, bo, mia, dee, team, launched):
    team(bo, 4)
    cycle = launched("self", "manager", "skip", "upward", "dotted")
    written = Review.objects.filter(cycle=cycle)
    for name, one in found(cycle).items():
        assert written.filter(reviewer__name=name).count() == one.number


def test_a_dotted_line_beside_the_solid_one_makes_one_review(lightly, bo, team, draft):
    for one in team(bo, 4):
        DottedLine.objects.create(person=one, manager=bo, valid_from=date(2020, 1, 1))
    assert dict(found(draft("manager", "dotted", "self"))["Bo Almeida"].reviews) == {
        "manager": 4,
        "self": 1,
    }


def test_dotted_lines_count_once_for_each_person(lightly, bo, cy, team, draft):
    for one in team(bo, 5):
        for start in (date(2020, 1, 1), date(2021, 1, 1)):
            DottedLine.objects.create(person=one, manager=cy, valid_from=start)
    assert found(draft("dotted"))["Cy Okafor"].number == 5


def test_who_is_asked_for_less_is_not_named(bo, team, draft):
    team(bo, 20)
    assert found(draft("manager")) == {}


def test_the_page_says_how_many_how_long_and_where_it_helps(bo, team, draft, pia, at):
    team(bo, 21)
    cycle = draft("self", "manager", "peer", peers=4)
    (said,) = words(cycle, pia)
    assert said.startswith("Bo Almeida would write 22 reviews, about ")
    assert "With those of colleagues it can be up to 6 more." in said
    page = at(pia).get(f"/reviews/cycles/{cycle.public_id}/steps/verify/").content.decode()
    for step in ("dates", "peers"):
        assert f"/reviews/cycles/{cycle.public_id}/steps/{step}/" in page
    assert preview(cycle, pia).stops == []


def test_the_heaviest_come_first_and_five_at_most(lightly, hire, organisation, team, draft):
    for number in range(7):
        chief = hire(f"Chief{number} Top", organisation.support, organisation.lisbon)
        team(chief, 5 + number)
    cycle = draft("manager")
    assert [one.number for one in found(cycle).values()] == [11, 10, 9, 8, 7]


def test_however_many_there_are_it_is_asked_in_two_queries(
    lightly, bo, mia, team, draft, django_assert_num_queries
):
    team(bo, 12)
    cycle = draft("self", "manager", "skip", "upward", "dotted")
    kinds = {one.kind: one for one in cycle.kinds.all()}
    people = Person.objects.active()
    assert ReportingChain.objects.filter(above=bo, depth=1).count() == 12
    with django_assert_num_queries(2):
        assert heaviest(cycle, kinds, people)
