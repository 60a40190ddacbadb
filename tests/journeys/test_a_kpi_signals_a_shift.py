"""A KPI signals a real shift, not noise; its response is on screen, and the owner answers."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs.worker import run_due
from fairway.kpis.actions.defining import add_kpi
from fairway.kpis.actions.observing import Value, record_values
from fairway.kpis.models import Signal
from fairway.people.days import organisation_day

pytestmark = pytest.mark.django_db(transaction=True)
SWAYING = (73, 75, 72, 74, 76, 73, 71, 74, 75, 72, 73, 72, 74, 73, 72, 75, 74, 73, 72, 72)
SHIFTED = (75, 76, 75, 76, 75, 76, 75)


@pytest.fixture
def returns(organisation, bo, ana):
    """Seven weeks of a shift: one more, and it can be told."""
    kpi = add_kpi(
        actor=SYSTEM,
        owner=bo,
        unit=organisation.support,
        name="First-contact resolution",
        meaning="The share of customers who need no second conversation within seven days.",
        response="Up: find out which page of the guide did it.\nDown: listen to ten calls.",
        measure="percent",
        decimals=1,
    )
    today = organisation_day()
    last = today - timedelta(days=today.weekday() + 14)
    values = SWAYING + SHIFTED
    days = [last - timedelta(weeks=ago) for ago in range(len(values) - 1, -1, -1)]
    record_values(
        kpi,
        [Value(day, value * 10) for day, value in zip(days, values, strict=True)],
        actor=SYSTEM,
    )
    run_due()
    return kpi


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_a_real_shift_reaches_its_owner_with_the_response(visit, check, bo, ana, returns, width):
    page = visit(returns.get_absolute_url(), as_=bo, width=width)
    expect(page.get_by_text("This is normal variation.")).to_be_visible()
    page.get_by_role("link", name="Add a value").first.click()
    page.get_by_role("textbox", name="Value").fill("76")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("76.0").first).to_be_visible()
    run_due()

    page.goto("/")
    page.get_by_role("link", name="Answer").first.click()
    expect(page.get_by_text("find out which page of the guide did it").first).to_be_visible()
    check(page)
    page.get_by_label("Acted on").check()
    page.get_by_label("In a sentence").fill("Chapter two did it; the shops have it now.")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("This is a real shift, not noise.")).to_be_visible()
    expect(page.get_by_text("Chapter two did it").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    check(page)
    assert Signal.objects.get().state == "acted_on"


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_a_colleague_reads_it_as_a_table_and_is_asked_nothing(
    visit, check, ana, bo, returns, width
):
    page = visit(returns.get_absolute_url(), as_=ana, width=width, theme="dark")
    page.get_by_text("The numbers behind the chart").click()
    expect(page.get_by_role("table").first).to_be_visible()
    assert page.get_by_role("link", name="Add a value").count() == 0
    check(page)
