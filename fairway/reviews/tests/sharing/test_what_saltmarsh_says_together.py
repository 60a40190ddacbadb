"""Saltmarsh has a 360 that is over: Ana reads what eight said together, and finds none of them."""

from datetime import date

import pytest
from django.urls import reverse

from fairway.foundation.demo import DemoCompany
from fairway.people.days import organisation_day
from fairway.reviews.demo.all_round import CUSTOMERS, PEERS, WROTE, give_a_report
from fairway.reviews.demo.cycles import make_cycles
from fairway.reviews.models import Answer, ReportOf360, Review, ReviewCycle
from fairway.reviews.models.writing import CONFIDENTIAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(ana, bo, cy, lee, mia, dee, eva, hana, organisation, hire):
    for name in ("Ada", "Ben", "Cleo"):
        hire(f"{name} Near", organisation.support, organisation.lisbon, bo)
    found = DemoCompany(today=organisation_day(), people=50)
    found.cast = {"ana": ana, "bo": bo, "cy": cy, "tomas": lee, "hana": hana}
    found.units = {"support": organisation.support}
    make_cycles(found)
    return found


@pytest.fixture
def report(company):
    give_a_report(company)
    return ReportOf360.objects.get()


def test_she_reads_figures_and_words_of_all_and_none_of_the_two_customers_alone(report, at, ana):
    said = report.words()
    groups = [group for line in said["lines"] for group in line["groups"]]
    assert {group["of"] for group in groups} == {"all"}
    assert {group["people"] for group in groups} == {"5–9"}
    assert {line["sign"] for line in said["lines"]} >= {"blind_spot"}
    names = [set(names) for one in said["comments"] for names, _texts in one["groups"]]
    assert names
    assert {"external"} not in names
    page = at(ana).get(report.get_absolute_url())
    assert page.status_code == 200
    assert all(text in page.content.decode() for text in WROTE[0])


def test_what_each_of_them_answered_is_nowhere(report):
    asked = Review.objects.filter(participant=report.participant, kind__in=CONFIDENTIAL)
    assert asked.count() == PEERS + CUSTOMERS
    assert not Answer.objects.filter(review__in=asked).exists()
    assert report.answers_gone_at is not None


def test_nobody_but_she_and_her_manager_reads_it(report, at, ana, bo, hana, cy, eva):
    found = {one.name: at(one).get(report.get_absolute_url()).status_code for one in (ana, bo)}
    assert set(found.values()) == {200}
    for one in (hana, cy, eva):
        assert at(one).get(report.get_absolute_url()).status_code == 404


def test_it_is_the_same_at_every_making_and_stands_in_no_order_of_theirs(report, company):
    first = report.words()["comments"]
    cycle = report.participant.cycle
    ReportOf360.objects.all().delete()
    Review.objects.filter(cycle=cycle).delete()
    cycle.participants.all().delete()
    long_ago = {"period_from": date(2000, 1, 1), "period_until": date(2000, 7, 1)}
    ReviewCycle.objects.filter(pk=cycle.pk).update(**long_ago)
    give_a_report(company)
    assert ReportOf360.objects.get().words()["comments"] == first
    shown = [tuple(texts) for one in first for _names, texts in one["groups"]]
    assert tuple(WROTE[0]) not in shown


def test_it_stands_among_what_she_was_given(report, at, ana):
    page = at(ana).get(reverse("reviews:given")).content.decode()
    assert report.get_absolute_url() in page
    assert report.participant.cycle.name in page
