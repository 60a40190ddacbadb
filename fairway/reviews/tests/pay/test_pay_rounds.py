"""A pay round follows final ratings, never development, and goes from set-up to published once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from fairway.foundation.models import Event, Notification
from fairway.people.models import OrgUnit, UnitChain
from fairway.reviews.actions.pay_refused import (
    BandOutOfOrder,
    BudgetOverlaps,
    ListUnfit,
    RatingsOpen,
    StillWaiting,
)
from fairway.reviews.actions.pay_rounds import (
    begin_round,
    lock_round,
    open_round,
    publish_round,
    set_band,
    set_budget,
)
from fairway.reviews.actions.paying import decide_pay, propose_pay
from fairway.reviews.models import PayLine, PayRound, Review, ReviewCycle
from fairway.reviews.pay_lists import read_list
from fairway.reviews.tests.pay.conftest import FROM, eur

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("purpose", ["development", "upward"])
def test_the_database_refuses_pay_after_a_cycle_for_development(over, olga, purpose):
    with pytest.raises(IntegrityError), transaction.atomic():
        PayRound.objects.create(
            cycle=over, purpose=purpose, holds_from=FROM, begun_by=olga, begun_at=over.launched_at
        )


def test_a_cycle_that_does_not_ask_for_pay_has_none(over, olga):
    ReviewCycle.objects.update(asks_pay=False)
    with pytest.raises(PermissionDenied):
        begin_round(over, actor=olga, holds_from=FROM)


@pytest.mark.parametrize("who", ["hana", "bo", "mia", "ana", "eva"])
def test_hr_partners_managers_and_executives_begin_none(over, request, who):
    with pytest.raises(PermissionDenied):
        begin_round(over, actor=request.getfixturevalue(who), holds_from=FROM)


def test_a_people_lead_begins_one_and_reads_no_line(over, pia, ana):
    made = begin_round(over, actor=pia, holds_from=FROM)
    assert begin_round(over, actor=pia, holds_from=FROM) == made  # pressed twice
    open_round(made, actor=pia)
    assert PayLine.objects.exists()
    assert not PayLine.objects.allowed(pia).exists()


def test_while_reviews_are_owed_it_is_too_early(over, olga, bo):
    ReviewCycle.objects.update(state="launched", closed_at=None)
    about = over.participants.get(author=bo, person__name="Ana Reyes")
    Review.objects.create(
        cycle=over, participant=about, kind="manager", reviewer=bo, due_on=over.period_until
    )
    with pytest.raises(RatingsOpen):
        begin_round(over, actor=olga, holds_from=FROM)
    Review.objects.update(state="submitted", submitted_at=over.launched_at)
    begin_round(over, actor=olga, holds_from=FROM)


def test_bands_are_in_order_and_budgets_cover_nobody_twice(begun, olga, organisation):
    profile = organisation.profile
    with pytest.raises(BandOutOfOrder):
        set_band(begun, actor=olga, profile=profile, low=eur(5), middle=eur(4), high=eur(6))
    team = OrgUnit.objects.create(name="Night", parent=organisation.support)
    UnitChain.objects.create(above=team, below=team, depth=0)
    UnitChain.objects.create(above=organisation.support, below=team, depth=1)
    for unit in (team, organisation.root):
        with pytest.raises(BudgetOverlaps):
            set_budget(begun, actor=olga, unit=unit, amount=eur(1))
    set_budget(begun, actor=olga, unit=organisation.support, amount=eur(6))
    assert begun.budgets.get().amount == 600


def test_opened_everybody_who_is_here_has_a_line(round_, ana, bo, lee):
    assert {one.person for one in PayLine.objects.all()} == {ana, bo, lee}
    assert set(PayLine.objects.values_list("currency", flat=True)) == {"EUR"}


def test_what_waits_is_decided_before_the_lock(round_, line, olga, bo, mia, ana):
    propose_pay(line(ana), actor=bo, amount=3_800_000, reason="Returns.")
    with pytest.raises(StillWaiting):
        lock_round(round_, actor=olga)
    decide_pay(line(ana), actor=mia, approve=True)
    decide_pay(line(ana), actor=olga, approve=True)
    lock_round(round_, actor=olga)
    with pytest.raises(PermissionDenied):
        propose_pay(line(ana), actor=bo, amount=3_900_000, reason="More.")


def test_published_once_each_is_told_of_their_own(round_, line, olga, bo, mia, ana, lee, run_jobs):
    propose_pay(line(ana), actor=bo, percent=500, reason="Returns.")
    decide_pay(line(ana), actor=mia, approve=True)
    decide_pay(line(ana), actor=olga, approve=True)
    lock_round(round_, actor=olga)
    assert not PayLine.objects.allowed(ana, "hear").exists()
    publish_round(round_, actor=olga)
    with pytest.raises(PermissionDenied):
        publish_round(round_, actor=olga)
    assert PayLine.objects.allowed(ana, "hear").get().said().proposed == 3_780_000
    assert not PayLine.objects.allowed(lee, "hear").exists()  # nothing was approved for them
    run_jobs()
    assert Notification.objects.filter(person=ana).exists()
    assert not Notification.objects.filter(person=lee).exists()


def test_no_event_carries_an_amount(round_, line, olga, bo, mia, ana):
    propose_pay(line(ana), actor=bo, amount=3_812_345, reason="canaryreason")
    said = str(list(Event.objects.values_list("data", flat=True)))
    assert "3812345" not in said
    assert "canaryreason" not in said
    assert not Event.objects.filter(kind__startswith="reviews.pay", about=ana).exists()


def test_a_list_is_read_whole_or_not_at_all(ana, lee):
    people = {"a-17": ana, "lee@saltmarsh.example": lee}
    read = read_list(
        "who;amount;currency\nA-17;52000;EUR\nLee@saltmarsh.example;41000.50;eur", people
    )
    assert [(who, money.minor) for who, money in read] == [(ana, 5_200_000), (lee, 4_100_050)]
    for bad in ("A-17;x;EUR", "A-18;1;EUR", "A-17;1", "A-17;1;XXQ", "A-17;1;EUR\nA-17;2;EUR", ""):
        with pytest.raises(ListUnfit):
            read_list(bad, people)
