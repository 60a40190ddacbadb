"""Praise is open, names a value, can be reacted to, and leaves the profile of who would rather not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from fairway.feedback.actions.recognising import (
    edit_recognition,
    react,
    recognise,
    take_down,
    take_off_profile,
)
from fairway.feedback.actions.refusals import (
    HasLeft,
    NobodyRecognised,
    NoWords,
    TooLateToEdit,
    TooManyRecognised,
    ToOneself,
)
from fairway.feedback.models import Recognition
from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.ids import new_public_id
from fairway.foundation.policy import set_policy
from fairway.strategy.models import Value

pytestmark = pytest.mark.django_db
WORDS = "Stayed with a customer until the lamp worked."


def test_everybody_here_reads_it_with_its_value(ana, bo, cy, lee, mia):
    value = Value.objects.create(name={"en": "We finish"})
    praise = recognise([ana, lee], actor=cy, words=WORDS, value=value)
    assert all(can(one, "view", praise) for one in (ana, bo, cy, lee, mia))
    assert [one.person for one in praise.recognised.all()] == [ana, lee]


def test_ten_clicks_are_one_recognition(ana, cy):
    form = new_public_id()
    one = {recognise([ana], actor=cy, words=WORDS, sent_as=form).pk for _click in range(10)}
    assert len(one) == 1


def test_who_cannot_be_recognised_is_said(ana, cy, zoe):
    for people, refusal in (([], NobodyRecognised), ([cy], ToOneself), ([zoe], HasLeft)):
        with pytest.raises(refusal):
            recognise(people, actor=cy, words=WORDS)
    with pytest.raises(NoWords):
        recognise([ana], actor=cy, words="🎉")


def test_so_many_that_nobody_feels_meant_are_too_many(cy, hire, organisation):
    crowd = [hire(f"Person{n} Crowd", organisation.shops) for n in range(11)]
    with pytest.raises(TooManyRecognised):
        recognise(crowd, actor=cy, words=WORDS)


def test_whoever_takes_it_off_their_profile_is_named_no_more(ana, lee, bo, cy):
    praise = recognise([ana, lee], actor=cy, words=WORDS)
    take_off_profile(praise, actor=ana)
    assert not Recognition.objects.allowed(bo).standing().for_people([ana.pk]).exists()
    assert Recognition.objects.allowed(bo).standing().for_people([lee.pk]).exists()
    take_off_profile(praise, actor=lee)
    assert not can(bo, "view", praise)
    assert can(ana, "view", praise)  # who may bring it back
    take_off_profile(praise, actor=ana, away=False)
    assert can(bo, "view", praise)


def test_nobody_takes_another_off(ana, bo, cy):
    praise = recognise([ana], actor=cy, words=WORDS)
    with pytest.raises(PermissionDenied):
        take_off_profile(praise, actor=bo)


def test_its_author_edits_it_for_a_day(ana, cy):
    praise = recognise([ana], actor=cy, words=WORDS)
    assert edit_recognition(praise, actor=cy, words="It worked.").words == "It worked."
    Recognition.objects.update(given_at=timezone.now() - timedelta(hours=25))
    with pytest.raises(TooLateToEdit):
        edit_recognition(praise, actor=cy, words=WORDS)


def test_its_author_and_people_leads_take_it_down_words_and_all(ana, bo, cy, pia):
    for actor in (cy, pia):
        gone = take_down(recognise([ana], actor=cy, words=WORDS), actor=actor)
        assert gone.words == ""
        assert not can(ana, "view", gone)
    with pytest.raises(PermissionDenied):
        take_down(recognise([ana], actor=cy, words=WORDS), actor=bo)


def test_a_sign_counts_once_and_is_taken_away_by_who_gave_it(ana, bo, cy):
    praise = recognise([ana], actor=cy, words=WORDS)
    for _click in range(10):
        react(praise, actor=bo, sign="clap", wanted=True)
    assert praise.reactions.count() == 1
    react(praise, actor=bo, sign="clap", wanted=False)
    assert praise.reactions.count() == 0
    with pytest.raises(PermissionDenied):
        react(praise, actor=cy, sign="clap", wanted=True)


def test_where_praise_is_not_open_it_stays_with_those_it_names(ana, bo, cy, dee, mia):
    set_policy("feedback.recognition_is_public", False, actor=SYSTEM)
    praise = recognise([ana], actor=cy, words=WORDS)
    readers = {one for one in (ana, bo, cy, dee, mia) if can(one, "view", praise)}
    assert readers == {ana, bo, cy}
    set_policy("feedback.recognition_is_public", True, actor=SYSTEM)
    assert not can(dee, "view", praise)  # what was said before stays where it was
