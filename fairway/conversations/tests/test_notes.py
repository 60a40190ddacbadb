"""A manager's notes: who they are for is said before they are written, and is never widened."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fairway.conversations.actions.notes import change_note, remove_note, share_note, write_note
from fairway.conversations.actions.notes_refused import (
    ChooseWhoReads,
    NothingSaid,
    NotYet,
    TooMuchSaid,
)
from fairway.conversations.models import CoachingNote
from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import Event, Notification
from fairway.foundation.ports import (
    digest_sources,
    home_cards,
    person_cards,
    personal_data,
    search_sources,
    todo_sources,
)
from fairway.foundation.versions import Stale
from fairway.people.audience import who_can
from fairway.people.days import organisation_day
from fairway.people.views.person import FOUND

pytestmark = pytest.mark.django_db
SECRET = "Interrupts when nervous"


@pytest.fixture
def note_on(ana, bo):
    """note_on("person", share=True): by Bo on Ana, unless others are named."""

    def write(audience="coaching", body=SECRET, *, person=ana, actor=bo, **more):
        return write_note(person, actor=actor, audience=audience, body=body, **more)

    return write


@pytest.fixture
def everybody(ana, bo, mia, cy, dee, hana, eva, pia, lee):
    return [ana, bo, mia, cy, dee, hana, eva, pia, lee]


def readers(note, people):
    return [one.called for one in people if can(one, "view", note)]


def test_what_is_for_coaching_is_read_by_its_author_and_nobody_else(note_on, everybody):
    assert readers(note_on("coaching"), everybody) == ["Bo"]


def test_what_is_for_the_person_is_theirs_to_read_once_it_is_shared(note_on, everybody, bo):
    note = note_on("person")
    assert readers(note, everybody) == ["Bo"]
    share_note(note, actor=bo)
    assert readers(note, everybody) == ["Ana", "Bo"]


def test_who_can_see_it_says_exactly_that(note_on, ana, bo):
    assert who_can(note_on("coaching")).people == {bo}
    assert who_can(note_on("person", share=True)).people == {ana, bo}


def test_what_is_for_coaching_can_never_be_shared(note_on, bo):
    note = note_on("coaching")
    with pytest.raises(PermissionDenied):
        share_note(note, actor=bo)
    with pytest.raises(ChooseWhoReads):
        note_on("coaching", share=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachingNote.objects.filter(pk=note.pk).update(shared_on=organisation_day())


@pytest.mark.parametrize("who", ["ana", "mia", "cy", "dee", "hana", "pia"])
def test_only_the_manager_keeps_notes_on_somebody(note_on, request, who):
    with pytest.raises(PermissionDenied):
        note_on("coaching", actor=request.getfixturevalue(who))


def test_nobody_keeps_notes_in_somebodys_name(note_on):
    with pytest.raises(PermissionDenied):
        note_on("coaching", actor=SYSTEM)


def test_no_notes_are_begun_on_who_has_left(note_on, zoe):
    with pytest.raises(PermissionDenied):
        note_on("coaching", person=zoe)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"body": "  \n "}, NothingSaid),
        ({"body": "x" * 200_000}, TooMuchSaid),
        ({"audience": "everybody"}, ChooseWhoReads),
        ({"about_on": timezone.now().date() + timedelta(days=3)}, NotYet),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(note_on, said, refusal):
    with pytest.raises(refusal) as refused:
        note_on(**said)
    assert str(refused.value)
    assert not CoachingNote.objects.exists()


def test_a_note_may_be_one_sign_or_look_like_a_script(note_on, bo, client):
    client.force_login(bo.account)
    for body in ("🎉", "<script>alert(1)</script>"):
        page = client.get(note_on("coaching", body).get_absolute_url()).content.decode()
        assert "<script>alert" not in page
    assert (
        "🎉" in client.get(CoachingNote.objects.earliest("pk").get_absolute_url()).content.decode()
    )


def test_a_shared_note_that_is_changed_keeps_how_it_read_before(note_on, ana, bo):
    note = note_on("person", "You asked first.", share=True)
    change_note(note, actor=bo, body="You asked first, then listened.", version=1)
    assert [one.body for one in note.earlier.all()] == ["You asked first."]
    change_note(note, actor=bo, body="You asked first, then listened.", version=2)
    assert note.earlier.count() == 1  # the same words are no change


def test_what_nobody_else_could_read_leaves_no_earlier_words(note_on, bo):
    note = change_note(note_on("coaching"), actor=bo, body="Better so.")
    assert (note.body, note.earlier.count()) == ("Better so.", 0)


def test_two_pages_of_one_note_do_not_write_over_each_other(note_on, bo):
    note = note_on("person")
    change_note(note, actor=bo, body="First", version=1)
    with pytest.raises(Stale):
        change_note(note, actor=bo, body="Second", version=1)


def test_the_person_neither_changes_nor_removes_what_is_about_them(note_on, ana):
    note = note_on("person", share=True)
    with pytest.raises(PermissionDenied):
        change_note(note, actor=ana, body="All is well.")
    with pytest.raises(PermissionDenied):
        remove_note(note, actor=ana)


def test_a_note_that_nobody_else_read_is_gone_when_it_is_removed(note_on, bo):
    assert remove_note(note_on("coaching"), actor=bo) is None
    assert not CoachingNote.objects.exists()


def test_of_a_shared_note_that_is_taken_back_only_the_words_go(note_on, ana, bo, client):
    note = note_on("person", "Too harsh a word.", share=True)
    change_note(note, actor=bo, body="A softer word.")
    remove_note(note, actor=bo)
    client.force_login(ana.account)
    page = client.get(note.get_absolute_url()).content.decode()
    assert "took this note back" in page
    assert "harsh" not in page
    assert "softer" not in page
    with pytest.raises(PermissionDenied):
        change_note(note, actor=bo, body="Once more")


def test_the_person_hears_of_what_is_shared_and_its_title_says_nothing_of_it(note_on, ana):
    note_on("person", SECRET, share=True)
    run_due()
    told = Notification.objects.get(person=ana)
    assert (told.data_class, SECRET in told.title) == ("C3", False)


def test_of_what_is_not_shared_nobody_hears_and_no_record_names_the_person(note_on, ana, bo):
    note = note_on("coaching")
    change_note(note, actor=bo, body="Other words")
    remove_note(note_on("person"), actor=bo)
    run_due()
    assert not Notification.objects.exists()
    told = Event.objects.filter(kind__startswith="conversations.")
    assert told.exists()
    assert not told.filter(about=ana).exists()


def test_no_record_holds_what_was_written(note_on, bo):
    note = note_on("person", SECRET, share=True)
    change_note(note, actor=bo, body=f"{SECRET} still")
    assert not [event for event in Event.objects.all() if SECRET in str(event.data)]


def test_no_search_digest_to_do_export_or_card_of_any_room_tells_of_it(note_on, ana, everybody, bo):
    note_on("coaching", f"{SECRET} one")
    note_on("person", f"{SECRET} two")
    since = timezone.now() - timedelta(days=1)
    for one in everybody:
        told: list[object] = [
            *(list(source.find(one, SECRET, 20)) for source in search_sources),
            *(list(source.lines(one, since)) for source in digest_sources),
            *(list(source.find(one)) for source in todo_sources),
            *(card.context(one) for card in home_cards),
        ]
        seen = FOUND.find(one, ana.public_id, given=())
        told += [card.context(one, person) for person in seen for card in person_cards]
        assert SECRET not in str(told)
        if one != bo:  # whose own words they are
            assert SECRET not in str([list(source.export(one)) for source in personal_data])


def test_a_note_is_written_on_its_page_after_choosing_who_reads_it(ana, bo, client):
    client.force_login(bo.account)
    address = reverse("conversations:new_note", args=[ana.public_id])
    refused = client.post(address, {"body": SECRET})
    assert refused.status_code == 422
    assert SECRET in refused.content.decode()  # what was typed is still there
    client.post(address, {"body": SECRET, "audience": "now"})
    assert CoachingNote.objects.get().shared_on == organisation_day()


@pytest.mark.parametrize(
    ("chosen", "audience", "is_shared"),
    [("coaching", "coaching", False), ("later", "person", False), ("now", "person", True)],
)
def test_each_choice_means_what_it_says(ana, bo, client, chosen, audience, is_shared):
    client.force_login(bo.account)
    address = reverse("conversations:new_note", args=[ana.public_id])
    client.post(address, {"body": "Asked first.", "audience": chosen})
    note = CoachingNote.objects.get()
    assert (note.audience, note.is_shared) == (audience, is_shared)


def test_the_same_form_sent_ten_times_is_one_note(ana, bo, client):
    client.force_login(bo.account)
    address = reverse("conversations:new_note", args=[ana.public_id])
    token = client.get(address).context["csrf_token"]
    typed = {"body": "Asked first.", "audience": "later", "csrfmiddlewaretoken": str(token)}
    for _click in range(10):
        client.post(address, typed)
    assert CoachingNote.objects.count() == 1


def test_a_colleague_finds_no_notes_on_anybody(note_on, ana, cy, hana, client):
    note_on("person", share=True)
    for person in (cy, hana):
        client.force_login(person.account)
        address = reverse("conversations:notes", args=[ana.public_id])
        assert client.get(address).status_code == 404


def test_the_list_of_one_person_holds_notes_on_no_other(note_on, ana, bo, lee, client):
    note_on("coaching", "On Lee alone", person=lee)
    client.force_login(bo.account)
    page = client.get(reverse("conversations:notes", args=[ana.public_id]))
    assert "On Lee alone" not in page.content.decode()
