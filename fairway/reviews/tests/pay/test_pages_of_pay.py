"""The pages of pay: set up, plan, decide, publish, read one's own, hand to payroll."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fairway.feedback.tests.conftest import todos_of
from fairway.foundation.models import Event
from fairway.reviews.actions.pay_rounds import lock_round, publish_round
from fairway.reviews.actions.paying import decide_pay, propose_pay
from fairway.reviews.models import PayRound
from fairway.reviews.offers.pay_personal import erase, export
from fairway.reviews.offers.pay_todos import SOURCE, rows
from fairway.reviews.reading.pay import budgets_of

pytestmark = pytest.mark.django_db


def text(answer):
    return (b"".join(answer) if answer.streaming else answer.content).decode()


def of(name, thing, *more):
    return reverse(f"reviews:{name}", args=[thing.public_id, *more])


@pytest.fixture
def approve(line, bo, mia, olga):
    def make(person, amount=3_800_000):
        propose_pay(line(person), actor=bo, amount=amount, reason="Returns.")
        decide_pay(line(person), actor=mia, approve=True)
        return decide_pay(line(person), actor=olga, approve=True)

    return make


def test_olga_begins_a_round_sets_it_up_and_opens_it(at, over, olga, organisation):
    at(olga).post(of("begin_pay", over), {"holds_from": "2027-01-01"})
    made = PayRound.objects.get()
    band = {"profile": "Support specialist L3", "currency": "eur"}
    amounts = {"low": "30,000", "middle": "40,000", "high": "50,000.50"}
    assert at(olga).post(of("add_to_pay", made, "band"), {**band, **amounts}).status_code == 302
    assert made.bands.get().high == 5_000_050
    said = {"unit": "Support", "currency": "EUR", "amount": "4 thousand"}
    answer = at(olga).post(of("add_to_pay", made, "budget"), said)
    assert answer.status_code == 422
    assert "4 thousand" in text(answer)
    at(olga).post(of("add_to_pay", made, "budget"), {**said, "amount": "4000"})
    page = text(at(olga).get(of("pay_setup", made)))
    assert "30,000.00" in page
    assert "4,000.00" in page
    at(olga).post(of("move_pay", made, "opening"))
    assert made.lines.count() == 3
    assert at(olga).get(of("begin_pay", over)).url == made.get_absolute_url()


def test_bo_recommends_a_raise_in_percent_and_reads_where_it_lies(at, round_, line, bo, ana):
    said = {"amount": "", "percent": "5", "reason": "Returns.", "version": line(ana).version}
    assert at(bo).post(of("recommend_pay", line(ana)), said).status_code == 302
    page = text(at(bo).get(line(ana).get_absolute_url()))
    assert "37,800.00" in page
    assert "In the lower half of the band" in page
    assert "37,800.00" in text(at(bo).get(round_.get_absolute_url()))


def test_what_cannot_be_keeps_what_was_typed(at, round_, line, bo, ana):
    said = {"amount": "many", "percent": "", "reason": "A long thought.", "version": 2}
    answer = at(bo).post(of("recommend_pay", line(ana)), said)
    assert answer.status_code == 422
    assert "many" in text(answer)
    assert "A long thought." in text(answer)


def test_a_stale_page_is_answered_409_with_its_words(at, round_, line, bo, ana):
    seen = line(ana).version
    propose_pay(line(ana), actor=bo, amount=3_700_000, reason="Newer.")
    said = {"amount": "1", "percent": "", "reason": "Typed long ago.", "version": seen}
    answer = at(bo).post(of("recommend_pay", line(ana)), said)
    assert answer.status_code == 409
    assert "Typed long ago." in text(answer)


def test_budgets_tell_nobody_one_persons_raise(round_, approve, ana, lee, bo, olga, eva, pia):
    approve(ana)
    approve(lee)
    [row] = budgets_of(round_, olga)
    assert row.planned.startswith("4,000.00")  # twice from 36,000 to 38,000
    assert [one.planned for one in budgets_of(round_, eva)] == [""]
    lock_round(round_, actor=olga)
    round_.refresh_from_db()
    assert [one.planned for one in budgets_of(round_, eva)] == [""]  # of two people
    assert [one.planned for one in budgets_of(round_, pia)] == [""]
    assert budgets_of(round_, bo) == []


def test_pay_now_comes_in_by_a_list(at, round_, line, olga, ana, bo):
    file = SimpleUploadedFile("pay.csv", f"{ana.email};41000;EUR".encode())
    assert at(olga).post(of("pay_now", round_), {"file": file}).status_code == 302
    assert line(ana).said().current == 4_100_000
    bad = SimpleUploadedFile("pay.csv", b"nobody@x.example;1;EUR")
    answer = at(olga).post(of("pay_now", round_), {"file": bad})
    assert answer.status_code == 422
    assert "Nothing was taken" in text(answer)
    assert at(bo).get(of("pay_now", round_)).status_code == 404


def test_payroll_gets_plain_cells_and_each_time_is_on_record(
    at, round_, approve, ana, olga, hana, bo, pia
):
    ana.name = "=HYPERLINK(1)"
    ana.save()
    approve(ana)
    lock_round(round_, actor=olga)
    for one in (hana, bo, pia):
        assert at(one).post(of("export_pay", round_)).status_code == 404
    answer = at(olga).post(of("export_pay", round_))
    said = text(answer)
    assert "'=HYPERLINK(1)" in said
    assert ",EUR,36000.00,38000.00,2027-01-01" in said
    assert len(said.strip().splitlines()) == 2
    events = Event.objects.filter(kind="reviews.pay_exported")
    assert [(one.actor, one.data["lines"]) for one in events] == [(olga, 1)]


def test_published_she_reads_her_own_and_nothing_of_how_it_came_about(
    at, round_, approve, line, ana, lee, olga
):
    done = approve(ana)
    assert at(ana).get(of("pay_result", done)).status_code == 404
    lock_round(round_, actor=olga)
    round_.refresh_from_db()
    publish_round(round_, actor=olga)
    page = text(at(ana).get(of("pay_result", done)))
    assert "38,000.00" in page
    assert "Returns." not in page
    assert at(ana).get(done.get_absolute_url()).status_code == 404
    assert at(lee).get(of("pay_result", done)).status_code == 404
    assert [one["new"] for one in export(ana)] == ["38000.00"]
    assert list(export(lee)) == []
    ana.active = False
    ana.save()
    assert erase(ana) > 0
    assert line(ana).said().proposed is None


def test_home_counts_what_waits(round_, line, bo, mia, olga, ana, hana):
    def titles(one):
        return [todo.title for todo in todos_of(one, SOURCE)]

    assert titles(bo) == ["Recommend pay for 2 people"]
    propose_pay(line(ana), actor=bo, amount=3_800_000, reason="Returns.")
    assert titles(mia) == ["Decide on pay of 1 person", "Recommend pay for 1 person"]
    decide_pay(line(ana), actor=mia, approve=True)
    assert titles(olga) == ["Decide on pay of 1 person"]
    assert [rows(one) for one in (ana, hana)] == [[], []]


def pill_in(page):
    found = re.search(r'class="fy-pill"[^>]*>(.*?)</span>', page, re.DOTALL)[1]
    return re.sub(r"<svg.*?</svg>|<[^>]+>", "", found, flags=re.DOTALL).strip()


@pytest.fixture
def how_far(at, round_, line):
    """how_far(mia, ana): where her pay is, in words that page and list share for this reader."""

    def read(who, about):
        page = text(at(who).get(line(about).get_absolute_url()))
        row = text(at(who).get(round_.get_absolute_url())).partition(f">{about.name}</a>")[2]
        assert pill_in(page) == pill_in(row)
        return pill_in(page)

    return read


def test_each_reader_is_told_for_whom_it_waits(how_far, round_, line, bo, mia, olga, ana, lee):
    assert how_far(bo, ana) == "Being planned"
    propose_pay(line(ana), actor=bo, amount=3_800_000, reason="Returns.")
    words = {one: how_far(one, ana) for one in (bo, mia, olga)}
    assert words == {
        bo: "Waits for the next level", mia: "Waits for your yes", olga: "Waits for the next level"
    }  # fmt: skip
    decide_pay(line(ana), actor=mia, approve=True)
    words = {one: how_far(one, ana) for one in (bo, mia, olga)}
    assert words == {
        bo: "Waits for a pay partner", mia: "Waits for a pay partner", olga: "Waits for your yes"
    }  # fmt: skip
    decide_pay(line(ana), actor=olga, approve=True)
    assert {how_far(one, ana) for one in (bo, mia, olga)} == {"Approved"}
    lock_round(round_, actor=olga)
    assert [how_far(bo, one) for one in (ana, lee)] == ["Approved", "Stays as it was"]
