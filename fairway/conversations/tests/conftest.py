"""A rhythm for everybody, check-ins that are open, and a clock that one can set."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.utils import timezone

from fairway.conversations.actions.checkins_asking import set_rhythm
from fairway.conversations.actions.checkins_opening import follow
from fairway.conversations.actions.checkins_writing import Answered, Said, send_check_in
from fairway.conversations.models import CheckIn, CheckInQuestion
from fairway.foundation.events import SYSTEM

TUESDAY, TEN = 1, time(10, 0)


@pytest.fixture
def clock():
    """clock("2026-11-17 02:00"): the whole house's clock shows this instant of UTC."""
    with time_machine.travel(datetime(2026, 11, 16, tzinfo=UTC), tick=False) as traveller:

        def show(moment):
            at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
            traveller.move_to(at)
            return at

        yield show


@pytest.fixture
def rhythm(organisation):
    """Everybody weekly, Tuesdays at ten."""
    return set_rhythm(organisation.root, actor=SYSTEM, every_weeks=1, weekday=TUESDAY, at=TEN)


@pytest.fixture
def check_in_of(rhythm):
    """check_in_of(ana, date(2026, 11, 16)): hers of that week, open."""

    def make(person, week_on=date(2026, 11, 16), **fields):
        opened = datetime.combine(week_on, time(10), UTC)
        later = max(opened, timezone.now())
        return CheckIn.objects.create(
            person=person,
            template=rhythm.template,
            week_on=week_on,
            opened_at=later,
            due_at=later,
            **fields,
        )

    return make


@pytest.fixture
def question(rhythm):
    """question("support"): the one of that kind."""

    def find(kind, template=None):
        rows = CheckInQuestion.objects.in_use().filter(template=template or rhythm.template)
        return rows.get(kind=kind)

    return find


@pytest.fixture
def sent(check_in_of, question):
    """sent(ana, "Words"): a check-in of hers that has been sent."""

    def make(person, words="Two days late", week_on=date(2026, 11, 16), **said):
        answers = {question("support").pk: Answered(words=words)}
        check_in = check_in_of(person, week_on)
        return send_check_in(check_in, actor=person, said=Said(answers=answers, **said))

    return make


@pytest.fixture
def turns():
    """turns(ana, bo): their next check-ins are reckoned."""

    def reckon(*people):
        follow([one.pk for one in people])

    return reckon


@pytest.fixture
def at(client):
    """at(bo): a browser as they use it."""

    def sign_in(person):
        client.force_login(person.account)
        return client

    return sign_in
