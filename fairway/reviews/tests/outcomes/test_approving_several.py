"""Mia approves several recommendations on one page; what cannot be approved keeps no other back."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.feedback.tests.conftest import todos_of
from fairway.foundation.actors import SYSTEM
from fairway.foundation.models import ReadEntry
from fairway.foundation.policy import set_policy
from fairway.reviews.actions.outcomes import give_outcome, write_outcome
from fairway.reviews.actions.recommending import begin_recommendation, decide_step, propose
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.models import ApprovalStep, Recommendation, SharedVersion
from fairway.reviews.offers.outcomes_todos import ASKED_FOR, SOURCE

WHERE, WHY = "reviews:approvals", "She leads the returns already."


@pytest.fixture
def several(about, ana, lee, bo, said, hire, organisation):
    """Bo's promotions of Ana, Lee and Tom, which wait for Mia."""
    tom = hire("Tom Third", organisation.support, organisation.lisbon, bo)
    made = [
        begin_recommendation(about(one, bo), actor=bo, kind="promotion", said=said())
        for one in (ana, lee, tom)
    ]
    return [propose(one, actor=bo) for one in made]


def boxes(*chosen):
    return {"one": [f"{one.public_id}:{one.version}" for one in chosen]}


def states(several):
    return [ApprovalStep.objects.get(recommendation=one, rank=1).state for one in several]


@pytest.mark.django_db
def test_those_that_are_ticked_are_approved_and_no_other(at, several, mia):
    answer = at(mia).post(reverse(WHERE), boxes(*several[:2]))
    assert answer.status_code == 302
    assert states(several) == ["approved", "approved", "waiting"]


@pytest.mark.django_db
def test_what_was_decided_meanwhile_is_named_and_the_others_are_done(at, several, mia):
    ticked = boxes(*several)
    decide_step(several[0], actor=mia, approve=False, reason="Not yet.")
    answer = at(mia).post(reverse(WHERE), ticked)
    assert answer.status_code == 409
    said = answer.content.decode()
    summary = said[said.index("One stays as it was") :]
    assert several[0].person.name in summary[: summary.index("</ul>")]
    assert "decided or changed after you opened the page" in summary
    assert several[1].person.name not in summary[: summary.index("</ul>")]
    assert states(several) == ["declined", "approved", "approved"]


@pytest.mark.django_db
def test_nothing_ticked_and_nonsense_approve_nothing(at, several, mia):
    for typed in ({}, {"one": ["x", "y:z", f"{several[0].public_id}:"]}):
        answer = at(mia).post(reverse(WHERE), typed)
        assert answer.status_code == 422
        assert "Nothing is chosen" in answer.content.decode()
    assert states(several) == ["waiting"] * 3


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["ana", "bo", "hana", "cy", "eva", "pia"])
def test_whoever_it_does_not_wait_for_approves_nothing(at, several, request, who):
    answer = at(request.getfixturevalue(who)).post(reverse(WHERE), boxes(*several))
    assert answer.status_code in (409, 422)
    assert states(several) == ["waiting"] * 3
    if who in ("ana", "cy"):
        assert "Lee Tan" not in answer.content.decode()


@pytest.mark.django_db
def test_the_page_costs_the_same_for_three_as_for_one(
    at, several, mia, django_assert_max_num_queries
):
    browser = at(mia)
    browser.get(reverse(WHERE))
    with django_assert_max_num_queries(12):
        page = browser.get(reverse(WHERE)).content.decode()
    assert page.count('name="one"') == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_by_keyboard_in_a_browser(visit, check, several, mia, width, theme):
    page = visit(reverse("reviews:outcomes"), as_=mia, width=width, theme=theme)
    page.get_by_role("link", name="Approve several").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox")).to_have_count(3)
    check(page)
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]
    page.locator("summary", has_text="Why: Ana Reyes").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(WHY)).to_be_visible()
    expect(page).to_have_title(re.compile("^Approve several"))
    check(page)
    read = ReadEntry.objects.filter(page="reviews.recommendation", reader_id=mia.pk)
    assert [one.subject_id for one in read] == [several[0].person_id]
    for name in ("Ana Reyes", "Lee Tan"):
        page.get_by_role("checkbox", name=name).focus()
        page.keyboard.press("Space")
    decide_step(several[1], actor=mia, approve=True)
    page.get_by_role("button", name="Approve those ticked").focus()
    page.keyboard.press("Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Lee Tan")
    expect(summary).not_to_contain_text("Ana Reyes")
    expect(page.get_by_role("checkbox")).to_have_count(1)
    check(page)
    assert states(several) == ["approved", "approved", "waiting"]


@pytest.fixture
def share(about, bo, hana):
    """share(ana): Bo has given her the review."""

    def make(person):
        participant = about(person, bo)
        release_to_manager(participant, actor=hana)
        give_to_person(participant, actor=bo)
        return participant

    return make


def asked_of(one):
    return [todo.title for todo in todos_of(one, SOURCE)]


@pytest.mark.django_db
def test_once_the_review_is_given_home_asks_its_author_what_comes_next(about, share, ana, lee, bo):
    about(lee, bo)  # written, and not given yet
    participant = share(ana)
    assert asked_of(bo) == ["Say what comes next for Ana Reyes"]
    assert asked_of(ana) == []
    said = {"support": "Time.", "expectations": "", "capability": ""}
    written = write_outcome(participant, actor=bo, **said)
    assert asked_of(bo) == ["Say what comes next for Ana Reyes"]  # she does not have it yet
    give_outcome(written, actor=bo)
    assert asked_of(bo) == []


@pytest.mark.django_db
def test_for_many_people_home_asks_in_one_line(share, ana, lee, bo, hire, organisation):
    for number in range(2):
        share(hire(f"New{number} One", organisation.support, organisation.lisbon, bo))
    share(ana)
    share(lee)
    assert asked_of(bo) == ["Say what comes next for 4 people"]


@pytest.mark.django_db
def test_after_a_month_or_where_the_organisation_asks_for_none_home_is_silent(share, ana, lee, bo):
    share(ana)
    share(lee)
    mine = SharedVersion.objects.filter(person=ana)
    long_ago = mine.get().to_subject_at - 2 * ASKED_FOR
    mine.update(made_at=long_ago, to_subject_at=long_ago)
    assert asked_of(bo) == ["Say what comes next for Lee Tan"]
    set_policy("reviews.outcome_asked", False, actor=SYSTEM)
    assert asked_of(bo) == []
    assert not Recommendation.objects.exists()
