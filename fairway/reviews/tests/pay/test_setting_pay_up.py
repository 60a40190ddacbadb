"""A pay round from the page on which it is begun to the number of people whom each step concerns."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation.models import Event
from fairway.people.models import Assignment, JobProfile
from fairway.reviews.actions.pay_refused import CurrencyUnknown
from fairway.reviews.actions.pay_rounds import add_planner, begin_round, discard_round, open_round
from fairway.reviews.actions.paying import decide_pay, propose_pay
from fairway.reviews.models import PayBand, PayBudget, PayPlanner, PayRound

pytestmark = pytest.mark.django_db


def page(browser, name, *keys):
    return browser.get(reverse(f"reviews:{name}", args=keys)).content.decode()


def test_whoever_may_begin_a_round_is_offered_it_where_pay_stands(at, over, olga, bo):
    address = reverse("reviews:begin_pay", args=[over.public_id])
    assert address in page(at(olga), "pay")
    assert address not in page(at(bo), "pay")
    at(olga).post(address, {"holds_from": "2027-01-01"})
    assert address not in page(at(olga), "pay")


def test_new_pay_does_not_hold_from_before_the_period(at, over, olga):
    address = reverse("reviews:begin_pay", args=[over.public_id])
    answer = at(olga).post(address, {"holds_from": "1999-01-01"})
    assert answer.status_code == 422
    assert "before the period" in answer.content.decode()
    assert not PayRound.objects.exists()


def test_a_currency_that_is_none_is_named_once_beside_its_field(at, begun, olga):
    typed = {"profile": "Support specialist L3", "currency": "xxx", "low": "1"}
    address = reverse("reviews:add_to_pay", args=[begun.public_id, "band"])
    answer = at(olga).post(address, {**typed, "middle": "2", "high": "3"})
    assert answer.status_code == 422
    assert set(answer.context["forms"]["band"].errors) == {"currency"}


def test_before_it_opens_it_says_how_many_get_a_line(at, begun, olga):
    assert "3 people of the cycle get a line" in page(at(olga), "pay_setup", begun.public_id)


def test_before_it_is_locked_it_says_whose_raise_is_approved(at, round_, line, ana, bo, mia, olga):
    propose_pay(line(ana), actor=bo, amount=3_800_000, reason="Returns.")
    for one in (mia, olga):
        decide_pay(line(ana), actor=one, approve=True)
    assert "Approved: 1 of 3 people." in page(at(olga), "pay_setup", round_.public_id)


def test_lines_stand_by_name(begun, olga):
    lines = open_round(begun, actor=olga).lines.order_by("pk")
    names = list(lines.values_list("person__sort_name", flat=True))
    assert names == sorted(names)


def test_a_round_that_is_set_up_is_discarded_with_all_it_was_set_up_with_and_begun_anew(
    at, over, begun, olga, mia, organisation
):
    add_planner(begun, actor=olga, unit=organisation.support, person=mia)
    answer = at(olga).post(reverse("reviews:discard_pay", args=[begun.public_id]))
    assert answer.url == reverse("reviews:pay")
    for model in (PayRound, PayBand, PayBudget, PayPlanner):
        assert not model.objects.exists()
    assert Event.objects.filter(kind="reviews.pay_discarded", actor=olga).count() == 1
    assert reverse("reviews:begin_pay", args=[over.public_id]) in page(at(olga), "pay")
    assert begin_round(over, actor=olga, holds_from=date(2027, 2, 1)).is_set_up


def test_what_managers_have_heard_of_is_discarded_by_nobody(at, round_, olga, pia):
    for holder in (olga, pia):
        with pytest.raises(PermissionDenied):
            discard_round(round_, actor=holder)
    assert "Discard it" not in page(at(olga), "pay_setup", round_.public_id)
    address = reverse("reviews:discard_pay", args=[round_.public_id])
    assert at(olga).post(address).status_code == 404
    assert PayRound.objects.get().lines.count() == 3


def test_only_who_holds_a_round_discards_it(begun, hana, bo, mia):
    for other in (hana, bo, mia):
        with pytest.raises(PermissionDenied):
            discard_round(begun, actor=other)


def test_the_day_is_another_as_long_as_the_round_is_set_up(at, begun, olga):
    address = reverse("reviews:pay_day", args=[begun.public_id])
    for _press in range(2):
        assert at(olga).post(address, {"holds_from": "2027-03-01"}).status_code == 302
    assert "The new pay holds from 1 March 2027." in page(at(olga), "pay_setup", begun.public_id)
    assert Event.objects.filter(kind="reviews.pay_day_set").count() == 1
    open_round(begun, actor=olga)
    assert at(olga).post(address, {"holds_from": "2027-05-01"}).status_code == 404
    begun.refresh_from_db()
    assert begun.holds_from == date(2027, 3, 1)


def test_a_day_before_the_period_is_refused_beside_its_field_with_what_was_typed(at, begun, olga):
    address = reverse("reviews:pay_day", args=[begun.public_id])
    answer = at(olga).post(address, {"holds_from": "1999-01-01"})
    assert answer.status_code == 422
    assert set(answer.context["forms"]["day"].errors) == {"holds_from"}
    assert "1999-01-01" in answer.content.decode()
    begun.refresh_from_db()
    assert begun.holds_from == date(2027, 1, 1)


def test_without_any_band_the_page_says_what_it_means_and_then_it_does(at, begun, olga, ana, bo):
    begun.bands.all().delete()
    words = page(at(olga), "pay_setup", begun.public_id)
    assert "There is no band." in words
    assert "Open it without any band" in words
    at(olga).post(reverse("reviews:move_pay", args=[begun.public_id, "opening"]))
    line = PayRound.objects.get().lines.get(person=ana)
    with pytest.raises(CurrencyUnknown):
        propose_pay(line, actor=bo, amount=3_800_000, reason="Returns.")


def test_of_those_whose_role_has_no_band_it_says_how_many_they_are(at, begun, olga, ana, lee):
    assert "no band" not in page(at(olga), "pay_setup", begun.public_id)
    other = JobProfile.objects.create(title="Sailor", level="S1")
    Assignment.objects.filter(person=ana).update(job_profile=other)
    assert "The role of 1 of them has no band" in page(at(olga), "pay_setup", begun.public_id)
    Assignment.objects.filter(person=lee).update(job_profile=None)
    assert "The roles of 2 of them have no band" in page(at(olga), "pay_setup", begun.public_id)
