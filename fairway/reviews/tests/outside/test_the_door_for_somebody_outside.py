"""A link alone opens nothing and tells nothing; the code goes to the address, and is good once."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.actors import SYSTEM
from fairway.foundation.models import Job, MailOut
from fairway.foundation.policy import set_policy
from fairway.people.days import organisation_day
from fairway.reviews.actions.changing import close_cycle
from fairway.reviews.actions.keeping import remove_participant, remove_review
from fairway.reviews.actions.outside import (
    ask_for_code,
    enter_code,
    find_outside,
    holds_session,
    outside_url,
)
from fairway.reviews.actions.outside_refused import WrongCode
from fairway.reviews.models import OutsideInvitation, Review
from fairway.reviews.models.outside import MOST_CODES, MOST_TRIES

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=90)


def token_of(invitation):
    return outside_url(invitation.review).rstrip("/").rpartition("/")[2]


def altered(token):
    return f"{token[:-1]}{'a' if token[-1] != 'a' else 'b'}"


def words(answer):
    """What a reader reads, and the status."""
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL).group()
    return answer.status_code, re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def past_its_day(invitation):
    Review.objects.filter(pk=invitation.review_id).update(due_on=organisation_day() - LONG_AGO)


def row(invitation):
    return OutsideInvitation.objects.values().get(pk=invitation.pk)


def test_opened_by_a_mail_scanner_nothing_happens(invitation, path_to):
    before, owed = row(invitation), [MailOut.objects.count(), Job.objects.count()]
    for name in ("outside", "outside_code", "outside_review", "outside_declining"):
        for look in (Client().get, Client().head, Client().get):
            assert look(path_to(name)).status_code in (200, 302)
    assert row(invitation) == before
    assert [MailOut.objects.count(), Job.objects.count()] == owed


def test_a_link_alone_tells_neither_about_whom_nor_what_is_asked(invitation, path_to, client):
    for name in ("outside", "outside_code", "outside_review", "outside_declining"):
        answer = client.get(path_to(name), follow=True)
        assert "customer.example" not in answer.content.decode()
        for told in ("Ana", "Reyes", "Kim", "Question"):
            assert told not in words(answer)[1], name


@pytest.mark.parametrize("dead", ["altered", "late", "sent", "closed", "off"])
def test_every_link_says_the_same_whether_it_lives_or_not(dead, invitation, pia, cycle):
    living = [words(one) for one in said_to(token_of(invitation))]
    token = token_of(invitation)
    if dead == "altered":
        token = altered(token)
    elif dead == "late":
        past_its_day(invitation)
    elif dead == "sent":
        now = timezone.now()
        Review.objects.filter(pk=invitation.review_id).update(state="submitted", submitted_at=now)
    elif dead == "closed":
        close_cycle(cycle, actor=pia)
    else:
        set_policy("reviews.outside", False, actor=SYSTEM)
    assert [words(one) for one in said_to(token)] == living


def said_to(token):
    """To whoever holds the link alone, and tries what it offers."""
    client = Client()
    begin, code, review = (
        reverse(f"reviews:{name}", args=[token])
        for name in ("outside", "outside_code", "outside_review")
    )
    yield client.get(begin)
    yield client.post(begin, follow=True)
    yield client.post(code, {"code": "1234 5678"})
    yield client.get(review, follow=True)
    yield client.post(review, {"q_anything": "said"})


def test_the_code_opens_it_once(invitation, send_code):
    code = send_code(invitation)
    secret = enter_code(invitation, code=code)
    invitation.refresh_from_db()
    assert holds_session(invitation, secret)
    assert not holds_session(invitation, "another")
    with pytest.raises(WrongCode):
        enter_code(invitation, code=code)


def test_the_last_code_alone_is_good(invitation, send_code):
    first, second = send_code(invitation), send_code(invitation)
    with pytest.raises(WrongCode):
        enter_code(invitation, code=first)
    assert enter_code(invitation, code=second)


def test_a_code_is_good_for_a_quarter_of_an_hour(invitation, send_code):
    code = send_code(invitation)
    OutsideInvitation.objects.update(code_until=timezone.now())
    with pytest.raises(WrongCode):
        enter_code(invitation, code=code)


def test_another_code_in_another_browser_ends_the_first_one(invitation, send_code):
    first = enter_code(invitation, code=send_code(invitation))
    second = enter_code(invitation, code=send_code(invitation))
    invitation.refresh_from_db()
    assert [holds_session(invitation, one) for one in (first, second)] == [False, True]


def test_the_database_holds_neither_code_nor_secret(invitation, send_code):
    code = send_code(invitation)
    kept = str([row(invitation), *MailOut.objects.values(), *Job.objects.values()])
    secret = enter_code(invitation, code=code)
    kept += str(row(invitation))
    for one in (code, code.replace(" ", ""), secret):
        assert one not in kept


def test_codes_cannot_be_tried_out(invitation, send_code):
    code = send_code(invitation)
    wrong = f"{(int(code.replace(' ', '')) + 1) % 10**8:08}"
    for _try in range(MOST_TRIES):
        with pytest.raises(WrongCode):
            enter_code(invitation, code=wrong)
    with pytest.raises(WrongCode):
        enter_code(invitation, code=code)


def test_a_few_codes_go_out_in_a_day_and_others_the_day_after(
    invitation, send_code, run_jobs, letters
):
    for _time in range(MOST_CODES):
        send_code(invitation)
    ask_for_code(invitation)
    run_jobs()
    assert letters() == []
    OutsideInvitation.objects.update(codes_since=timezone.now() - timedelta(days=1))
    assert enter_code(invitation, code=send_code(invitation))


def test_whoever_presses_the_button_the_code_goes_to_the_address(
    invitation, path_to, run_jobs, letters
):
    Client().post(path_to(), {"email": "somebody@else.example"})
    run_jobs()
    assert len(letters()) == 1


@pytest.mark.parametrize("over", ["late", "closed", "taken_out", "out_of_it", "off"])
def test_once_it_is_over_a_letter_says_so_and_no_code_opens_it(
    over, invitation, cycle, about_ana, pia, hana, send_code, run_jobs, letters
):
    code = send_code(invitation)
    if over == "late":
        past_its_day(invitation)
    elif over == "closed":
        close_cycle(cycle, actor=pia)
    elif over == "taken_out":
        remove_review(invitation.review, actor=hana, reason="The project was stopped")
    elif over == "out_of_it":
        remove_participant(about_ana, actor=hana, reason="On leave")
    else:
        set_policy("reviews.outside", False, actor=SYSTEM)
    with pytest.raises(WrongCode):
        enter_code(find_outside(token_of(invitation)), code=code)
    ask_for_code(invitation)
    run_jobs()
    (letter,) = letters()
    assert not re.search(r"\d{4} \d{4}", letter.body)
    assert "not needed any more" in letter.body


def test_a_link_is_good_for_as_long_as_others_may_be_late(invitation, send_code):
    Review.objects.filter(pk=invitation.review_id).update(
        due_on=organisation_day() - timedelta(days=2)
    )
    assert enter_code(invitation, code=send_code(invitation))


def test_too_many_tries_on_one_link_are_told_to_wait(invitation, path_to, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "outside": "3/m/key"}
    browser = Client()
    said = [browser.post(path_to("outside_code"), {"code": "1"}).status_code for _ in range(4)]
    assert said == [422, 422, 422, 429]
    assert browser.post(path_to()).status_code == 429


def test_what_the_browser_holds_is_sent_to_this_link_alone(enter, path_to):
    (held,) = [one for name, one in enter().cookies.items() if name.endswith("_outside")]
    assert held["path"] == path_to()
    assert held["httponly"]
    assert held["samesite"] == "Lax"
    assert int(held["max-age"]) == 30 * 60
