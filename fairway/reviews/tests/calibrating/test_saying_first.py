"""Everybody says first how they see it, and nobody hears it before the session opens."""

import pytest
from django.core.exceptions import PermissionDenied

from fairway.reviews.actions.calibrating import add_calibrators, open_session
from fairway.reviews.actions.calibrating_moves import Seen, keep_votes
from fairway.reviews.actions.calibrating_refused import NotInThree, OffTheScale
from fairway.reviews.models import PreVote

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(session, bo, mia, hana):
    add_calibrators(session, actor=hana, people=[bo, mia])
    return session


@pytest.fixture
def say(both, placed):
    def keep(by, **said):
        rows = {placed(person).public_id: seen for person, seen in said.pop("of").items()}
        return keep_votes(both, actor=by, said=rows)

    return keep


def test_it_is_ones_own_until_the_session_opens(both, say, ana, bo, mia, hana, pia):
    say(bo, of={ana: Seen(4, 2)})
    assert PreVote.objects.allowed(bo).count() == 1
    for other in (mia, hana, pia, ana):
        assert not PreVote.objects.allowed(other).exists()
    open_session(both, actor=hana)
    for other in (bo, mia, hana, pia):
        assert PreVote.objects.allowed(other).count() == 1
    assert not PreVote.objects.allowed(ana).exists()


def test_nobody_says_anything_of_themselves_or_of_those_above(both, say, bo, mia):
    assert say(bo, of={bo: Seen(5)}) == 0
    assert not PreVote.objects.exists()


def test_who_is_spoken_of_does_not_hear_it_when_it_opens(both, say, bo, mia, hana):
    say(mia, of={bo: Seen(2)})
    open_session(both, actor=hana)
    assert not PreVote.objects.allowed(bo).exists()


def test_said_again_it_is_the_last_word(both, say, ana, bo):
    say(bo, of={ana: Seen(4, 2)})
    say(bo, of={ana: Seen(3)})
    vote = PreVote.objects.get()
    assert (vote.rating, vote.growth) == (3, None)
    say(bo, of={ana: None})
    assert not PreVote.objects.exists()


def test_all_of_a_page_is_kept_or_nothing(both, say, ana, lee, bo):
    with pytest.raises(OffTheScale):
        say(bo, of={ana: Seen(4), lee: Seen(9)})
    with pytest.raises(NotInThree):
        say(bo, of={ana: Seen(4), lee: Seen(3, 4)})
    assert not PreVote.objects.exists()


def test_once_it_is_open_the_first_word_is_over(both, say, ana, bo, hana):
    open_session(both, actor=hana)
    with pytest.raises(PermissionDenied):
        say(bo, of={ana: Seen(4)})


@pytest.mark.parametrize("who", ["hana", "pia", "eva", "cy", "ana"])
def test_only_calibrators_say_it(who, both, say, ana, request):
    with pytest.raises(PermissionDenied):
        say(request.getfixturevalue(who), of={ana: Seen(4)})
