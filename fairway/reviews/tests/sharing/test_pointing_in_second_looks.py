"""Pointing to what happened: words go along where they may, and nothing else of anybody does."""

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.conversations.actions.notes import write_note
from fairway.conversations.models import CoachingNote, Win
from fairway.feedback.actions.giving import give_feedback
from fairway.feedback.models import Feedback, Visibility
from fairway.foundation.access import can
from fairway.foundation.models import Event
from fairway.reviews.actions.deciding import decide
from fairway.reviews.actions.disputing import (
    assign_reviewer,
    bring_evidence,
    open_dispute,
    respond,
    withdraw_dispute,
)
from fairway.reviews.actions.exhibiting import MOST
from fairway.reviews.actions.refusals import SaySomething
from fairway.reviews.actions.sharing_refused import NoLongerThere, TooManyExhibits
from fairway.reviews.models import Dispute, DisputeEvidence, Exhibit
from fairway.reviews.offers import sharing_personal
from fairway.reviews.reading.exhibits import choosable, name_of
from fairway.reviews.reading.sharing import look_of
from fairway.reviews.rules.exhibits import words_go_along

WHY = "The spring is missing from it."
SECRET = "canaryofafewwords"
KEYS = st.text("abc", min_size=1, max_size=2)


@given(KEYS, st.sampled_from(["me", "pair", "line", "managers", "team", ""]), KEYS, KEYS)
def test_words_said_to_few_go_along_only_from_the_two_sides(voice, reach, person, author):
    sides = [SimpleNamespace(public_id=person), SimpleNamespace(public_id=author)]
    assert words_go_along(voice, reach, sides) == (voice in {person, author})
    assert words_go_along(voice, reach, [*sides, None]) == (voice in {person, author})
    assert words_go_along(voice, "open", sides)
    assert not words_go_along("", reach, sides)


@pytest.fixture
def told(ana):
    """told(bo, "words", "private"): feedback in the period, which its readers have opened."""

    def make(by, words, visibility=Visibility.PRIVATE, day=date(2026, 3, 3), *, opened=True):
        made = give_feedback(ana, actor=by, visibility=visibility, behaviour=words)
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        shared = visibility == Visibility.SHARED
        Feedback.objects.filter(pk=made.pk).update(
            given_at=at,
            read_at=at if opened else None,
            manager_read_at=at if opened and shared else None,
        )
        return name_of("feedback", made.public_id)

    return make


@pytest.fixture
def asked(given, ana):
    return open_dispute(given, actor=ana, words=WHY)


@pytest.fixture
def looked_at(asked, hana, cy):
    return assign_reviewer(asked, actor=hana, reviewer=cy)


@pytest.fixture
def read(at):
    """read(cy, look): what they read there."""

    def page(who, look):
        return at(who).get(look.get_absolute_url()).content.decode()

    return page


pytestmark = pytest.mark.django_db


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    said=st.lists(
        st.tuples(
            st.sampled_from(["bo", "cy", "dee", "mia"]),
            st.sampled_from([Visibility.PRIVATE, Visibility.SHARED, Visibility.MANAGER]),
            st.booleans(),
        ),
        max_size=5,
    )
)
def test_whoever_decides_reads_no_word_that_a_third_one_said_to_few(
    request, read, told, given, ana, bo, hana, hire, organisation, said
):
    """Whatever anybody said to Ana, she points to all that she can, and so does Bo."""
    Dispute.objects.all().delete()
    Feedback.objects.all().delete()
    nora = request.getfixturevalue("nora")
    for number, (who, visibility, opened) in enumerate(said):
        if visibility == Visibility.MANAGER and who == "bo":
            continue  # nobody writes to themselves
        giver = request.getfixturevalue(who)
        Feedback.objects.create(
            recipient=ana,
            author=giver,
            manager=None if visibility == Visibility.PRIVATE else bo,
            visibility=visibility,
            behaviour=f"from{who}{number}",
            given_at=datetime(2026, 3, 3, 12, tzinfo=UTC),
            read_at=datetime(2026, 3, 4, 12, tzinfo=UTC) if opened else None,
            manager_read_at=datetime(2026, 3, 4, 12, tzinfo=UTC),
        )
    look = open_dispute(given, actor=ana, words=WHY, pieces=names(given, ana))
    look = assign_reviewer(look, actor=hana, reviewer=nora)
    look = respond(look, actor=bo, words="So it was.", pieces=names(given, bo))
    shown = read(nora, look)
    for number, (who, visibility, _opened) in enumerate(said):
        assert (f"from{who}{number}" in shown) == (who == "bo" and visibility != Visibility.MANAGER)
    assert "Cy Okafor" not in shown
    hers = {one.key for one in Exhibit.objects.filter(dispute=look, by=ana)}
    unread = Feedback.objects.filter(read_at=None) | Feedback.objects.filter(visibility="manager")
    assert hers.isdisjoint(unread.values_list("public_id", flat=True))


@pytest.fixture
def nora(hire, organisation):
    return hire("Nora Next", organisation.people, organisation.lisbon)


def names(version, viewer):
    return [name_of(*one.names) for one in choosable(version, viewer)]


def test_of_what_a_third_one_said_it_is_told_that_it_is_there(
    looked_at, told, read, ana, bo, cy, dee
):
    shared = told(dee, SECRET, Visibility.SHARED)
    bring_evidence(looked_at, actor=ana, words="", pieces=[shared])
    (one,) = Exhibit.objects.all()
    assert (one.has_words, one.content, str(one.day)) == (False, None, "2026-03-03")
    shown = read(cy, looked_at)
    assert "3 March 2026" in shown
    assert "are not passed on" in shown
    assert dee.name not in shown
    address = Feedback.objects.get().get_absolute_url()
    assert address not in shown
    assert address in read(bo, looked_at)  # it was shared with him


def test_whoever_may_not_open_it_has_no_way_to_it(looked_at, told, read, ana, bo, dee):
    private = told(dee, SECRET)
    bring_evidence(looked_at, actor=ana, words="See there.", pieces=[private])
    address = Feedback.objects.get().get_absolute_url()
    shown = read(bo, looked_at)
    assert "3 March 2026" in shown
    assert not [word for word in (SECRET, dee.name, address) if word in shown]
    assert address in read(ana, looked_at)


def test_words_stand_as_they_stood_when_they_were_pointed_to(looked_at, told, read, ana, bo, cy):
    theirs = told(bo, "You led the switch.")
    bring_evidence(looked_at, actor=ana, words="", pieces=[theirs])
    Feedback.objects.update(behaviour=SECRET, withdrawn_at=looked_at.opened_at)
    shown = read(cy, looked_at)
    assert "You led the switch." in shown
    assert SECRET not in shown


def test_a_statement_of_the_review_can_be_pointed_to(looked_at, given, read, ana, cy):
    (said,) = [one for one in choosable(given, ana) if "The handovers." in one.words]
    bring_evidence(looked_at, actor=ana, words="", pieces=[name_of(*said.names)])
    shown = read(cy, looked_at)
    assert "The handovers." in shown
    assert "Only for Bo." not in str(choosable(given, ana)) + shown


def test_nobody_points_to_what_they_may_not_read(looked_at, told, ana, bo, dee):
    happened_on = date(2026, 4, 4)
    Win.objects.create(
        person=ana, body=SECRET, happened_on=happened_on, written_at=looked_at.opened_at
    )
    note = write_note(
        ana, actor=bo, body=SECRET, audience=CoachingNote.Audience.COACHING, about_on=happened_on
    )
    private, unread = told(dee, SECRET), told(dee, SECRET, opened=False)
    of_manager = told(dee, SECRET)
    told_to_him = Feedback.objects.order_by("-pk")[:1].values("pk")
    Feedback.objects.filter(pk__in=list(told_to_him.values_list("pk", flat=True))).update(
        visibility=Visibility.MANAGER, manager=bo, manager_read_at=looked_at.opened_at
    )
    win = name_of("win", Win.objects.get().public_id)
    for actor, name in (
        (bo, private),
        (bo, win),
        (ana, unread),
        (ana, of_manager),
        (bo, of_manager),
        (ana, name_of("note", note.public_id)),
        (bo, name_of("note", note.public_id)),
        (ana, "nothing"),
        (ana, "feedback:"),
        (ana, "kpi_signal:0000000000000000000000"),
    ):
        with pytest.raises(NoLongerThere):
            bring_evidence(looked_at, actor=actor, words=WHY, pieces=[name])
    assert not Exhibit.objects.exists()
    assert not DisputeEvidence.objects.exists()


def test_what_was_said_outside_the_period_is_none_of_it(looked_at, told, ana, bo):
    late = told(bo, "Afterwards.", day=date(2026, 8, 1))
    with pytest.raises(NoLongerThere):
        bring_evidence(looked_at, actor=ana, words=WHY, pieces=[late])


def test_the_three_read_it_and_who_decides_only_while_they_look(
    looked_at, told, read, ana, bo, cy, mia, hana, pia
):
    bring_evidence(looked_at, actor=ana, words="", pieces=[told(bo, "You led the switch.")])
    one = Exhibit.objects.get()
    assert [who for who in (ana, bo, cy, mia, hana, pia) if can(who, "view", one)] == [ana, bo, cy]
    decide(looked_at, actor=cy, decision="stands", reason="It stands.")
    assert [who for who in (ana, bo, cy, mia, hana, pia) if can(who, "view", one)] == [ana, bo]
    assert "You led the switch." not in read(cy, looked_at)
    assert "You led the switch." in read(bo, looked_at)


def test_somebody_else_who_is_named_reads_it_and_the_first_one_no_more(
    looked_at, told, ana, bo, cy, hana, nora
):
    bring_evidence(looked_at, actor=ana, words="", pieces=[told(bo, "You led the switch.")])
    one = Exhibit.objects.get()
    looked_at.refresh_from_db()
    assign_reviewer(looked_at, actor=hana, reviewer=nora)
    assert (can(cy, "view", one), can(nora, "view", one)) == (False, True)


@pytest.mark.parametrize("ends", ["decided", "withdrawn"])
def test_once_it_is_over_nobody_points_to_anything(looked_at, told, ana, bo, cy, ends):
    theirs = told(bo, "You led the switch.")
    if ends == "decided":
        decide(looked_at, actor=cy, decision="stands", reason="It stands.")
    else:
        withdraw_dispute(looked_at, actor=ana)
    for who in (ana, bo):
        with pytest.raises(PermissionDenied):
            bring_evidence(looked_at, actor=who, words=WHY, pieces=[theirs])
    with pytest.raises(PermissionDenied):
        respond(looked_at, actor=bo, words=WHY, pieces=[theirs])


def test_words_or_something_that_is_pointed_to(given, told, ana, bo):
    theirs = told(bo, "You led the switch.")
    with pytest.raises(SaySomething):
        open_dispute(given, actor=ana, words=" ")
    made = open_dispute(given, actor=ana, words=" ", pieces=[theirs])
    assert (made.read_words(), made.exhibits.get().place) == ("", "asked")


def test_pressed_twice_it_is_there_once(given, told, ana, bo):
    first, second = told(bo, "One."), told(bo, "Two.")
    for _press in range(2):
        look = open_dispute(given, actor=ana, words=WHY, pieces=[first, first])
        bring_evidence(look, actor=ana, words="", pieces=[second])
    assert (Exhibit.objects.count(), DisputeEvidence.objects.count()) == (2, 1)
    with pytest.raises(SaySomething):
        bring_evidence(Dispute.objects.get(), actor=bo, words="", pieces=[])


def test_one_side_points_to_so_much_and_no_more(looked_at, told, ana, bo):
    many = [told(bo, f"It went well, {number}.") for number in range(MOST + 1)]
    with pytest.raises(TooManyExhibits):
        bring_evidence(looked_at, actor=ana, words=WHY, pieces=many)
    bring_evidence(looked_at, actor=ana, words=WHY, pieces=many[:-1])
    with pytest.raises(TooManyExhibits):
        bring_evidence(looked_at, actor=ana, words="More.", pieces=many[-1:])
    assert Exhibit.objects.count() == MOST


def test_it_lies_sealed_and_goes_with_the_key_of_whom_it_is_about(looked_at, told, ana, bo, cy):
    bring_evidence(looked_at, actor=ana, words="", pieces=[told(bo, SECRET)])
    row = Exhibit.objects.values().get()
    assert SECRET not in json.dumps(row, default=str)
    assert SECRET.encode() not in bytes(row["content"])
    assert not [one for one in Event.objects.all() if SECRET in str(one.data)]
    assert SECRET in str(list(sharing_personal.export(ana)))
    type(ana).objects.filter(pk=ana.pk).update(active=False)
    sharing_personal.erase(ana)
    one = Exhibit.objects.get()
    assert (one.content, one.words()) == (None, {})


def test_who_is_erased_leaves_a_page_without_words_and_no_error(looked_at, told, read, ana, bo, cy):
    from fairway.foundation.events import SYSTEM
    from fairway.foundation.sealing import destroy_key

    bring_evidence(looked_at, actor=ana, words="", pieces=[told(bo, SECRET)])
    destroy_key(ana, actor=SYSTEM)
    assert look_of(looked_at, cy).evidence == ()
    assert SECRET not in read(cy, looked_at)


def test_a_win_that_was_shared_goes_along_from_either_side(looked_at, ana, bo, read, cy):
    won = Win.objects.create(
        person=ana,
        body="The switch ran.",
        happened_on=date(2026, 4, 4),
        shared_on=date(2026, 4, 5),
        written_at=looked_at.opened_at,
    )
    bring_evidence(looked_at, actor=bo, words="", pieces=[name_of("win", won.public_id)])
    shown = read(cy, looked_at)
    assert "The switch ran." in shown
    assert "4 April 2026" in shown
