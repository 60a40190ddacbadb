"""A mail server refuses an invitation for good: HR is told, names another address, the old link dies."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.actors import Actor
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.mail.sending import post_outside
from fairway.foundation.models import Event, MailOut, Notification
from fairway.foundation.ports import todo_sources
from fairway.foundation.tests.mail_servers import mailing_really
from fairway.foundation.waiting import by_source, united
from fairway.reviews.actions.outside import ask_for_code, find_outside, holds_session, outside_url
from fairway.reviews.actions.outside_asking import LETTER, invite_again
from fairway.reviews.actions.outside_readdressing import name_another_address, note_refusal
from fairway.reviews.actions.outside_refused import AddressTaken, WorksHere
from fairway.reviews.models import Answer, Nomination, OutsideInvitation, Review
from fairway.reviews.tests.outside.conftest import ADDRESS

pytestmark = pytest.mark.django_db
ELSEWHERE = "kim@elsewhere.example"


@pytest.fixture
def box(settings):
    """A real mail server that knows nobody of the name."""
    with mailing_really(settings) as box:
        box.refuse[ADDRESS] = "550 nobody here"
        yield box


@pytest.fixture
def refused(invitation, box):
    """Kim, to whom a further letter could not be delivered."""
    post_outside(LETTER, language="", invitation=invitation.pk, why="")
    run_due("mail")
    invitation.refresh_from_db()
    assert invitation.refused_at is not None
    return invitation


@pytest.fixture
def marked(invitation):
    """As after a refusal, without a server."""
    OutsideInvitation.objects.update(refused_at=timezone.now())
    invitation.refresh_from_db()
    return invitation


def todos(viewer):
    source = todo_sources["reviews_outside"]
    if not (parts := source.rows(viewer, timezone.now())):
        return []
    return list(source.tell(by_source(list(united(parts))).get("reviews_outside", [])))


def token(review):
    return outside_url(review).rstrip("/").rpartition("/")[2]


def test_hr_finds_it_among_what_waits_for_them(refused, hana, bo, ana):
    (todo,) = todos(hana)
    assert todo.title == "Name another address for Kim Lund"
    assert todo.url == reverse("reviews:review_address", args=[refused.review.public_id])
    assert todos(bo) == todos(ana) == []


def test_what_is_recorded_and_told_names_neither_them_nor_their_address(refused, cycle, run_jobs):
    event = Event.objects.get(kind="reviews.outside_undelivered")
    run_jobs()
    told = Notification.objects.filter(kind=event.kind)
    assert {one.person_id for one in told} <= {cycle.facilitator_id}
    for said in (*event.data.values(), *(f"{one.title} {one.url}" for one in told)):
        assert "kim" not in str(said).lower()


def test_whoever_holds_the_cycle_is_told(refused, cycle, hana, run_jobs):
    type(cycle).objects.filter(pk=cycle.pk).update(facilitator=hana)
    run_jobs()
    told = Notification.objects.get(kind="reviews.outside_undelivered")
    assert (told.person, told.title) == (
        hana,
        "An invitation to somebody outside could not be delivered",
    )


def test_it_is_told_once_however_many_letters_come_back(refused, box):
    ask_for_code(refused)
    post_outside(LETTER, language="", invitation=refused.pk, why="")
    run_due("mail")
    assert MailOut.objects.filter(reason="refused").count() == 3
    assert Event.objects.filter(kind="reviews.outside_undelivered").count() == 1


def test_a_server_that_is_only_busy_tells_nobody(invitation, box):
    box.refuse[ADDRESS] = "451 come back later"
    post_outside(LETTER, language="", invitation=invitation.pk, why="")
    run_due("mail")
    assert not Event.objects.filter(kind="reviews.outside_undelivered").exists()


def test_the_new_address_gets_a_new_link_and_the_old_one_dies(marked, hana, run_jobs):
    old = token(marked.review)
    name_another_address(marked.review, actor=hana, external_email=f" {ELSEWHERE.upper()} ")
    run_jobs()
    (letter,) = [one for one in mail.outbox if one.to == [ELSEWHERE]]
    new = token(Review.objects.get(pk=marked.review_id))
    assert new in letter.body
    assert old not in letter.body
    assert find_outside(old) is None
    assert find_outside(new) == marked
    assert not [one for one in mail.outbox if one.to == [ADDRESS]]


def test_what_was_begun_and_every_open_browser_go_with_the_old_link(
    invitation, enter, path_to, typed, hana, client
):
    enter()
    secret = next(iter(client.cookies.values())).value
    client.post(path_to("outside_review"), typed() | {"keep": "1"})
    Review.objects.filter(pk=invitation.review_id).update(
        state="open", submitted_at=None, content_hash=""
    )
    assert Answer.objects.filter(review=invitation.review_id).exists()
    OutsideInvitation.objects.update(refused_at=timezone.now())
    review = Review.objects.get(pk=invitation.review_id)
    name_another_address(review, actor=hana, external_email=ELSEWHERE)
    invitation.refresh_from_db()
    assert not Answer.objects.filter(review=invitation.review_id).exists()
    assert not invitation.has_session()
    assert not holds_session(invitation, secret)


def test_a_letter_from_before_it_was_named_says_nothing_of_the_new_address(marked, hana):
    before = MailOut.objects.filter(template=LETTER).latest("pk")
    MailOut.objects.filter(pk=before.pk).update(created_at=timezone.now() - timedelta(hours=1))
    before.refresh_from_db()
    name_another_address(marked.review, actor=hana, external_email=ELSEWHERE)
    assert note_refusal(before) is False
    assert todos(hana) == []


def test_sent_again_it_is_open_once_more_whether_it_arrives(marked, hana):
    OutsideInvitation.objects.update(written_at=timezone.now() - timedelta(days=2))
    assert len(todos(hana)) == 1
    invite_again(marked.review, actor=hana)
    assert todos(hana) == []


def test_only_hr_names_one_and_only_where_a_letter_came_back(invitation, hana, bo, ana):
    with pytest.raises(PermissionDenied):
        name_another_address(invitation.review, actor=hana, external_email=ELSEWHERE)
    OutsideInvitation.objects.update(refused_at=timezone.now())
    for who in (bo, ana, Actor("outside", invitation.review.public_id)):
        with pytest.raises(PermissionDenied):
            name_another_address(invitation.review, actor=who, external_email=ELSEWHERE)


def test_neither_a_colleague_nor_an_address_of_the_list_is_taken(marked, name_kim, bo, hana, cy):
    name_kim(bo, ELSEWHERE)
    type(cy).objects.filter(pk=cy.pk).update(email="cy@saltmarsh.example")
    for address, refusal in (
        (ADDRESS, AddressTaken),
        (ELSEWHERE, AddressTaken),
        ("cy@saltmarsh.example", WorksHere),
    ):
        with pytest.raises(refusal):
            name_another_address(marked.review, actor=hana, external_email=address)
    assert Nomination.objects.filter(external_email=ADDRESS).exists()


def test_the_page_of_it_keeps_what_was_typed_and_says_why_not(marked, hana, at):
    page = reverse("reviews:review_address", args=[marked.review.public_id])
    about = marked.review.participant.get_absolute_url()
    assert page in at(hana).get(about).content.decode()
    again = at(hana).post(page, {"external_email": ADDRESS})
    assert again.status_code == 422
    assert again.content.decode().count("One thing needs another look") == 1
    assert ADDRESS in again.content.decode()
    assert at(hana).post(page, {"external_email": ELSEWHERE}).status_code == 302
    assert at(hana).get(page).status_code == 404
