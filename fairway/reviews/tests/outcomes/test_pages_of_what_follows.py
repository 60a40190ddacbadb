"""The pages: write what comes next, recommend, decide, tell; and nothing that was typed is lost."""

import pytest
from django.urls import reverse

from fairway.feedback.tests.conftest import todos_of
from fairway.foundation.models import Notification
from fairway.reviews.actions.outcomes import write_outcome
from fairway.reviews.actions.recommending import decide_step, propose, tell_person
from fairway.reviews.models import Recommendation, ReviewOutcome
from fairway.reviews.offers.outcomes_personal import erase, export
from fairway.reviews.offers.outcomes_todos import SOURCE

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


def of(name, thing, *more):
    return reverse(f"reviews:{name}", args=[thing.public_id, *more])


def test_bo_writes_what_comes_next_and_finds_it_on_his_list(at, ana_in_it, bo):
    said = {"support": "Two hours a week.", "expectations": "", "capability": "Saying no."}
    assert at(bo).post(of("conclude", ana_in_it), said).status_code == 302
    assert "Two hours a week." in text(at(bo).get(of("conclude", ana_in_it)))
    assert "Ana Reyes" in text(at(bo).get(reverse("reviews:outcomes")))
    assert ReviewOutcome.objects.get().read_capability() == "Saying no."


def test_kept_with_nothing_in_it_says_so_and_an_emptied_draft_is_gone(at, ana_in_it, bo):
    browser, where = at(bo), of("conclude", ana_in_it)
    empty = {"support": "", "expectations": " ", "capability": ""}
    answer = browser.post(where, empty)
    assert answer.status_code == 422
    assert "Nothing is written here yet" in text(answer)
    browser.post(where, {**empty, "support": "Two hours a week."})
    answer = browser.post(where, {**empty, "version": 1}, follow=True)
    assert "the draft is gone" in text(answer)
    assert not ReviewOutcome.objects.exists()


def test_a_stale_page_keeps_what_was_typed_and_shows_what_changed(at, outcome, ana_in_it, bo):
    write_outcome(ana_in_it, actor=bo, support="Newer.", expectations="", capability="", version=1)
    answer = at(bo).post(of("conclude", ana_in_it), {"support": "Typed long ago.", "version": 1})
    assert answer.status_code == 409
    assert "Typed long ago." in text(answer)
    assert "Newer." in text(answer)


def test_a_promotion_that_cannot_be_keeps_what_was_typed(at, ana_in_it, bo):
    where = of("new_recommendation", ana_in_it, "promotion")
    answer = at(bo).post(where, {"profile": "Captain", "words": "A long thought.", "day": "x"})
    assert answer.status_code == 422
    assert "A long thought." in text(answer)
    assert at(bo).get(of("new_recommendation", ana_in_it, "holiday")).status_code == 404


def test_bo_recommends_mia_and_hana_agree_and_ana_reads_it(at, ana_in_it, day, bo, mia, hana, ana):
    said = {"profile": "Support specialist L3", "words": "She leads already.", "day": day}
    at(bo).post(of("new_recommendation", ana_in_it, "promotion"), said)
    made = Recommendation.objects.get()
    assert at(mia).get(made.get_absolute_url()).status_code == 404
    at(bo).post(of("propose", made))
    for one in (mia, hana):
        page = text(at(one).get(made.get_absolute_url()))
        assert "She leads already." in page
        assert "Your yes or no" in page
        made.refresh_from_db()
        decided = at(one).post(
            of("decide_recommendation", made), {"decision": "approve", "version": made.version}
        )
        assert decided.status_code == 302
    assert at(ana).get(made.get_absolute_url()).status_code == 404
    at(bo).post(of("tell_recommendation", made))
    page = text(at(ana).get(made.get_absolute_url()))
    assert "She leads already." in page
    assert "Mia Lindqvist" not in page  # who said yes is for those who decide


def test_a_no_without_a_reason_keeps_the_page(at, proposed, mia):
    answer = at(mia).post(
        of("decide_recommendation", proposed), {"decision": "decline", "version": proposed.version}
    )
    assert answer.status_code == 422
    assert "Say why not" in text(answer)


def test_a_stale_decision_is_answered_409_with_its_words(at, proposed, mia):
    seen = proposed.version
    decide_step(proposed, actor=mia, approve=False, reason="No such role.")
    answer = at(mia).post(
        of("decide_recommendation", proposed),
        {"decision": "decline", "reason": "Typed long ago.", "version": seen},
    )
    assert answer.status_code == 409
    assert "Typed long ago." in text(answer)


def test_whoever_was_declined_reads_why_not_once_told(at, proposed, mia, bo, ana):
    decide_step(proposed, actor=mia, approve=False, reason="No such role yet.")
    tell_person(proposed, actor=bo)
    assert "No such role yet." in text(at(ana).get(proposed.get_absolute_url()))


def test_home_says_what_waits_for_whom(proposed, ana, bo, mia, hana):
    assert [one.title for one in todos_of(mia, SOURCE)] == ["Decide on a promotion of Ana Reyes"]
    assert [list(todos_of(one, SOURCE)) for one in (ana, bo, hana)] == [[], [], []]
    decide_step(proposed, actor=mia, approve=True)
    assert [one.title for one in todos_of(hana, SOURCE)] == ["Decide on a promotion of Ana Reyes"]
    decide_step(proposed, actor=hana, approve=True)
    assert [one.title for one in todos_of(bo, SOURCE)] == ["Tell Ana Reyes what was decided"]


def test_notices_go_to_whoever_may_know(step_in_development, run_jobs, ana, bo, mia):
    propose(step_in_development, actor=bo)
    run_jobs()
    decide_step(step_in_development, actor=mia, approve=True)
    run_jobs()
    assert not Notification.objects.filter(person=ana).exists()
    assert {one.person for one in Notification.objects.all()} == {mia, bo}
    tell_person(step_in_development, actor=bo)
    run_jobs()
    assert Notification.objects.filter(person=ana).count() == 1


def test_she_is_handed_out_what_she_was_told_and_nothing_else(
    outcome, proposed, given, ana, bo, mia
):
    assert [one["kind"] for one in export(ana)] == ["what comes next after a review"]
    decide_step(proposed, actor=mia, approve=False, reason="Not yet.")
    tell_person(proposed, actor=bo)
    assert [one.get("why not") for one in export(ana)] == [None, "Not yet."]


def test_of_a_leaver_the_words_go(outcome, proposed, ana):
    assert erase(ana) == 0
    ana.active = False
    ana.save()
    assert erase(ana) > 0
    assert Recommendation.objects.get().words is None
    assert ReviewOutcome.objects.get().support is None


def test_who_can_see_it_names_the_deciders(at, proposed, bo):
    page = text(at(bo).get(of("recommendation_who", proposed)))
    assert "Mia Lindqvist" in page
    assert "Hana Novák" in page
    assert "Ana Reyes</span" not in page
