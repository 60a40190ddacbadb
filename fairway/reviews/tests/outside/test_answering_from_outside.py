"""Behind the code: kept while they type and between visits, sent once, sealed, or kindly declined."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from fairway.foundation.actors import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.policy import set_policy
from fairway.people.days import organisation_day
from fairway.reviews.actions.keeping import remove_review, reopen_review
from fairway.reviews.actions.outside import who_answers
from fairway.reviews.actions.outside_writing import decline_from_outside
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.actions.writing_refused import AlreadySent
from fairway.reviews.models import Answer, AnswerVersion, OutsideInvitation, Review, Said
from fairway.reviews.models.writing import asked_in, unsealed

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SAID = "Kim saw it in March"


@pytest.fixture
def asked(invitation):
    """The first question."""
    return asked_in(invitation.review)[0]


def the_review(invitation):
    return Review.objects.get(pk=invitation.review_id)


def test_the_form_shows_the_name_the_promise_and_the_questions_and_nothing_else(
    enter, path_to, invitation, ana, bo, hana
):
    page = enter().get(path_to("outside_review")).content.decode()
    assert ana.name in page
    assert "at least 4 have answered" in page
    assert all(str(one.text) in page for one in asked_in(invitation.review))
    for other in (bo.name, hana.name):
        assert other not in page


def test_what_they_type_is_kept_by_itself(enter, path_to, invitation, asked):
    data = {"page": "one", "number": 1, f"q_{asked.public_id}": SAID}
    answer = enter().post(path_to("outside_review"), data, headers=HTMX)
    assert answer.status_code == 200
    assert "Saved" in answer.content.decode()
    (kept,) = unsealed(Answer.objects.filter(review=invitation.review))
    assert kept.text == SAID


def test_what_is_kept_lies_sealed(enter, path_to, typed, invitation):
    enter().post(path_to("outside_review"), typed(SAID))
    rows = [*Answer.objects.values(), *AnswerVersion.objects.values()]
    assert rows
    assert {(one["value"], one["text"]) for one in rows} == {(None, "")}
    assert not [one for one in rows if SAID.encode() in bytes(one["sealed"])]


def test_a_draft_is_there_at_the_next_visit_in_another_browser(
    enter, path_to, typed, client, invitation
):
    answer = enter().post(path_to("outside_review"), {**typed(SAID), "later": "1"})
    assert answer.status_code == 302
    client.cookies.clear()
    assert SAID not in client.get(path_to("outside_review"), follow=True).content.decode()
    assert SAID in enter().get(path_to("outside_review")).content.decode()
    assert the_review(invitation).state == "open"


def test_they_send_once_and_it_is_locked(enter, path_to, typed, invitation):
    browser, data = enter(), typed(SAID)
    assert "Thank you" in browser.post(path_to("outside_review"), data).content.decode()
    sent = the_review(invitation)
    assert sent.state == "submitted"
    assert AnswerVersion.objects.filter(sent_in=1).count() == len(asked_in(sent))
    again = browser.post(path_to("outside_review"), data)  # a double click, a second try
    assert again.status_code == 200
    assert the_review(invitation).submitted_at == sent.submitted_at
    assert Event.objects.filter(kind="reviews.submitted").count() == 1


def test_what_was_sent_they_read_no_more(enter, path_to, typed):
    browser = enter()
    browser.post(path_to("outside_review"), typed(SAID))
    page = browser.get(path_to("outside_review")).content.decode()
    assert "Thank you" in page
    assert SAID not in page


def test_a_stale_page_that_says_something_else_is_told_so_with_what_was_typed(
    enter, path_to, typed, invitation
):
    browser = enter()
    browser.post(path_to("outside_review"), typed(SAID))
    stale = browser.post(path_to("outside_review"), typed("Said on the older page"))
    assert stale.status_code == 409
    page = stale.content.decode()
    assert "Said on the older page" in page
    assert SAID not in page
    assert not Answer.objects.filter(review=invitation.review, version__gt=1).exists()


def test_what_is_missing_is_said_and_what_was_typed_stays(enter, path_to, typed, invitation):
    data = typed(SAID)
    asked = asked_in(invitation.review)
    needed = next(one for one in asked if one.required and one.kind == one.Kind.TEXT)
    data[f"q_{needed.public_id}"] = ""
    answer = enter().post(path_to("outside_review"), data)
    assert answer.status_code == 422
    assert SAID in answer.content.decode()
    assert the_review(invitation).state == "open"


def test_a_megabyte_is_refused_in_words(enter, path_to, asked):
    data = {"page": "one", "number": 1, f"q_{asked.public_id}": "a" * 1_000_000}
    answer = enter().post(path_to("outside_review"), data)
    assert answer.status_code == 422
    assert "characters" in answer.content.decode()


def test_the_half_hour_begins_anew_with_what_is_kept_and_not_with_a_look(
    enter, path_to, asked, invitation
):
    browser = enter()
    soon = timezone.now() + timedelta(minutes=1)
    OutsideInvitation.objects.update(session_until=soon)
    browser.get(path_to("outside_review"))
    assert OutsideInvitation.objects.get().session_until == soon
    data = {"page": "one", "number": 1, f"q_{asked.public_id}": SAID}
    browser.post(path_to("outside_review"), data, headers=HTMX)
    assert OutsideInvitation.objects.get().session_until > soon + timedelta(minutes=20)


def test_once_the_half_hour_is_over_nothing_typed_is_lost(enter, path_to, typed):
    browser = enter()
    OutsideInvitation.objects.update(session_until=timezone.now())
    answer = browser.post(path_to("outside_review"), typed(SAID))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert SAID in page
    assert "Send me the code" in page
    assert "Ana Reyes" not in page
    small = browser.post(path_to("outside_review"), typed(SAID), headers=HTMX)
    assert small.status_code == 409
    assert "half hour is over" in small.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("over", ["late", "removed", "off"])
def test_what_ends_while_they_write_is_said_and_nothing_typed_is_lost(
    over, enter, path_to, typed, invitation, hana
):
    browser = enter()
    if over == "late":
        gone = organisation_day() - timedelta(days=90)
        Review.objects.filter(pk=invitation.review_id).update(due_on=gone)
    elif over == "removed":
        remove_review(the_review(invitation), actor=hana, reason="The project was stopped")
    else:
        set_policy("reviews.outside", False, actor=SYSTEM)
    answer = browser.post(path_to("outside_review"), typed(SAID))
    assert answer.status_code in (409, 422)
    assert SAID in answer.content.decode()
    assert the_review(invitation).submitted_at is None
    look = browser.get(path_to("outside_review"))
    assert look.status_code in (302, 410)


def test_another_link_opens_nothing_of_this_one(
    enter, path_to, name_kim, bo, run_jobs, letters, invitation
):
    from fairway.reviews.actions.outside import outside_url

    browser = enter()
    name_kim(bo, "two@customer.example")
    other = OutsideInvitation.objects.exclude(pk=invitation.pk).get()
    address = outside_url(other.review)
    answer = browser.get(address[address.index("/reviews/") :] + "review/")
    assert answer.status_code == 302


def test_they_decline_kindly_and_what_they_had_begun_is_gone(
    enter, path_to, typed, invitation, hana, ana, bo, at
):
    browser = enter()
    browser.post(path_to("outside_review"), {**typed(SAID), "later": "1"})
    assert browser.get(path_to("outside_declining")).status_code == 200
    answer = browser.post(path_to("outside_declining"), {"reason": "We hardly met"})
    assert "Thank you for saying so" in answer.content.decode()
    assert not Answer.objects.exists()
    review = the_review(invitation)
    assert (review.state, review.aside, review.reason) == ("closed", "declined", "We hardly met")
    named = invitation.nomination
    named.refresh_from_db()
    assert (named.state, named.reason) == ("declined", "")  # why is for HR
    again = browser.get(path_to("outside_review"))
    assert "Thank you for saying so" in again.content.decode()
    about = review.participant.get_absolute_url()
    assert "We hardly met" in at(hana).get(about).content.decode()
    assert "We hardly met" not in at(bo).get(about).content.decode()


def test_what_was_sent_is_not_declined_any_more(invitation, enter, path_to, typed):
    enter().post(path_to("outside_review"), typed(SAID))
    with pytest.raises(AlreadySent):
        decline_from_outside(invitation)


def test_nobody_inside_reads_what_they_answered(
    invitation, asked, enter, path_to, typed, ana, bo, mia, dee, hana, pia, eva
):
    def readers():
        people = (ana, bo, mia, dee, hana, pia, eva)
        return [one for one in people if Answer.objects.allowed(one).exists()]

    review = invitation.review
    keep_answers(review, actor=who_answers(review), said={asked.pk: Said(None, SAID)})
    assert readers() == []
    enter().post(path_to("outside_review"), {**typed(SAID), f"v_{asked.public_id}": 1})
    for state in ("submitted", "calibrated", "shared", "signed", "disputed"):
        Review.objects.filter(pk=review.pk).update(state=state)
        assert readers() == []


def test_reopened_by_hr_they_are_told_and_send_it_anew(
    invitation, enter, path_to, typed, hana, run_jobs, letters
):
    enter().post(path_to("outside_review"), typed(SAID))
    until = organisation_day() + timedelta(days=7)
    reopen_review(the_review(invitation), actor=hana, until=until)
    run_jobs()
    (letter,) = letters()
    assert letter.subject == "Your view is still asked for"
    page = enter().get(path_to("outside_review")).content.decode()
    assert SAID in page  # theirs again until they send it


def test_it_asks_for_no_account_and_shows_no_way_into_the_house(path_to):
    page = Client().get(path_to()).content.decode()
    assert "/people/" not in page
    assert "palette" not in page
