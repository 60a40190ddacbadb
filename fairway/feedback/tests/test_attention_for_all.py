"""A manager sees who has heard nothing for long, of their own people."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from fairway.feedback.actions.recognising import recognise
from fairway.feedback.evenness import shares_of
from fairway.feedback.models import Feedback, Recognised, Recognition, Visibility
from fairway.feedback.reading.attention import attention_of

GROUPS = st.lists(st.tuples(st.sampled_from(["here", "elsewhere", "else"]), st.booleans()))


@given(GROUPS)
def test_groups_are_compared_as_soon_as_there_are_two(people):
    sizes = {group: sum(one == group for one, _heard in people) for group, _heard in people}
    shares = {one.group: one.of for one in shares_of(people)}
    assert shares == (sizes if len(sizes) > 1 else {})


@given(GROUPS)
def test_shares_count_everybody_once(people):
    shares = shares_of(people)
    if shares:
        assert sum(one.of for one in shares) == len(people)
        assert sum(one.heard for one in shares) == sum(heard for _group, heard in people)


@pytest.mark.django_db
def test_who_has_heard_nothing_is_named_and_no_longer_once_somebody_spoke(ana, lee, bo, cy):
    assert [one.person for one in attention_of(bo).silent] == [ana, lee]
    recognise([ana], actor=cy, words="Stayed until the lamp worked.")
    assert [one.person for one in attention_of(bo).silent] == [lee]


@pytest.mark.django_db
def test_after_eight_weeks_it_counts_no_more(ana, bo, cy):
    recognise([ana], actor=cy, words="Stayed until the lamp worked.")
    long_ago = timezone.now() - timedelta(weeks=8, minutes=1)
    Recognition.objects.update(given_at=long_ago)
    Recognised.objects.update(given_at=long_ago)
    assert [one.person for one in attention_of(bo).silent] == [ana]


@pytest.mark.django_db
def test_what_is_private_between_others_is_not_told_by_the_list(ana, bo, cy, tell):
    tell(ana, by=cy)
    assert [one.person for one in attention_of(bo).silent] == [ana]
    tell(ana, by=cy, visibility=Visibility.SHARED)
    assert attention_of(bo).silent == []


@pytest.mark.django_db
def test_what_only_the_manager_reads_is_nothing_heard(ana, bo, cy, manager_only, tell):
    tell(ana, by=cy, visibility=Visibility.MANAGER)
    assert Feedback.objects.allowed(bo).exists()
    assert [one.person for one in attention_of(bo).silent] == [ana]


@pytest.mark.django_db
def test_whoever_has_just_come_is_not_silent(ana, bo):
    type(ana).objects.filter(pk=ana.pk).update(joined_on=timezone.localdate())
    assert attention_of(bo).silent == []


@pytest.mark.django_db
def test_it_is_of_ones_own_people_and_nobody_elses(ana, bo, mia, cy, client):
    assert [one.person for one in attention_of(mia).people] == [bo]
    client.force_login(cy.account)
    assert client.get(reverse("feedback:attention")).status_code == 403
