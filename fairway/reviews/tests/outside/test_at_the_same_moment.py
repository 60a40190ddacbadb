"""A code opens once and answers are sent once, however many press at the same moment."""

import pytest
from django.test import Client

from fairway.foundation.models import Event
from fairway.reviews.actions.nominating import approve_nomination
from fairway.reviews.actions.outside import enter_code
from fairway.reviews.actions.outside_refused import WrongCode
from fairway.reviews.models import OutsideInvitation, Review
from tests.moments import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 8


def test_agreed_to_twice_they_are_invited_once(name_kim, bo, run_jobs, letters):
    named = name_kim()
    at_once(*[lambda: approve_nomination(named, actor=bo)] * TIMES)
    run_jobs()
    assert OutsideInvitation.objects.count() == Review.objects.filter(kind="external").count() == 1
    assert len(letters()) == 1


def test_a_code_opens_once(invitation, send_code):
    code = send_code(invitation)
    given = at_once(*[lambda: enter_code(invitation, code=code)] * TIMES)
    assert len([one for one in given if isinstance(one, str)]) == 1
    assert len([one for one in given if isinstance(one, WrongCode)]) == TIMES - 1


def test_wrong_codes_at_once_all_count(invitation, send_code):
    code = send_code(invitation).replace(" ", "")
    wrong = f"{(int(code) + 1) % 10**8:08}"
    at_once(*[lambda: enter_code(invitation, code=wrong)] * TIMES)
    with pytest.raises(WrongCode):
        enter_code(invitation, code=code)


def test_pressed_at_once_the_answers_are_sent_once_and_nobody_hears_that_anything_failed(
    enter, path_to, typed
):
    held, data = enter().cookies, typed("It went well")

    def press():
        browser = Client()
        browser.cookies = held
        return browser.post(path_to("outside_review"), data).status_code

    assert at_once(*[press] * TIMES) == [200] * TIMES
    assert Event.objects.filter(kind="reviews.submitted").count() == 1
