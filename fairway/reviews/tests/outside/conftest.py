"""A cycle that asks outside, Kim who was named by Ana and agreed to by Bo, and a browser of hers."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from fairway.foundation.ids import new_public_id
from fairway.reviews.actions.nominating import approve_nomination, nominate_outside
from fairway.reviews.actions.outside import ask_for_code, outside_url
from fairway.reviews.models import OutsideInvitation
from fairway.reviews.models.writing import asked_in

ADDRESS = "kim@customer.example"


@pytest.fixture
def cycle(ana, bo, hana, launched):
    return launched("self", "manager", "external")


@pytest.fixture
def about_ana(cycle, ana, participant):
    return participant(cycle, ana)


@pytest.fixture
def name_kim(about_ana, ana):
    """name_kim(): by Ana, or by somebody else, at her address or another."""

    def name(actor=None, address=ADDRESS):
        return nominate_outside(
            about_ana, actor=actor or ana, external_name="Kim Lund", external_email=address
        )

    return name


@pytest.fixture
def letters():
    """letters(): those that went to Kim since the last look."""

    def look():
        found = [one for one in mail.outbox if one.to == [ADDRESS]]
        mail.outbox.clear()
        return found

    return look


@pytest.fixture
def invitation(name_kim, bo, run_jobs, letters):
    approve_nomination(name_kim(), actor=bo)
    run_jobs()
    found = OutsideInvitation.objects.get()
    assert outside_url(found.review) in letters()[0].body
    return found


@pytest.fixture
def send_code(run_jobs, letters):
    """send_code(invitation): asked for, and read in the letter."""

    def send(invitation):
        ask_for_code(invitation)
        run_jobs()
        (letter,) = letters()
        return re.search(r"\d{4} \d{4}", letter.body).group()

    return send


@pytest.fixture
def path_to(invitation):
    """path_to("outside_review"): behind Kim's link."""
    token = outside_url(invitation.review).rstrip("/").rpartition("/")[2]
    return lambda name="outside": reverse(f"reviews:{name}", args=[token])


@pytest.fixture
def enter(client, invitation, path_to, run_jobs, letters):
    """enter(): the door as Kim goes through it, in a browser without an account."""

    def go():
        assert client.post(path_to()).status_code == 302
        run_jobs()
        (letter,) = letters()
        code = re.search(r"\d{4} \d{4}", letter.body).group()
        answer = client.post(path_to("outside_code"), {"code": code})
        assert answer.headers["Location"] == path_to("outside_review")
        return client

    return go


@pytest.fixture
def typed(invitation):
    """typed(): the form with an answer to everything; typed("…") with these words at the end."""

    def fill(words="", page=""):
        review = invitation.review
        data = {"page": page or new_public_id(), "number": review.number}
        for question in asked_in(review):
            key, least = question.public_id, question.min_words or 12
            data[f"v_{key}"] = 0
            data[f"q_{key}"] = " ".join([*["seen"] * least, words]).strip()
            if question.kind in question.WITH_SCALE:
                data[f"r_{key}"] = question.values[len(question.values) // 2]
        return data

    return fill
