"""Olga holds a pay round from its first band to the list for payroll; Ana reads what came of it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.reviews.actions.pay_rounds import lock_round, publish_round
from fairway.reviews.actions.paying import decide_pay, propose_pay
from fairway.reviews.models import PayRound

pytestmark = pytest.mark.django_db(transaction=True)
OVER = "Raises in Support come to 1,000.00 EUR more than its budget."


def fits(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return wide[0] <= wide[1]


def press(page, role, name):
    """By keyboard alone."""
    page.get_by_role(role, name=name, exact=True).focus()
    page.keyboard.press("Enter")


@pytest.fixture
def approve(line, bo, mia, olga):
    def make(person, amount=3_800_000):
        propose_pay(line(person), actor=bo, amount=amount, reason="Returns.")
        decide_pay(line(person), actor=mia, approve=True)
        return decide_pay(line(person), actor=olga, approve=True)

    return make


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order(
    visit, check, round_, line, approve, ana, lee, bo, mia, olga, eva, width, theme
):
    def look(who, where):
        page = visit(where, as_=who, width=width, theme=theme)
        check(page)
        assert fits(page), f"{where} hangs over the edge"

    setup = reverse("reviews:pay_setup", args=[round_.public_id])
    look(ana, reverse("reviews:pay"))
    look(olga, reverse("reviews:pay_now", args=[round_.public_id]))
    look(bo, line(ana).get_absolute_url())
    approve(ana, 4_000_000)
    done = approve(lee, 3_900_000)
    propose_pay(line(bo), actor=mia, percent=200, reason="The rota.")
    for who, where in (
        (olga, reverse("reviews:pay")),
        (olga, round_.get_absolute_url()),
        (olga, setup),
        (olga, line(bo).get_absolute_url()),
        (olga, done.get_absolute_url()),
        (bo, round_.get_absolute_url()),
        (eva, round_.get_absolute_url()),
    ):
        look(who, where)
    decide_pay(line(bo), actor=olga, approve=True)
    publish_round(lock_round(round_, actor=olga), actor=olga)
    look(ana, reverse("reviews:pay"))
    look(lee, reverse("reviews:pay_result", args=[done.public_id]))
    look(olga, setup)


def test_olga_begins_a_round_and_opens_it_by_keyboard(visit, check, over, olga, organisation):
    page = visit(reverse("reviews:begin_pay", args=[over.public_id]), as_=olga)
    page.get_by_label("From which day the new pay holds").fill("2027-01-01")
    check(page)
    press(page, "button", "Begin")

    page.get_by_text("Add or change a band").focus()
    page.keyboard.press("Enter")
    band = page.locator("form", has=page.get_by_role("button", name="Keep the band"))
    for label, typed in (
        ("Role and level", "Support specialist L3"),
        ("Currency", "EUR"),
        ("Low, for a year", "30,000"),
        ("Middle", "20,000"),
        ("High", "50,000"),
    ):
        band.get_by_label(label).focus()
        page.keyboard.type(typed)
    press(page, "button", "Keep the band")
    expect(page.get_by_text("from low over middle to high").first).to_be_visible()
    check(page)
    expect(page.get_by_label("High")).to_have_value("50,000")  # nothing typed is lost
    page.get_by_label("Middle").fill("40,000")
    press(page, "button", "Keep the band")
    expect(page.get_by_text("30,000.00 EUR")).to_be_visible()

    page.get_by_text("Add or change a budget").focus()
    page.keyboard.press("Enter")
    budget = page.locator("form", has=page.get_by_role("button", name="Keep the budget"))
    budget.get_by_label("Unit").fill("Support")
    budget.get_by_label("Currency").fill("EUR")
    budget.get_by_label("What raises may come to in a year").fill("5,000")
    press(page, "button", "Keep the budget")
    expect(page.get_by_text("5,000.00 EUR")).to_be_visible()
    press(page, "button", "Open the round")
    expect(page.get_by_text("Open. Managers find it among their to-dos.")).to_be_visible()
    assert PayRound.objects.get().lines.count() == 3


def test_pay_now_comes_in_and_a_list_that_does_not_fit_is_told_by_its_lines(
    visit, check, round_, olga, ana
):
    page = visit(reverse("reviews:pay_now", args=[round_.public_id]), as_=olga)
    chooser = page.get_by_label("A list of what people are paid now")
    chooser.set_input_files(_csv(f"{ana.email};41000;EUR\nnobody@x.example;1;EUR"))
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("Nothing was taken.").first).to_be_visible()
    check(page)
    chooser = page.get_by_label("A list of what people are paid now")
    chooser.set_input_files(_csv(f"{ana.email};41000;EUR"))
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("Taken in: 1.")).to_be_visible()
    expect(page.get_by_text("41,000.00 EUR")).to_be_visible()


def test_from_bos_recommendation_over_a_budget_that_is_exceeded_to_what_ana_reads(
    visit, check, round_, approve, line, ana, lee, bo, mia, olga
):
    approve(lee, 3_900_000)
    page = visit(line(ana).get_absolute_url(), as_=bo)
    page.get_by_label("New pay for a year").fill("39,000")
    page.get_by_label("Why").fill("She leads the returns already.")
    press(page, "button", "Recommend")
    expect(page.get_by_text("Recommended.")).to_be_visible()
    for who in (mia, olga):
        page = visit(round_.get_absolute_url(), as_=who)
        press(page, "link", "Ana Reyes")
        page.get_by_label("Yes").focus()
        page.keyboard.press("Space")
        press(page, "button", "Decide")
        expect(page.get_by_text("Decided.")).to_be_visible()

    page = visit(round_.get_absolute_url(), as_=olga)
    expect(page.get_by_text(OVER)).to_be_visible()
    check(page)
    press(page, "link", "Bands, budget, steps")
    expect(page.get_by_text(OVER)).to_be_visible()  # beside the button that locks it
    press(page, "button", "Lock the round")
    expect(page.get_by_text("Locked. Nothing moves any more.")).to_be_visible()

    page = visit(round_.get_absolute_url(), as_=olga)
    with page.expect_download() as got:
        press(page, "button", "For payroll (CSV)")
    assert got.value.suggested_filename == "pay-2027-01-01.csv"
    rows = got.value.path().read_text("utf-8-sig").strip().splitlines()
    assert len(rows) == 3
    assert any("Ana Reyes" in row and "39000.00" in row for row in rows)

    page = visit(reverse("reviews:pay"), as_=ana)
    expect(page.get_by_text("Nothing to read yet")).to_be_visible()
    page = visit(reverse("reviews:pay_setup", args=[round_.public_id]), as_=olga)
    press(page, "button", "Publish")
    expect(page.get_by_text("Published. Each person reads their own.")).to_be_visible()

    page = visit(reverse("reviews:pay"), as_=ana, width="phone")
    press(page, "link", "Over")
    expect(page.get_by_text("39,000.00 EUR")).to_be_visible()
    assert "She leads the returns" not in page.content()
    check(page)
    assert fits(page)


def test_what_was_typed_on_a_stale_page_is_still_there(visit, check, round_, line, ana, bo):
    page = visit(line(ana).get_absolute_url(), as_=bo)
    page.get_by_label("New pay for a year").fill("39,000")
    page.get_by_label("Why").fill("A long thought.")
    propose_pay(line(ana), actor=bo, amount=3_700_000, reason="In another window.")
    press(page, "button", "Recommend")
    expect(page.get_by_text("A long thought.")).to_be_visible()
    expect(page.get_by_text("37,000.00 EUR")).to_be_visible()
    check(page)
    assert line(ana).said().proposed == 3_700_000


def _csv(text):
    return {"name": "pay.csv", "mimeType": "text/csv", "buffer": text.encode()}


def test_olga_chooses_another_day_and_then_discards_the_round_by_keyboard(
    visit, check, begun, olga
):
    page = visit(reverse("reviews:pay_setup", args=[begun.public_id]), as_=olga)
    page.get_by_text("Choose another day").focus()
    page.keyboard.press("Enter")
    page.get_by_label("From which day the new pay holds").fill("2027-04-01")
    press(page, "button", "Keep the day")
    expect(page.get_by_text("The new pay holds from 1 April 2027.")).to_be_visible()
    check(page)
    press(page, "button", "Discard the round")
    expect(page.get_by_text("The pay round is gone, with its bands and budgets.")).to_be_visible()
    check(page)
    assert not PayRound.objects.exists()
