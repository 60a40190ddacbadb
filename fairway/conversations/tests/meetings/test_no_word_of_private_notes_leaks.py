"""A private note stands on its author's own pages and in what is handed out to them: nowhere else."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone

from fairway.conversations.actions.meetings_closing import close_meeting
from fairway.conversations.actions.meetings_writing import write_private
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import Event, Notification
from fairway.foundation.ports import digest_sources, personal_data, search_sources

pytestmark = pytest.mark.django_db
SECRET = "canaryofalone"
EVERYBODY = ("ana", "bo", "mia", "cy", "dee", "hana", "eva", "pia", "lee")


@pytest.fixture
def everybody(request):
    return {name: request.getfixturevalue(name) for name in EVERYBODY}


@pytest.fixture
def held(begun, everybody):
    """Both keep a note to themselves, and Bo says what came of it."""
    for name in ("ana", "bo"):
        write_private(begun, actor=everybody[name], body=f"{SECRET} of {name}")
    return close_meeting(begun, actor=everybody["bo"], outcome="Bo asks the carrier.")


def test_nobody_finds_it_not_even_by_its_very_words(held, everybody):
    for one in everybody.values():
        assert [hit for source in search_sources for hit in source.find(one, SECRET, 20)] == []


def test_no_letter_digest_notice_or_record_holds_a_word_of_it(held, everybody, clock, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.outbox = []
    since = timezone.now() - timedelta(days=1)
    for one in everybody.values():
        assert SECRET not in str([list(source.lines(one, since)) for source in digest_sources])
    for _day in range(9):
        run_due("default", "mail", "chat")
        clock.shift(timedelta(days=1))
    assert outbox.outbox
    letters = [[one.subject, one.body, one.alternatives] for one in outbox.outbox]
    notices = list(Notification.objects.values_list("title", "url"))
    records = list(Event.objects.values_list("kind", "data"))
    for told in (letters, notices, records):
        assert SECRET not in str(told)


def test_each_is_handed_their_own_and_nobody_anothers(held, everybody):
    handed = {
        name: str([list(source.export(one)) for source in personal_data])
        for name, one in everybody.items()
    }
    for author in ("ana", "bo"):
        words = f"{SECRET} of {author}"
        assert [name for name, said in handed.items() if words in said] == [author]


def test_home_timelines_and_the_pages_of_the_two_tell_nobody_else_of_it(held, everybody, client):
    pages = [
        "/",
        reverse("shell:later"),
        reverse("shell:notices"),
        held.get_absolute_url(),
        held.series.get_absolute_url(),
        reverse("conversations:private_notes"),
        *(everybody[name].get_absolute_url() for name in ("ana", "bo")),
        *(
            reverse("conversations:timeline", args=[everybody[name].public_id])
            for name in ("ana", "bo")
        ),
    ]
    heard = set()
    for name, one in everybody.items():
        client.force_login(one.account)
        for page in pages:
            said = client.get(page).content.decode()
            heard |= {(name, other) for other in EVERYBODY if f"{SECRET} of {other}" in said}
    assert heard == {("ana", "ana"), ("bo", "bo")}
