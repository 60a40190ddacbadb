"""A calendar elsewhere knows when one meets whom, and nothing of what is said."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from fairway.conversations.actions.meetings_agenda import add_point
from fairway.conversations.actions.meetings_closing import call_off, choose_form
from fairway.conversations.actions.meetings_feeds import make_feed, renew_feed
from fairway.conversations.models import CalendarFeed
from fairway.foundation.events import SYSTEM
from fairway.people.actions.leaving import end_employment
from fairway.people.days import organisation_day

pytestmark = pytest.mark.django_db


def address(feed):
    return reverse("conversations:calendar_feed", args=[feed.public_id, feed.secret])


def entries(client, feed):
    answer = client.get(address(feed))
    assert answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_a_feed_has_who_and_when_and_where_to_join(client, series, meeting, ana, bo):
    add_point(meeting, actor=ana, words="The carrier")
    series.video_url = "https://meet.saltmarsh.example/ana-bo"
    series.save()
    found = entries(client, make_feed(ana))
    assert len(found) == 7
    assert found[0].decoded("DTSTART") == meeting.starts_at
    assert bo.name in found[0]["SUMMARY"]
    assert found[0]["LOCATION"] == series.video_url
    assert b"The carrier" not in client.get(address(make_feed(ana))).content


def test_what_is_called_off_is_said_to_be_so(client, meeting, ana):
    call_off(meeting, actor=ana)
    first = entries(client, make_feed(ana))[0]
    assert first["STATUS"] == "CANCELLED"
    assert int(first["SEQUENCE"]) > 1


def test_one_in_writing_takes_days_and_no_hour(client, meeting, ana):
    choose_form(meeting, actor=ana, form="grow", way="written")
    first = entries(client, make_feed(ana))[0]
    length = first.decoded("DTEND") - first.decoded("DTSTART")
    assert length == timedelta(days=3)
    assert first["TRANSP"] == "TRANSPARENT"


def test_only_the_whole_address_opens_it_and_a_renewed_one_ends_the_former(client, series, ana):
    feed = make_feed(ana)
    former = address(feed)
    wrong = reverse("conversations:calendar_feed", args=[feed.public_id, "0" * 64])
    assert client.get(wrong).status_code == 404
    renew_feed(feed, actor=ana)
    assert client.get(former).status_code == 404
    assert client.get(address(CalendarFeed.objects.get())).status_code == 200


def test_the_calendar_of_who_left_is_shut(client, series, ana):
    feed = make_feed(ana)
    end_employment(ana, actor=SYSTEM, left_on=organisation_day())
    assert client.get(address(feed)).status_code == 404


def test_a_file_of_one_is_for_the_two(client, meeting, ana, cy):
    where = reverse("conversations:one_on_one_file", args=[meeting.public_id])
    client.force_login(ana.account)
    assert client.get(where)["Content-Disposition"].startswith("attachment")
    client.force_login(cy.account)
    assert client.get(where).status_code == 404
