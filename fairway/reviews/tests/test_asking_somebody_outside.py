"""A link alone opens nothing; the code goes to the address that was invited, and is good once."""

import re

import pytest
from django.core import mail

from fairway.reviews.actions.changing import close_cycle
from fairway.reviews.actions.nominating import approve_nomination, nominate_outside
from fairway.reviews.actions.outside import (
    ask_for_code,
    end_session,
    enter_code,
    find_outside,
    holds_session,
    outside_url,
)
from fairway.reviews.actions.refusals import LinkSpent, NoMoreCodes, WrongCode
from fairway.reviews.models import ExternalInvitation

pytestmark = pytest.mark.django_db
ADDRESS = "kim@customer.example"


@pytest.fixture
def cycle(ana, bo, hana, launched):
    return launched("self", "manager", "external")


@pytest.fixture
def invitation(cycle, ana, bo, participant, run_jobs):
    named = nominate_outside(
        participant(cycle, ana), actor=ana, external_name="Kim Lund", external_email=ADDRESS
    )
    approve_nomination(named, actor=bo)
    run_jobs()
    return ExternalInvitation.objects.get()


def token_of(invitation):
    return outside_url(invitation).rstrip("/").rpartition("/")[2]


def sent_code(invitation, run_jobs):
    mail.outbox.clear()
    ask_for_code(invitation)
    run_jobs()
    (letter,) = [one for one in mail.outbox if one.to == [ADDRESS]]
    return re.search(r"\d{4} \d{4}", letter.body).group()


def test_who_is_invited_gets_a_link(invitation):
    (letter,) = [one for one in mail.outbox if one.to == [ADDRESS]]
    assert outside_url(invitation) in letter.body
    assert "Ana" not in letter.subject


def test_opened_by_a_mail_scanner_nothing_happens(invitation):
    for _time in range(3):
        find_outside(token_of(invitation))
    invitation.refresh_from_db()
    assert (invitation.codes_sent, invitation.session_hash) == (0, "")


def test_a_link_with_another_signature_opens_nothing(invitation):
    token = token_of(invitation)
    with pytest.raises(LinkSpent):
        find_outside(f"{token[:-1]}{'a' if token[-1] != 'a' else 'b'}")


def test_the_code_opens_it_in_one_browser_for_once(invitation, run_jobs):
    code = sent_code(invitation, run_jobs)
    secret = enter_code(invitation, code=code)
    invitation.refresh_from_db()
    assert holds_session(invitation, secret)
    assert not holds_session(invitation, "another")
    with pytest.raises(WrongCode):
        enter_code(invitation, code=code)


def test_the_database_holds_neither_code_nor_secret(invitation, run_jobs):
    code = sent_code(invitation, run_jobs)
    secret = enter_code(invitation, code=code)
    invitation.refresh_from_db()
    kept = " ".join(str(value) for value in vars(invitation).values())
    assert code.replace(" ", "") not in kept
    assert secret not in kept


def test_codes_cannot_be_tried_out(invitation, run_jobs):
    code = sent_code(invitation, run_jobs)
    wrong = f"{(int(code.replace(' ', '')) + 1) % 10**8:08}"
    for _try in range(5):
        with pytest.raises(WrongCode):
            enter_code(invitation, code=wrong)
    with pytest.raises(WrongCode):
        enter_code(invitation, code=code)


def test_no_more_codes_than_a_few_go_out(invitation, run_jobs):
    for _time in range(5):
        sent_code(invitation, run_jobs)
    with pytest.raises(NoMoreCodes):
        ask_for_code(invitation)


def test_sent_it_is_over(invitation, run_jobs):
    secret = enter_code(invitation, code=sent_code(invitation, run_jobs))
    end_session(invitation)
    invitation.refresh_from_db()
    assert not holds_session(invitation, secret)
    with pytest.raises(LinkSpent):
        find_outside(token_of(invitation))


def test_with_its_cycle_the_link_ends(invitation, cycle, pia):
    close_cycle(cycle, actor=pia)
    with pytest.raises(LinkSpent):
        find_outside(token_of(invitation))
