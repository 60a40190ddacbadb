"""Words of each visibility reach their readers alone: pages, search, digests, exports, timeline."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fairway.feedback import giving, personal, recognising
from fairway.feedback.actions.asking import ask_for_feedback
from fairway.feedback.actions.receiving import open_feedback, reply_to
from fairway.feedback.models import Feedback, Visibility
from fairway.feedback.tests.conftest import todos_of
from fairway.foundation.models import Event
from fairway.foundation.ports import (
    digest_sources,
    event_kinds,
    evidence_sources,
    search_sources,
    todo_sources,
)
from fairway.people.days import organisation_day

pytestmark = pytest.mark.django_db
PRIVATE, SHARED, MANAGER = Visibility.PRIVATE, Visibility.SHARED, Visibility.MANAGER
READERS = {PRIVATE: {"cy", "ana"}, SHARED: {"cy", "ana", "bo"}, MANAGER: {"cy", "bo"}}
WORD = "canarywords"


@pytest.fixture
def everybody(ana, bo, cy, dee, mia, hana, eva, pia):
    return {
        "ana": ana, "bo": bo, "cy": cy, "dee": dee, "mia": mia, "hana": hana, "eva": eva,
        "pia": pia,
    }  # fmt: skip


@pytest.fixture
def told(everybody, manager_only, tell):
    """One in each visibility, opened by everybody who may, with a reply."""

    def make(visibility):
        ana, cy, bo = (everybody[name] for name in ("ana", "cy", "bo"))
        given = tell(ana, by=cy, visibility=visibility, behaviour=f"you said {WORD}")
        for reader in (ana, bo):
            if Feedback.objects.allowed(reader, "open").filter(pk=given.pk).exists():
                open_feedback(given, actor=reader)
        reply_to(given, actor=cy, body=f"{WORD} once more")
        return given

    return make


def around(ana, given):
    names = ("received", "given", "team", "requests", "recognitions")
    return [
        *(reverse(f"feedback:{name}") for name in names),
        given.get_absolute_url(),
        reverse("feedback:who", args=[given.public_id]),
        reverse("feedback:of_person", args=[ana.public_id]),
        ana.get_absolute_url(),
        "/",
        f"/search/?q={WORD}",
    ]


@pytest.mark.parametrize("visibility", Visibility.values)
@pytest.mark.parametrize("fragment", [False, True])
def test_on_pages_and_fragments(visibility, fragment, everybody, told, client):
    given = told(visibility)
    headers = {"HX-Request": "true"} if fragment else {}
    heard = set()
    for name, one in everybody.items():
        client.force_login(one.account)
        for address in around(everybody["ana"], given):
            page = client.get(address, headers=headers).content.decode()
            # What somebody looked for stands in the field they typed it in.
            if f"said {WORD}" in page or f"{WORD} once" in page:
                heard.add(name)
    assert heard == READERS[visibility]


@pytest.mark.parametrize("visibility", Visibility.values)
def test_in_search(visibility, everybody, told):
    told(visibility)
    heard = {
        name
        for name, one in everybody.items()
        for source in search_sources
        if any(WORD in hit.title for hit in source.find(one, WORD, 10))
    }
    assert heard == READERS[visibility]


@pytest.mark.parametrize("visibility", Visibility.values)
def test_in_digests_to_dos_and_notices_stands_no_word_of_it(visibility, everybody, told):
    told(visibility)
    since = timezone.now() - timedelta(days=1)
    for one in everybody.values():
        said = [str(line) for source in digest_sources for line in source.lines(one, since)]
        said += [repr(todo) for source in todo_sources for todo in todos_of(one, source.key)]
        assert WORD not in " ".join(said)
    for event in Event.objects.filter(kind__startswith="feedback."):
        notify = event_kinds[event.kind].notify
        for notice in notify(event) if notify else ():
            assert WORD not in f"{notice.title}{notice.url}"
        assert WORD not in str(event.data)


@pytest.mark.parametrize("visibility", Visibility.values)
def test_nobody_hears_that_something_waits_who_may_not_read_it(
    visibility, everybody, tell, manager_only
):
    tell(everybody["ana"], by=everybody["cy"], visibility=visibility)
    event = Event.objects.get(kind="feedback.given")
    told = {notice.person for notice in event_kinds["feedback.given"].notify(event)}
    assert told == {everybody[name] for name in READERS[visibility] - {"cy"}}


@pytest.mark.parametrize("visibility", Visibility.values)
def test_in_exports_of_personal_data(visibility, everybody, told):
    told(visibility)
    handed = {name for name, one in everybody.items() if WORD in str(list(personal.export(one)))}
    # One's own words and those one was given; who reads along gets nobody else's data.
    assert handed == {PRIVATE: {"ana", "cy"}, SHARED: {"ana", "cy"}, MANAGER: {"cy"}}[visibility]


@pytest.mark.parametrize("visibility", Visibility.values)
def test_on_the_timeline(visibility, everybody, told):
    """What the person themselves cannot read is evidence for nobody."""
    told(visibility)
    today, ana = organisation_day(), everybody["ana"]
    days = (today - timedelta(days=2), today + timedelta(days=2))
    heard = {
        name
        for name, one in everybody.items()
        if evidence_sources["feedback"].find(one, ana, *days).exists()
    }
    assert heard == (set() if visibility == MANAGER else READERS[visibility])


def test_before_it_is_opened_nobody_but_its_author_has_a_word(ana, bo, cy, tell, client):
    given = tell(ana, by=cy, visibility=SHARED, behaviour=f"you said {WORD}")
    for one in (ana, bo):
        client.force_login(one.account)
        for address in around(ana, given):
            assert f"said {WORD}" not in client.get(address).content.decode()
        assert not giving.find_hits(one, WORD, 5)
    client.force_login(cy.account)
    assert f"said {WORD}" in client.get(given.get_absolute_url()).content.decode()


def test_looking_at_it_does_not_open_it(ana, cy, tell, client):
    given = tell(ana, by=cy)
    client.force_login(ana.account)
    client.get(given.get_absolute_url())
    given.refresh_from_db()
    assert given.read_at is None
    client.post(reverse("feedback:open", args=[given.public_id]))
    given.refresh_from_db()
    assert given.read_at is not None


def test_a_question_is_read_by_those_of_it_alone(everybody, client):
    ana, cy = everybody["ana"], everybody["cy"]
    asked = ask_for_feedback(ana, actor=ana, asked=cy, visibility=PRIVATE, question=f"So {WORD}?")
    heard = set()
    for name, one in everybody.items():
        client.force_login(one.account)
        for way in ("request", "answer"):
            page = client.get(reverse(f"feedback:{way}", args=[asked.public_id])).content.decode()
            if f"So {WORD}" in page:
                heard.add(name)
    assert heard == {"ana", "cy"}


def test_script_in_feedback_is_shown_and_never_run(ana, cy, tell, client):
    given = tell(ana, by=cy, behaviour="<script>alert(1)</script> was in your report")
    client.force_login(cy.account)
    page = client.get(given.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_only_the_first_mail_of_a_month_leads_to_the_last_one():
    at = datetime(2027, 2, 28, 9, tzinfo=UTC)
    assert not recognising.is_first_of_month(at, at + timedelta(hours=1))
    assert recognising.is_first_of_month(at, at + timedelta(days=1))
