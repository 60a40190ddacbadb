"""Who owes an update is reminded once, in their own morning, and tells of it from the mail."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fairway.foundation import maillinks
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event, MailOut
from fairway.foundation.notifications import letters
from fairway.goals import telling
from fairway.goals.actions.closing import close_goal
from fairway.goals.actions.reminding import remind
from fairway.goals.actions.updating import tell_progress
from fairway.goals.models import Goal, ProgressUpdate
from fairway.goals.reminding import TELL, offers
from fairway.people.days import organisation_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(ana, goal_of):
    """Ana's, running, with an update owed today."""
    goal = goal_of(ana, "Answer on first contact", 40)
    today = organisation_day()
    goal.starts_on, goal.until_on = today - timedelta(days=30), today + timedelta(days=30)
    goal.next_update_on = today
    goal.save()
    return goal


@pytest.fixture
def link(goal, ana):
    return maillinks.url_of(maillinks.make_link(TELL, person=ana, obj=goal))


def value_of(goal):
    return {f"r_{goal.results.get().public_id}": "60", "status": "at_risk", "confidence": "2"}


def test_an_update_that_is_owed_is_reminded_of_once(goal, ana):
    assert [remind(), remind()] == [1, 0]
    event = Event.objects.get(kind="goals.update_due")
    notice = next(iter(telling.update_due(event)))
    assert (notice.person, notice.url) == (ana, reverse("goals:update", args=[goal.public_id]))


def test_the_next_one_is_reminded_of_again(goal):
    remind()
    Goal.objects.update(next_update_on=organisation_day() - timedelta(days=1))
    assert remind() == 1


def test_nobody_is_reminded_of_what_was_told_closed_or_is_long_ago(goal, ana):
    remind()
    event = Event.objects.get(kind="goals.update_due")
    tell_progress(goal, actor=ana, status="on_track")
    assert list(telling.update_due(event)) == []
    Goal.objects.update(next_update_on=date(2026, 1, 1))
    assert remind() == 0
    Goal.objects.update(next_update_on=organisation_day())
    close_goal(goal, actor=SYSTEM, outcome="partly")
    assert remind() == 0


def test_mail_names_no_private_goal(goal, ana):
    assert [goal.title in words for words, _address in offers(ana)] == [True]
    Goal.objects.update(visibility="line")
    remind()
    event = Event.objects.get(kind="goals.update_due")
    assert next(iter(telling.update_due(event))).data_class == "C3"
    assert list(offers(ana)) == []


def test_the_daily_mail_carries_a_link_to_tell_it(client, goal, ana, cy):
    def lines_for(person):
        mail = MailOut(person=person, context={"since": timezone.now().isoformat()})
        return [line for group in letters._from_rooms(mail) for line in group.lines]

    found = [line.href for line in lines_for(ana) if line.href]
    assert [goal.title in client.get(address).text for address in found] == [True]
    assert lines_for(cy) == []


def test_progress_is_told_from_a_mail_without_signing_in(client, goal, link):
    page = client.get(link).text
    assert goal.title in page
    assert not goal.updates.filter(via="mail").exists()
    assert client.post(link, value_of(goal)).status_code == 200
    goal.refresh_from_db()
    assert (goal.percent, goal.status, goal.confidence) == (60, "at_risk", 2)
    assert {one.via for one in ProgressUpdate.objects.order_by("-pk")[:2]} == {"mail"}


def test_a_link_is_used_once(client, goal, link):
    client.post(link, value_of(goal))
    told = ProgressUpdate.objects.count()
    assert client.post(link, value_of(goal)).status_code == 410
    assert ProgressUpdate.objects.count() == told


def test_another_persons_link_is_refused(client, goal, link, cy, ana):
    client.force_login(cy.account)
    for answer in (client.get(link), client.post(link, value_of(goal))):
        assert answer.status_code == 409
        assert goal.title not in answer.text
    client.force_login(ana.account)
    assert client.post(link, value_of(goal)).status_code == 200


def test_what_is_refused_stays_typed_and_the_link_stays_good(client, goal, link):
    wrong = {**value_of(goal), f"r_{goal.results.get().public_id}": "many", "note": "My words"}
    answer = client.post(link, wrong)
    assert answer.status_code == 422
    assert "My words" in answer.text
    assert client.post(link, value_of(goal)).status_code == 200


def test_who_may_no_longer_tell_of_it_reads_nothing(client, goal, link, cy):
    Goal.objects.update(owner=cy)
    answer = client.get(link)
    assert answer.status_code == 409
    assert goal.title not in answer.text
