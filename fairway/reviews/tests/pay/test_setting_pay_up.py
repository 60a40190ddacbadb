"""A pay round from the page on which it is begun to the number of people whom each step concerns."""

import pytest
from django.urls import reverse

from fairway.reviews.actions.pay_rounds import open_round
from fairway.reviews.actions.paying import decide_pay, propose_pay
from fairway.reviews.models import PayRound

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
