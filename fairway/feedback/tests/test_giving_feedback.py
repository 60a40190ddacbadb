"""Feedback is given once, put right for a day, and taken back until it is opened."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.feedback.actions.giving import edit_feedback, give_feedback, withdraw_feedback
from fairway.feedback.actions.receiving import open_feedback, put_away, reply_to, thank_for
from fairway.feedback.actions.refusals import (
    HasLeft,
    NobodyToAnswer,
    NoManager,
    NotOffered,
    NoWords,
    ReadersChanged,
    TooLateToEdit,
    TooLateToWithdraw,
    TooLong,
    ToOneself,
    YouAreTheManager,
)
from fairway.feedback.actions.words import has_words
from fairway.feedback.models import Feedback, Visibility
from fairway.feedback.tests.conftest import SAID
from fairway.foundation import links
from fairway.foundation.events import SYSTEM
from fairway.foundation.ids import new_public_id
from fairway.foundation.models import Event
from fairway.foundation.policy import set_policy
from fairway.foundation.versions import Stale
from fairway.strategy.models import Value

pytestmark = pytest.mark.django_db
PRIVATE, SHARED, MANAGER = Visibility.PRIVATE, Visibility.SHARED, Visibility.MANAGER


def test_ten_clicks_on_send_are_one_feedback(ana, cy, tell):
    form = new_public_id()
    sent = {tell(ana, by=cy, sent_as=form).pk for _click in range(10)}
    assert len(sent) == 1
    assert Event.objects.filter(kind="feedback.given").count() == 1


def test_who_goes_back_and_sends_other_words_loses_none_of_them(ana, cy, tell):
    form = new_public_id()
    first = tell(ana, by=cy, sent_as=form)
    second = tell(ana, by=cy, sent_as=form, behaviour="you asked twice")
    assert first != second
    assert second.behaviour == "you asked twice"


def test_the_same_form_of_somebody_else_is_another_feedback(ana, cy, dee, tell):
    form = new_public_id()
    assert tell(ana, by=cy, sent_as=form) != tell(ana, by=dee, sent_as=form)


def test_an_employee_tells_their_manager_as_well(ana, bo, mia, tell):
    given = tell(bo, by=ana, visibility=SHARED)
    assert (given.recipient, given.manager) == (bo, mia)


def test_a_leaver_is_told_nothing_and_the_writer_learns_it(zoe, cy, tell):
    with pytest.raises(HasLeft, match="Zoe Barros is no longer here"):
        tell(zoe, by=cy)
    assert not Feedback.objects.exists()


def test_nobody_gives_feedback_to_themselves(cy, tell):
    with pytest.raises(ToOneself):
        tell(cy, by=cy)


def test_pictures_alone_are_no_feedback(ana, cy, tell):
    with pytest.raises(NoWords):
        tell(ana, by=cy, behaviour="👏🎉 !!! ")
    assert tell(ana, by=cy, behaviour="很好").behaviour == "很好"


def test_what_is_far_too_long_is_refused_with_its_length(ana, cy, tell):
    with pytest.raises(TooLong, match="204800 characters"):
        tell(ana, by=cy, impact="x" * 204800)


@given(st.text(max_size=40))
def test_words_are_a_letter_or_a_figure_of_any_script(text):
    assert has_words(text) == any(sign.isalpha() or sign.isnumeric() for sign in text)


def test_where_nobody_is_above_only_the_person_can_read_it(mia, cy, tell):
    with pytest.raises(NoManager):
        tell(mia, by=cy, visibility=SHARED)
    assert tell(mia, by=cy).manager is None


def test_for_the_manager_alone_is_off_until_the_organisation_wants_it(ana, cy, bo, tell):
    with pytest.raises(NotOffered):
        tell(ana, by=cy, visibility=MANAGER)
    set_policy("feedback.manager_only", True, actor=SYSTEM)
    assert tell(ana, by=cy, visibility=MANAGER).manager == bo


def test_a_manager_writes_to_no_one_but_themselves(ana, bo, manager_only, tell):
    with pytest.raises(YouAreTheManager):
        tell(ana, by=bo, visibility=MANAGER)


def test_who_would_read_it_is_who_the_writer_was_shown(ana, bo, mia, cy, tell):
    with pytest.raises(ReadersChanged):
        tell(ana, by=cy, visibility=SHARED, shown_manager=mia.public_id)
    given = tell(ana, by=cy, visibility=SHARED, shown_manager=bo.public_id)
    assert given.manager == bo


def test_it_is_tied_to_what_it_speaks_of(ana, cy, tell):
    value = Value.objects.create(name={"en": "We finish"})
    given = tell(ana, by=cy, about=[value])
    assert links.targets(given, "about", viewer=ana) == [value]


def test_its_author_edits_the_words_for_a_day_and_not_who_reads_them(ana, cy, tell):
    given = tell(ana, by=cy)
    edited = edit_feedback(given, actor=cy, **{**SAID, "impact": "which saved an hour."})
    assert (edited.impact, edited.visibility) == ("which saved an hour.", PRIVATE)
    assert edited.edited_at is not None
    Feedback.objects.update(given_at=timezone.now() - timedelta(hours=24))
    with pytest.raises(TooLateToEdit):
        edit_feedback(given, actor=cy, **SAID)


def test_two_who_edit_the_same_words_do_not_overwrite_each_other(ana, cy, tell):
    given = tell(ana, by=cy)
    edit_feedback(given, actor=cy, version=1, **{**SAID, "impact": "One."})
    with pytest.raises(Stale):
        edit_feedback(given, actor=cy, version=1, **{**SAID, "impact": "Two."})


def test_nobody_else_edits_or_takes_it_back(ana, bo, cy, tell):
    given = tell(ana, by=cy, visibility=SHARED)
    for other in (ana, bo):
        with pytest.raises(PermissionDenied):
            edit_feedback(given, actor=other, **SAID)
        with pytest.raises(PermissionDenied):
            withdraw_feedback(given, actor=other)


def test_until_it_is_opened_its_author_takes_it_back_words_and_all(ana, cy, tell):
    given = withdraw_feedback(tell(ana, by=cy), actor=cy)
    assert (given.behaviour, given.situation, given.impact) == ("", "", "")
    assert not Feedback.objects.allowed(ana).exists()
    assert withdraw_feedback(given, actor=cy) == given  # pressed twice


@pytest.mark.parametrize("reader", ["ana", "bo"])
def test_once_somebody_has_opened_it_it_stays(reader, ana, bo, cy, tell):
    given = tell(ana, by=cy, visibility=SHARED)
    open_feedback(given, actor={"ana": ana, "bo": bo}[reader])
    with pytest.raises(TooLateToWithdraw):
        withdraw_feedback(given, actor=cy)


def test_the_organisation_may_allow_it_for_some_hours_after(ana, cy, tell):
    set_policy("feedback.withdraw_hours", 2, actor=SYSTEM)
    given = open_feedback(tell(ana, by=cy), actor=ana)
    Feedback.objects.update(read_at=timezone.now() - timedelta(hours=3))
    with pytest.raises(TooLateToWithdraw):
        withdraw_feedback(given, actor=cy)
    Feedback.objects.update(read_at=timezone.now() - timedelta(hours=1))
    assert withdraw_feedback(given, actor=cy).withdrawn_at is not None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edit=st.integers(0, 72),
    gone=st.integers(0, 100 * 60),
    read=st.none() | st.integers(0, 100 * 60),
)
def test_the_windows_close_to_the_minute(edit, gone, read, monkeypatch):
    rules = {"feedback.edit_hours": edit, "feedback.withdraw_hours": 1}
    monkeypatch.setattr("fairway.feedback.models.feedback.get", rules.__getitem__)
    now = timezone.now()
    given = Feedback(given_at=now - timedelta(minutes=gone))
    given.read_at = None if read is None else now - timedelta(minutes=read)
    assert given.can_be_edited(now) == (gone < edit * 60)
    assert given.can_be_withdrawn(now) == (read is None or read < 60)


def test_thanks_are_given_once_and_their_author_hears_of_them(ana, cy, tell):
    given = tell(ana, by=cy)
    first = thank_for(given, actor=ana).thanked_at
    assert thank_for(given, actor=ana).thanked_at == first
    assert Event.objects.filter(kind="feedback.thanked").count() == 1


def test_the_two_talk_about_it_and_a_manager_who_reads_along_does_not(ana, bo, cy, tell):
    given = tell(ana, by=cy, visibility=SHARED)
    reply_to(given, actor=ana, body="Thank you. Which case was it?")
    reply_to(given, actor=cy, body="The one of the blue lamp.")
    assert [one.by for one in given.replies.all()] == [ana, cy]
    with pytest.raises(PermissionDenied):
        reply_to(given, actor=bo, body="I agree.")


def test_a_reply_that_is_sent_twice_stands_there_once(ana, cy, tell):
    given = tell(ana, by=cy)
    for _click in range(3):
        reply_to(given, actor=ana, body="Thank you.")
    assert given.replies.count() == 1


def test_whoever_has_left_is_not_answered(ana, cy, tell):
    given = tell(ana, by=cy)
    type(cy).objects.filter(pk=cy.pk).update(active=False)
    with pytest.raises(NobodyToAnswer):
        reply_to(given, actor=ana, body="Thank you.")


def test_what_is_put_away_comes_back(ana, cy, tell):
    given = put_away(tell(ana, by=cy), actor=ana)
    assert given.hidden_at is not None
    assert put_away(given, actor=ana, away=False).hidden_at is None


def test_another_organisations_people_are_not_told(ana, cy, hire, organisation):
    from fairway.people.models import Employer

    shop = Employer.objects.create(name="Shop & Co", kind="franchisee")
    fred = hire("Fred Franchise", organisation.shops, organisation.lisbon, employer=shop)
    with pytest.raises(PermissionDenied):
        give_feedback(fred, actor=cy, visibility=PRIVATE, **SAID)
