"""What the server has kept needs no copy on the device: the page says one thing, by one clock."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from fairway.foundation.times import zone
from fairway.reviews.tests.writing.test_pages_of_writing import HTMX, typed
from tests.browsers import lose_connection

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Ships on time and says early when not."


def address(review, name="review"):
    return reverse(f"reviews:{name}", args=[review.public_id])


def copies(page):
    return page.evaluate("JSON.stringify(localStorage)")


def test_once_it_is_saved_the_copy_on_the_device_goes(visit, of_manager, bo):
    page = visit(address(of_manager), as_=bo)
    stamp = page.locator("[data-draft-stamp]")
    page.get_by_role("textbox", name="Patterns").fill(WORDS)
    expect(stamp).to_contain_text("Kept on this device")
    expect(page.locator("[id^=kept-]", has_text="Saved")).to_be_visible()
    expect(stamp).to_be_empty()
    assert WORDS not in copies(page)
    lose_connection(page)
    page.get_by_role("textbox", name="Patterns").fill(WORDS + " More")
    expect(stamp).to_contain_text("Kept on this device")
    assert WORDS + " More" in copies(page)


def test_what_no_save_takes_along_stays_on_the_device(visit, of_manager, bo):
    page = visit(address(of_manager), as_=bo)
    page.evaluate(
        "document.querySelectorAll('details').forEach((one) => (one.open = true))"
    )  # where it is folded
    field = page.locator("[data-unkept]").first
    field.fill("Labels came late")
    page.get_by_role("textbox", name="Patterns").fill(WORDS)
    expect(page.locator("[id^=kept-]", has_text="Saved").last).to_be_visible()
    expect(page.locator("#left")).to_contain_text("1 to answer")
    expect(page.locator("[data-draft-stamp]")).to_contain_text("Kept on this device")
    assert "Labels came late" in copies(page)


def test_both_times_are_those_of_the_writer_and_alike(visit, of_manager, bo):
    bo.time_zone = "Pacific/Chatham"  # where no server or browser of a test is
    bo.save(update_fields=["time_zone"])
    page = visit(address(of_manager), as_=bo)
    lose_connection(page)
    page.get_by_role("textbox", name="Patterns").fill(WORDS)
    stamp = page.locator("[data-draft-stamp]")
    expect(stamp).to_have_text(re.compile(r"^Kept on this device, \d\d:\d\d$"))
    said = stamp.inner_text()[-5:]
    now = timezone.now().astimezone(zone("Pacific/Chatham"))
    passed = (now.hour * 60 + now.minute - int(said[:2]) * 60 - int(said[3:])) % (24 * 60)
    assert passed < 30  # an hour of another zone is further away


def test_a_page_is_told_so_only_where_all_of_it_is_kept(at, of_manager, running, bo):
    where = address(of_manager, "review_draft")
    part = f"?part={running.asks['next'].public_id}"
    fine = at(bo).post(where + part, typed(running, next=WORDS), headers=HTMX)
    assert fine["HX-Trigger"] == "fairway:kept"
    half = typed(running, patterns="x" * 30_000, next=WORDS + " More")
    half[f"v_{running.asks['next'].public_id}"] = 1
    half = at(bo).post(where + part, half, headers=HTMX)
    assert half.status_code == 200
    assert "HX-Trigger" not in half
