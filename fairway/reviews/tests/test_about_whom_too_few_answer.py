"""Before a launch: about how many people too few would answer for anything to be shown."""

import pytest

from fairway.reviews.actions.cycles import set_peers, set_visibility
from fairway.reviews.models import Review
from fairway.reviews.reading.blockers import preview

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(hire, organisation):
    """team(bo, 4): so many people in Support who report to him."""

    def make(manager, number):
        return [
            hire(
                f"T{manager.pk}x{number}x{n} Team",
                organisation.support,
                organisation.lisbon,
                manager,
            )
            for n in range(number)
        ]

    return make


def warnings(cycle, actor, about="report to"):
    """Sentences of the last step with these words; none of them stops the launch."""
    cycle.refresh_from_db()
    found = preview(cycle, actor)
    assert found.stops == []
    return [one.words for one in found.found if about in one.words]


def test_where_reports_alone_answer_everybody_without_enough_of_them_is_counted(
    bo, cy, team, draft, pia
):
    people = [bo, *team(bo, 4), *team(cy, 2)]  # Bo has enough; nobody else of these has
    cycle = draft("upward")
    of = preview(cycle, pia).people
    assert of >= len(people)
    assert warnings(cycle, pia) == [
        f"About {of - 1} of {of} people no reports are asked, so nothing will be shown: fewer than "
        "4 report to each."
    ]


def test_where_others_answer_too_only_those_who_lead_are_counted(bo, ana, team, draft, pia):
    team(bo, 4)  # and Ana
    team(ana, 3)
    assert warnings(draft("self", "manager", "upward"), pia) == [
        "About 1 of 2 people who lead others no reports are asked: fewer than 4 report to them, "
        "and nothing of what these say could be shown."
    ]


def test_whoever_has_enough_is_about_whom_the_launch_asks(bo, ana, team, launched, draft, pia):
    team(bo, 4)
    team(ana, 3)
    before = draft("self", "upward")
    (words,) = warnings(before, pia)
    without, of = int(words.split()[1]), int(words.split()[3])
    asked = Review.objects.filter(cycle=launched("self", "upward"), kind="upward")
    assert asked.values("participant").distinct().count() == of - without


def test_with_just_enough_it_says_that_all_of_them_must_answer(bo, ana, team, draft, pia):
    team(bo, 3)  # beside Ana
    (words,) = warnings(draft("manager", "upward"), pia, "unless")
    assert words == "1 person has just 4 reports: nothing is shown unless all of them answer."
    team(bo, 5)
    assert warnings(draft("manager", "upward"), pia, "unless") == []


def test_it_says_where_that_can_be_mended(bo, ana, team, draft, pia, at):
    team(bo, 4)
    cycle = draft("upward")
    at_people, at_threshold = (
        f"/reviews/cycles/{cycle.public_id}/steps/{step}/" for step in ("people", "visibility")
    )
    (found,) = [one for one in preview(cycle, pia).found if "report to" in one.words]
    assert found.more == ("people",)  # fewer cannot be asked for
    set_visibility(cycle, actor=pia, threshold=5, overall_rating=True, asks_pay=False)
    cycle.refresh_from_db()
    page = at(pia).get(f"/reviews/cycles/{cycle.public_id}/steps/verify/").text
    note = page[page.index("report to") :]
    assert at_people in note[: note.index("</div>")]
    assert at_threshold in note[: note.index("</div>")]


def test_where_names_of_reports_are_known_nobody_is_too_few(bo, team, draft, pia):
    team(bo, 2)
    cycle = draft("upward")
    cycle.kinds.update(anonymous=False)
    assert warnings(cycle, pia) == []


def test_peers_who_may_be_fewer_than_must_answer(ana, bo, draft, pia):
    cycle = draft("self", "peer", peers=4)
    assert warnings(cycle, pia, "peers") == []
    how = {"people_nominate": True, "most_for_one": 6, "peers_most": 5}
    set_peers(cycle, actor=pia, peers_least=2, **how)
    assert warnings(cycle, pia, "peers") == [
        "Naming 2 peers is enough, but it takes 4 answers before anything is shown: of whoever "
        "names fewer, there may be nothing. Ask for at least 4."
    ]
    how["people_nominate"] = False  # as many as wanted are chosen
    set_peers(cycle, actor=pia, peers_least=2, **how)
    assert warnings(cycle, pia, "peers") == []
