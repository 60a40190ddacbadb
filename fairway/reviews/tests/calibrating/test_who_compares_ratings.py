"""Rows reach whoever takes part but for their own line; words reach nobody else, anywhere."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.access import can
from fairway.foundation.models import Event
from fairway.foundation.ports import event_kinds, search_sources, todo_sources
from fairway.foundation.waiting import by_source, united
from fairway.reviews.actions.calibrating import (
    add_calibrators,
    close_session,
    open_session,
    remove_calibrator,
)
from fairway.reviews.models import Answer, CalibrationSession, Move, Placement
from fairway.reviews.offers import calibrating_personal as personal
from fairway.reviews.reading.calibrating_asking import find_sessions
from fairway.reviews.reading.calibrating_standing import standing_of
from fairway.reviews.reading.calibrating_told import what_became

pytestmark = pytest.mark.django_db
WORD = "canarymove"
TAKE_PART = {"bo", "mia", "hana", "pia"}


@pytest.fixture
def everybody(ana, bo, cy, dee, mia, hana, eva, pia, lee):
    return {
        "ana": ana, "bo": bo, "cy": cy, "dee": dee, "mia": mia, "hana": hana, "eva": eva,
        "pia": pia, "lee": lee,
    }  # fmt: skip


@pytest.fixture
def spoken(everybody, moved):
    return moved(
        everybody["ana"], 5, by=everybody["mia"], reason=f"{WORD} a", employee_reason=f"{WORD} b"
    )


def seen_by(people, rows):
    return {name for name, one in people.items() if rows(one).exists()}


def test_a_session_is_known_to_whoever_takes_part(opened, everybody):
    assert seen_by(everybody, CalibrationSession.objects.allowed) == TAKE_PART


def test_a_row_is_read_by_them_but_never_ones_own(opened, everybody, placed, ana, bo):
    def of(person):
        return lambda viewer: Placement.objects.allowed(viewer).filter(person=person)

    assert seen_by(everybody, of(ana)) == TAKE_PART
    assert seen_by(everybody, of(bo)) == TAKE_PART - {"bo"}


def test_nobody_reads_of_those_above(opened, everybody, rate, organisation, hire, bo, mia, hana):
    """Whoever works for Ana's manager and takes part sees nothing of him."""
    from fairway.foundation.events import SYSTEM
    from fairway.people.actions.assigning import move_person

    move_person(hana, actor=SYSTEM, valid_from=date(2026, 1, 5), manager=bo)
    hana.refresh_from_db()
    assert not Placement.objects.allowed(hana).filter(person=bo).exists()
    assert Placement.objects.allowed(hana).count() == 2


def test_who_takes_part_reads_the_reviews_that_ratings_come_from(
    session, placed, ana, bo, eva, hana
):
    of_ana, of_bo = (placed(one).participant.reviews.get(kind="manager") for one in (ana, bo))
    add_calibrators(session, actor=hana, people=[bo, eva])
    assert not can(eva, "view", of_ana)
    open_session(session, actor=hana)
    assert can(eva, "view", of_ana)
    assert Answer.objects.allowed(eva).filter(review=of_ana).exists()
    assert can(eva, "view", of_bo)
    assert not can(bo, "view", of_bo)


def test_they_read_neither_drafts_nor_what_colleagues_answered(
    session, rate, placed, ana, cy, eva, hana
):
    of_peer = rate(ana, 2, by=cy, kind="peer")
    add_calibrators(session, actor=hana, people=[eva])
    open_session(session, actor=hana)
    assert not can(eva, "view", of_peer)
    draft = placed(ana).participant.reviews.get(kind="manager")
    type(draft).objects.filter(pk=draft.pk).update(state="open", submitted_at=None)
    assert not can(eva, "view", draft)


def test_once_it_is_shared_they_read_the_review_no_longer(opened, placed, share, ana, eva, hana):
    add_calibrators(opened, actor=hana, people=[eva])
    review = placed(ana).participant.reviews.get(kind="manager")
    assert can(eva, "view", review)
    share(placed(ana))
    assert not can(eva, "view", review)


def test_some_days_after_the_close_calibrators_read_no_longer(locked, cycle, bo, mia, hana):
    at_the_close = timezone.now()
    for days, who in ((29, {bo, mia, hana}), (31, {hana})):
        closed_at = at_the_close - timedelta(days=days)
        type(cycle).objects.filter(pk=cycle.pk).update(state="closed", closed_at=closed_at)
        assert {one for one in (bo, mia, hana) if can(one, "view", locked)} == who
    assert not Placement.objects.allowed(mia).exists()
    assert what_became(mia).exists(), "what one proposed oneself is heard of further"


def test_an_administrator_reads_none_of_it(spoken, root, client):
    client.force_login(root)
    answer = client.get(spoken.session.get_absolute_url())
    assert answer.url == reverse("shell:no_person")
    assert WORD not in answer.content.decode()


def test_in_numbers_nobody_can_tell_their_own(opened, bo, mia, ana, moved):
    """Bo sees two of three, whichever number he looks at; his own manager's spread leaves him out."""
    session = find_sessions(bo).get()
    numbers = standing_of(session, bo)
    assert (numbers.people, numbers.hidden) == (2, 1)
    assert [one.rater.name for one in numbers.drawn if one.rater] == ["Bo Almeida"]
    whole = standing_of(find_sessions(mia).get(), mia)
    assert (whole.people, whole.hidden, whole.drawn[0].n) == (3, 0, 3)


@pytest.mark.parametrize("fragment", [False, True])
def test_words_on_pages_and_fragments(fragment, spoken, everybody, client):
    names = ("calibration", "calibration_changes", "calibration_rows", "calibration_gaps",
             "calibration_strictness", "calibration_file", "calibration_who", "calibrators",
             "lock_calibration")  # fmt: skip
    session, row = spoken.session, spoken.placement
    pages = [reverse(f"reviews:{name}", args=[session.public_id]) for name in names]
    pages += [
        reverse(f"reviews:{name}", args=[row.public_id])
        for name in ("move_rating", "explain_rating")
    ]
    pages += ["/", reverse("reviews:calibrations"), reverse("reviews:calibration_outcomes"),
              spoken.person.get_absolute_url(), f"/search/?q={WORD}"]  # fmt: skip
    headers = {"HX-Request": "true"} if fragment else {}
    heard = set()
    for name, one in everybody.items():
        client.force_login(one.account)
        for address in pages:
            answer = client.get(address, headers=headers)
            page = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if f"{WORD} a" in page.decode() or f"{WORD} b" in page.decode():
                heard.add(name)
    assert heard == TAKE_PART


def test_words_in_search_and_to_dos(spoken, everybody):
    for one in everybody.values():
        hits = [hit.title for source in search_sources for hit in source.find(one, WORD, 10)]
        assert WORD not in " ".join(hits)
        source = todo_sources["calibration"]
        waiting = by_source(list(united(source.rows(one, timezone.now()))))
        assert WORD not in repr(list(source.tell(waiting.get("calibration", []))))


def test_words_in_exports_of_personal_data(spoken, everybody):
    assert [
        name for name, one in everybody.items() if WORD in str(list(personal.export(one)))
    ] == []


def test_the_final_rating_is_handed_out_once_it_is_shared(locked, placed, share, ana):
    assert list(personal.export(ana)) == []
    share(placed(ana))
    assert [row["rating"] for row in personal.export(ana)] == [5]


def test_who_has_left_is_forgotten(locked, placed, ana):
    assert personal.erase(ana) == 0
    type(ana).objects.filter(pk=ana.pk).update(active=False)
    assert personal.erase(ana) > 0
    row = placed(ana)
    assert (row.proposed, row.rating, row.final, row.employee_reason) == (None, None, None, None)
    assert not Move.objects.filter(person=ana).exists()


def test_a_manager_who_took_no_part_is_told_of_their_ratings_too(opened, moved, ana, bo, mia, hana):
    remove_calibrator(opened, actor=hana, person=bo)
    close_session(opened, actor=hana)
    event = Event.objects.get(kind="reviews.calibration_locked")
    told = {notice.person: notice.url for notice in event_kinds[event.kind].notify(event)}
    assert told == {
        mia: opened.get_absolute_url(),
        bo: reverse("reviews:calibration_outcomes"),
    }


def test_notices_name_nobody_who_is_rated(spoken, opened):
    for event in Event.objects.filter(kind__startswith="reviews."):
        notify = event_kinds[event.kind].notify
        for notice in notify(event) if notify else ():
            assert "Ana" not in f"{notice.title}{notice.url}"
        assert WORD not in str(event.data)
