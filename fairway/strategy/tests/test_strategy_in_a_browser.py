"""The pages in a real browser: for every eye, by keyboard alone."""

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.foundation.policy import set_policy
from fairway.strategy.actions import missions, priorities, values
from fairway.strategy.models import StrategicPriority

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told(eva, returns, shelf):
    missions.set_mission(
        actor=eva, statement={"en": "We mend."}, vision={"en": "The right thing"}, vision_year=2028
    )
    return values.add_value(actor=eva, name={"en": "Say it early"}, looks_like={"en": "Small."})


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
@pytest.mark.parametrize("name", ["overview", "priorities", "values", "periods", "mission"])
def test_pages_are_in_order_for_those_who_write(visit, check, eva, told, name, width, theme):
    page = visit(reverse(f"strategy:{name}"), as_=eva, width=width, theme=theme)
    check(page)
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], "nothing hangs over the edge of the page"


@pytest.mark.parametrize("name", ["overview", "priorities", "values", "periods", "mission"])
def test_empty_pages_are_in_order(visit, check, ana, name):
    check(visit(reverse(f"strategy:{name}"), as_=ana))


def test_details_and_forms_are_in_order(visit, check, eva, told, returns):
    set_policy("organisation.further_languages", ["pt"], actor=SYSTEM)
    for row in (told, returns, returns.period):
        check(visit(row.get_absolute_url(), as_=eva))
    for name in ("new_priority", "new_value", "new_period", "new_year", "new_mission"):
        check(visit(reverse(f"strategy:{name}"), as_=eva))


def test_a_priority_is_written_by_keyboard_alone(visit, check, eva, year):
    page = visit(reverse("strategy:overview"), as_=eva)
    page.get_by_role("link", name="New priority").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Priority", exact=True).focus()
    page.keyboard.type("Repair before replace")
    page.keyboard.press("Tab")
    page.keyboard.type("Things that last need somebody who mends them.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Repair before replace").wait_for()
    check(page)
    assert StrategicPriority.objects.get().title == {"en": "Repair before replace"}


def test_a_stale_form_shows_both_texts(visit, check, eva, returns):
    page = visit(reverse("strategy:edit_priority", args=[returns.public_id]), as_=eva)
    priorities.edit_priority(
        returns, actor=eva, title={"en": "Theirs"}, why={"en": ""}, period=returns.period
    )
    page.get_by_label("Priority", exact=True).fill("Mine")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Somebody changed this while you were writing.").wait_for()
    assert page.get_by_label("Priority", exact=True).input_value() == "Mine"
    assert page.get_by_text("Theirs").is_visible()
    check(page)
