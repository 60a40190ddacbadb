"""One asks for feedback, about oneself or one's people, here or by a link to somebody outside."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from fairway.feedback.actions.asking import (
    answer_from_outside,
    answer_request,
    ask_for_feedback,
    decline_request,
    find_outside,
    outside_url,
    withdraw_request,
)
from fairway.feedback.actions.giving import withdraw_feedback
from fairway.feedback.actions.refusals import (
    AskedAlready,
    AskSomebodyElse,
    LinkSpent,
    NobodyOutside,
    NotOffered,
    PrivateIsForOneself,
    SayWhoIsAsked,
    SettledAlready,
)
from fairway.feedback.models import Feedback, FeedbackRequest, Visibility
from fairway.feedback.tests.conftest import SAID
from fairway.foundation import links
from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.ids import new_public_id
from fairway.foundation.policy import set_policy
from fairway.strategy.models import Value

pytestmark = pytest.mark.django_db
PRIVATE, SHARED, MANAGER = Visibility.PRIVATE, Visibility.SHARED, Visibility.MANAGER


@pytest.fixture
def asked(ana, cy):
    return ask_for_feedback(ana, actor=ana, asked=cy, visibility=PRIVATE, question="The handover?")


@pytest.fixture
def outside(ana):
    return ask_for_feedback(ana, actor=ana, outside_name="Lou Client", visibility=PRIVATE)


def token_of(request):
    return outside_url(request).rstrip("/").rsplit("/", 1)[1]


def test_who_is_asked_answers_and_the_asker_reads_it(asked, ana, cy):
    answer = answer_request(asked, actor=cy, **SAID)
    assert (answer.recipient, answer.author, answer.request) == (ana, cy, asked)
    asked.refresh_from_db()
    assert asked.state == "answered"
    assert can(ana, "view", answer)


def test_an_answer_is_tied_to_what_its_writer_says_it_is_about(asked, ana, cy, client):
    value = Value.objects.create(name={"en": "We finish"})
    client.force_login(cy.account)
    typed = {**SAID, "about": [f"value-{value.public_id}"]}
    page = client.post(reverse("feedback:answer", args=[asked.public_id]), typed)
    assert page.status_code == 302
    assert links.targets(Feedback.objects.get(), "about", viewer=ana) == [value]


def test_it_is_answered_once(asked, cy):
    form = new_public_id()
    first = answer_request(asked, actor=cy, sent_as=form, **SAID)
    assert answer_request(asked, actor=cy, sent_as=form, **SAID) == first
    with pytest.raises(SettledAlready):
        answer_request(asked, actor=cy, sent_as=new_public_id(), **SAID)
    assert Feedback.objects.count() == 1


def test_who_is_asked_declines_with_or_without_a_reason(asked, cy):
    assert decline_request(asked, actor=cy).state == "declined"
    with pytest.raises(SettledAlready):
        answer_request(asked, actor=cy, **SAID)


def test_the_asker_takes_the_question_back(asked, ana, cy):
    withdraw_request(asked, actor=ana)
    with pytest.raises(SettledAlready):
        answer_request(asked, actor=cy, **SAID)


def test_nobody_else_answers_declines_or_takes_it_back(asked, bo, dee):
    for act in (answer_request, decline_request, withdraw_request):
        with pytest.raises(PermissionDenied):
            act(asked, actor=dee)


def test_ten_clicks_ask_once_and_asking_twice_is_said(ana, cy):
    form = new_public_id()
    one = {
        ask_for_feedback(ana, actor=ana, asked=cy, visibility=PRIVATE, sent_as=form).pk
        for _click in range(10)
    }
    assert len(one) == 1
    with pytest.raises(AskedAlready):
        ask_for_feedback(ana, actor=ana, asked=cy, visibility=PRIVATE)


@pytest.mark.parametrize("who", ["bo", "dee", "hana"])
def test_managers_dotted_lines_and_hr_ask_about_somebody(who, ana, bo, dee, hana, cy):
    asker = {"bo": bo, "dee": dee, "hana": hana}[who]
    request = ask_for_feedback(ana, actor=asker, asked=cy, visibility=SHARED)
    answer = answer_request(request, actor=cy, **SAID)
    readers = {one for one in (ana, bo, dee, hana, cy) if can(one, "view", answer)}
    assert readers == {ana, bo, cy}  # to have asked opens nothing


def test_colleagues_and_those_above_the_manager_do_not_ask_about_somebody(ana, cy, mia, dee):
    for other in (cy, mia):
        with pytest.raises(PermissionDenied):
            ask_for_feedback(ana, actor=other, asked=dee, visibility=SHARED)


def test_about_somebody_else_an_answer_is_never_theirs_alone(ana, bo, cy):
    with pytest.raises(PrivateIsForOneself):
        ask_for_feedback(ana, actor=bo, asked=cy, visibility=PRIVATE)


def test_about_oneself_an_answer_is_never_kept_from_oneself(ana, cy, manager_only):
    with pytest.raises(NotOffered):
        ask_for_feedback(ana, actor=ana, asked=cy, visibility=MANAGER)


def test_who_is_asked_about_knows_of_it_unless_it_is_for_the_manager_alone(
    ana, bo, cy, dee, manager_only
):
    shared = ask_for_feedback(ana, actor=bo, asked=cy, visibility=SHARED)
    alone = ask_for_feedback(ana, actor=bo, asked=dee, visibility=MANAGER)
    assert [can(ana, "view", one) for one in (shared, alone)] == [True, False]


def test_one_asks_somebody_and_neither_oneself_nor_whom_it_is_about(ana, bo, cy):
    for wrong in ({}, {"asked": cy, "outside_name": "Lou"}):
        with pytest.raises(SayWhoIsAsked):
            ask_for_feedback(ana, actor=ana, visibility=PRIVATE, **wrong)
    with pytest.raises(AskSomebodyElse):
        ask_for_feedback(ana, actor=bo, asked=ana, visibility=SHARED)


def test_an_answer_that_is_taken_back_is_waited_for_again(asked, cy):
    withdraw_feedback(answer_request(asked, actor=cy, **SAID), actor=cy)
    asked.refresh_from_db()
    assert asked.is_waiting
    assert answer_request(asked, actor=cy, **SAID).request == asked


def test_a_link_to_outside_is_good_for_one_answer(outside, ana):
    found = find_outside(token_of(outside))
    answer = answer_from_outside(found, **SAID)
    assert (answer.by, answer.author, answer.recipient) == ("Lou Client", None, ana)
    with pytest.raises(LinkSpent):
        find_outside(token_of(outside))
    with pytest.raises(LinkSpent):
        answer_from_outside(found, **SAID)
    assert Feedback.objects.count() == 1


def test_looking_at_the_link_does_not_use_it(outside, client):
    address = outside_url(outside)
    path = address[address.index("/feedback/") :]
    for _scanner in range(5):
        assert client.get(path).status_code == 200
    assert find_outside(token_of(outside)).is_waiting


@pytest.mark.parametrize("changed", ["late", "withdrawn", "left", "altered", "nonce"])
def test_a_link_that_is_no_longer_good_says_nothing_more(changed, outside, ana, client):
    token = token_of(outside)
    if changed == "late":
        FeedbackRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif changed == "withdrawn":
        withdraw_request(outside, actor=ana)
    elif changed == "left":
        type(ana).objects.filter(pk=ana.pk).update(active=False)
    elif changed == "nonce":
        FeedbackRequest.objects.update(nonce="0" * 32)
    else:
        token = token[:-1] + ("A" if token[-1] != "A" else "B")
    answer = client.get(f"/feedback/outside/{token}/")
    assert answer.status_code == 410
    assert ana.name not in answer.content.decode()


def test_the_page_outside_shows_the_name_and_who_reads_it_and_nothing_else(
    outside, client, tell, cy, ana
):
    tell(ana, by=cy, behaviour="canaryearlierfeedback")
    page = client.get(f"/feedback/outside/{token_of(outside)}/").content.decode()
    assert "Ana Reyes" in page
    assert "canaryearlierfeedback" not in page
    assert "Cy Okafor" not in page


def test_a_form_outside_keeps_what_was_typed_when_it_is_refused(outside, client):
    path = f"/feedback/outside/{token_of(outside)}/"
    answer = client.post(path, {"situation": "On the phone", "behaviour": "👏"})
    assert answer.status_code == 422
    assert "On the phone" in answer.content.decode()
    assert client.post(path, {**SAID}).status_code == 200
    assert Feedback.objects.get().author_name == "Lou Client"


def test_the_organisation_may_keep_to_its_own_people(ana, outside):
    set_policy("feedback.outside", False, actor=SYSTEM)
    with pytest.raises(NobodyOutside):
        ask_for_feedback(ana, actor=ana, outside_name="Lou Client", visibility=PRIVATE)
    with pytest.raises(LinkSpent):
        answer_from_outside(outside, **SAID)
