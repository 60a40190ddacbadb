"""Pay is read by those who plan and decide it, decided by others than who proposed it, and kept apart."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from fairway.foundation.versions import Stale
from fairway.people.models import ReportingChain
from fairway.reviews.actions.outcomes_refused import DecidedAlready
from fairway.reviews.actions.pay_refused import NoAmount, SayWhyBack
from fairway.reviews.actions.pay_rounds import add_planner, open_round
from fairway.reviews.actions.paying import decide_pay, propose_pay
from fairway.reviews.models import PayLine, PayRound, PayStep

pytestmark = pytest.mark.django_db


def seen_by(viewer, verb="view"):
    return {one.person.name for one in PayLine.objects.allowed(viewer, verb)}


def recommend(one, who, amount=3_800_000):
    return propose_pay(one, actor=who, amount=amount, reason="Returns.")


def test_managers_see_their_own_people_and_pay_partners_their_units(
    round_, ana, bo, mia, olga, cy, dee, hana, eva, pia, lee
):
    assert seen_by(bo) == {"Ana Reyes", "Lee Tan"}
    assert seen_by(mia) == {"Bo Almeida"}
    assert seen_by(olga) == {"Ana Reyes", "Lee Tan", "Bo Almeida"}
    assert [seen_by(one) for one in (ana, lee, cy, dee, hana, eva, pia)] == [set()] * 7


def test_the_next_level_sees_what_waits_for_it(round_, line, bo, mia, ana):
    recommend(line(ana), bo)
    assert seen_by(mia) == {"Bo Almeida", "Ana Reyes"}
    assert seen_by(mia, "decide") == {"Ana Reyes"}


def test_a_pay_partner_never_sees_their_own_or_their_managers(
    round_, appoint, bo, ana, organisation
):
    appoint(ana, "pay_partner", organisation.root)
    assert seen_by(ana) == {"Lee Tan"}
    assert seen_by(ana, "export") == set()


def test_from_the_manager_to_the_next_level_to_the_pay_partner(round_, line, bo, mia, olga, ana):
    recommend(line(ana), bo)
    for wrong in (bo, olga, ana):
        with pytest.raises(PermissionDenied):
            decide_pay(line(ana), actor=wrong, approve=True)
    decide_pay(line(ana), actor=mia, approve=True)
    done = decide_pay(line(ana), actor=olga, approve=True)
    assert done.state == "approved"
    assert list(done.steps.values_list("kind", flat=True)) == ["proposed", "agreed", "approved"]
    with pytest.raises(DecidedAlready):
        decide_pay(line(ana), actor=olga, approve=True)


def test_where_nobody_stands_above_it_goes_straight_to_the_pay_partner(round_, line, mia, bo):
    assert not ReportingChain.objects.filter(below=bo, depth=2).exists()
    assert recommend(line(bo), mia).state == "agreed"


def test_who_proposed_it_approves_nothing(round_, line, olga, mia, ana):
    recommend(line(ana), olga)
    decide_pay(line(ana), actor=mia, approve=True)
    with pytest.raises(PermissionDenied):
        decide_pay(line(ana), actor=olga, approve=True)


def test_sent_back_with_a_reason_it_is_planned_anew(round_, line, bo, mia, ana):
    recommend(line(ana), bo)
    with pytest.raises(SayWhyBack):
        decide_pay(line(ana), actor=mia, approve=False, reason="…")
    decide_pay(line(ana), actor=mia, approve=False, reason="Above the band.")
    assert seen_by(bo, "plan") == {"Ana Reyes", "Lee Tan"}
    recommend(line(ana), bo, 3_700_000)
    assert PayStep.objects.count() == 3


def test_a_planner_plans_in_their_unit_and_not_for_themselves(begun, olga, dee, bo, organisation):
    add_planner(begun, actor=olga, unit=organisation.support, person=dee)
    add_planner(begun, actor=olga, unit=organisation.support, person=bo)
    open_round(begun, actor=olga)
    assert seen_by(dee, "plan") == {"Ana Reyes", "Lee Tan", "Bo Almeida"}
    assert seen_by(bo) == {"Ana Reyes", "Lee Tan"}


def test_before_it_opens_nobody_but_its_holders_knows_of_it(begun, olga, pia, bo, eva, hana, ana):
    assert [PayRound.objects.allowed(one).exists() for one in (olga, pia)] == [True, True]
    assert [PayRound.objects.allowed(one).exists() for one in (bo, eva, hana, ana)] == [False] * 4


def test_a_stale_page_changes_nothing(round_, line, bo, mia, ana):
    seen = line(ana).version
    recommend(line(ana), bo)
    with pytest.raises(Stale):
        propose_pay(line(ana), actor=bo, amount=1, reason="Old.", version=seen)
    seen = line(ana).version
    decide_pay(line(ana), actor=mia, approve=True, version=seen)
    with pytest.raises(Stale):
        decide_pay(line(ana), actor=mia, approve=False, reason="Old.", version=seen)


def test_an_amount_or_a_percentage(round_, line, bo, ana):
    for said in ({}, {"amount": 1, "percent": 1}):
        with pytest.raises(NoAmount):
            propose_pay(line(ana), actor=bo, reason="Returns.", **said)


def test_no_amount_and_no_word_lies_open(round_, line, bo, ana):
    recommend(line(ana), bo)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reviews_payline")
        kept = b"".join(
            bytes(cell)
            for row in cursor.fetchall()
            for cell in row
            if not isinstance(cell, int | str | type(None))
        )
    assert b"3800000" not in kept
    assert b"Returns" not in kept
