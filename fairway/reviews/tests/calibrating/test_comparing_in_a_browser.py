"""The pages in a real browser: in order for every eye, a person moved by mouse and by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.foundation.events import SYSTEM
from fairway.people.actions.leaving import end_employment
from fairway.people.days import organisation_day
from fairway.people.models import Assignment
from fairway.reviews.actions.calibrating_severity import fit_ratings
from fairway.reviews.models import Placement
from fairway.reviews.tests.calibrating.making import WHY

pytestmark = pytest.mark.django_db(transaction=True)
OF_SESSION = (
    "calibration", "calibration_rows", "calibration_changes", "calibration_strictness",
    "calibration_gaps", "calibration_who", "calibrators", "lock_calibration",
)  # fmt: skip


@pytest.fixture
def grown(opened, placed, ana, lee, bo):
    """Everybody has a place in the nine fields."""
    for person, growth in ((ana, 2), (lee, 1), (bo, 3)):
        Placement.objects.filter(pk=placed(person).pk).update(growth=growth)
    return opened


def fits(page):
    wide, there = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= there, f"nothing hangs over the edge of {page.url}"


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order(
    visit, check, cycle, grown, moved, placed, ana, mia, hana, width, theme
):
    moved(ana, 5, by=mia, growth=3)
    fit_ratings(cycle)
    addresses = [
        reverse("reviews:calibrations"),
        reverse("reviews:new_calibration"),
        reverse("reviews:calibration_outcomes"),
        *(reverse(f"reviews:{name}", args=[grown.public_id]) for name in OF_SESSION),
        reverse("reviews:move_rating", args=[placed(ana).public_id]),
        reverse("reviews:explain_rating", args=[placed(ana).public_id]),
    ]
    for address in addresses:
        page = visit(address, as_=hana, width=width, theme=theme)
        check(page)
        fits(page)


def test_the_session_says_in_words_how_strict_nobody_can_tell_and_which_gaps_there_are(
    visit, cycle, grown, organisation, ana, lee, bo, hana
):
    """Three people, of whom nobody was rated by two: too few for anything else."""
    for person, minutes in ((ana, 20 * 60), (lee, 38 * 60), (bo, 38 * 60)):
        Assignment.objects.filter(person=person).update(weekly_minutes=minutes)
    fit_ratings(cycle)
    page = visit(grown.get_absolute_url(), as_=hana)
    strict = page.get_by_text("Cannot be said: nobody else rated the same people.")
    expect(strict).to_be_visible()
    part_time = page.get_by_role("row", name="Part time")
    expect(part_time).to_contain_text("hidden: too few people, or too few others")


def test_what_is_said_first_is_in_order(visit, check, session, bo, hana):
    from fairway.reviews.actions.calibrating import add_calibrators

    add_calibrators(session, actor=hana, people=[bo])
    page = visit(session.get_absolute_url(), as_=bo)
    check(page)
    page.get_by_label("Rating of Ana Reyes").select_option("4")
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("Nobody else sees it before the session opens").wait_for()


def test_a_person_is_moved_by_keyboard_and_taken_back(visit, grown, placed, ana, mia):
    page = visit(grown.get_absolute_url(), as_=mia)
    page.get_by_role("button", name="Ana Reyes, move").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ready for more", exact=True).first.click()
    page.get_by_label("Why?").fill(WHY)
    page.get_by_role("button", name="Move", exact=True).click()
    page.get_by_text("Your reason is on record").wait_for()
    assert placed(ana).growth == 3
    page.get_by_text(WHY).wait_for()
    page.get_by_role("button", name="Take back").first.click()
    page.get_by_text("Both stay in the list of changes").wait_for()
    assert placed(ana).growth == 2


def test_a_person_is_dragged_to_another_field(visit, grown, placed, ana, mia):
    page = visit(grown.get_absolute_url(), as_=mia)
    card = page.locator(f"[data-card='{placed(ana).public_id}']")
    card.drag_to(page.locator("[data-lane='2-1']"))
    page.get_by_label("Why?").fill(WHY)
    page.get_by_role("button", name="Move", exact=True).click()
    page.get_by_text("Your reason is on record").wait_for()
    assert (placed(ana).rating, placed(ana).growth) == (3, 1)


def test_without_a_reason_the_form_keeps_what_was_typed(visit, check, grown, placed, ana, mia):
    page = visit(reverse("reviews:move_rating", args=[placed(ana).public_id]), as_=mia)
    page.get_by_label("What the person reads").fill("For the Oslo switch.")
    page.evaluate("document.querySelectorAll('form').forEach((one) => (one.noValidate = true))")
    page.get_by_role("button", name="Move", exact=True).click()
    check(page)
    assert page.get_by_label("What the person reads").input_value() == "For the Oslo switch."


def test_where_whoever_called_it_is_gone_hr_runs_it_by_keyboard(visit, check, opened, hana, pia):
    end_employment(hana, actor=SYSTEM, left_on=organisation_day())
    page = visit(opened.get_absolute_url(), as_=pia)
    check(page)
    page.get_by_role("button", name="Run it yourself").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You run it now.")).to_be_visible()
    expect(page.get_by_role("button", name="Run it yourself")).to_have_count(0)
    opened.refresh_from_db()
    assert opened.facilitator == pia
