"""The map, the board and the timeline in a real browser: for every eye, by keyboard and by pointer."""

import pytest

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.contributing import contribute
from fairway.goals.actions.updating import tell_progress

pytestmark = pytest.mark.django_db(transaction=True)
ALL = "whose=company&period=all"


@pytest.fixture
def settled(goal_of, ana, bo, organisation, returns):
    of_unit = goal_of(unit=organisation.support, title="Settle in one conversation")
    hers = goal_of(ana, "Answer on first contact", 40)
    contribute(of_unit, actor=SYSTEM, priority=returns)
    contribute(hers, actor=SYSTEM, to=of_unit, how="One answer.")
    below = goal_of(bo, "Write down the ten answers")
    contribute(below, actor=SYSTEM, to=hers, how="So that all can.")
    tell_progress(hers, actor=SYSTEM, status="at_risk")
    return hers


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
@pytest.mark.parametrize(
    "path", ["map/", "map/columns/loose/", f"board/?{ALL}", f"timeline/?{ALL}", "board/"]
)
def test_pages_are_in_order(visit, check, bo, settled, path, width, theme):
    page = visit(f"/goals/{path}", as_=bo, width=width, theme=theme)
    check(page)
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], "nothing hangs over the edge of the page"


@pytest.mark.parametrize("path", ["map/", "board/", "timeline/"])
def test_empty_pages_are_in_order(visit, check, ana, path):
    check(visit(f"/goals/{path}", as_=ana))


def test_the_map_is_walked_with_the_arrows(visit, ana, settled):
    page = visit("/goals/map/", as_=ana)
    page.wait_for_load_state("networkidle")  # the arrows come with a script of their own
    below = page.locator("a.fy-goal", has_text="Write down the ten answers")
    page.locator("a.fy-goal", has_text="Answer on first contact").focus()
    page.keyboard.press("ArrowLeft")
    below.wait_for(state="hidden")
    page.keyboard.press("ArrowRight")
    below.wait_for()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    focused = page.evaluate("document.activeElement.textContent")
    assert "Settle in one conversation" in focused


def test_a_goal_is_moved_by_keyboard(visit, ana, settled):
    page = visit(f"/goals/board/?{ALL}", as_=ana)
    page.get_by_role("button", name="How “Answer on first contact” stands").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Off track").focus()
    page.keyboard.press("Enter")
    page.locator("[data-lane=off_track] a", has_text="Answer on first contact").wait_for()
    settled.refresh_from_db()
    assert settled.status == "off_track"


def test_a_goal_is_moved_by_dragging(visit, ana, settled):
    page = visit(f"/goals/board/?{ALL}", as_=ana)
    page.wait_for_load_state("networkidle")
    card = page.locator("li[draggable=true]", has_text="Answer on first contact")
    card.hover()
    page.mouse.down()
    for _step in range(2):  # a browser asks where it may drop only once the pointer moves there
        page.locator("[data-lane=on_track]").hover()
    page.mouse.up()
    page.locator("[data-lane=on_track] a", has_text="Answer on first contact").wait_for()
    settled.refresh_from_db()
    assert settled.status == "on_track"


def test_the_map_is_taken_along_as_a_png(visit, ana, settled):
    page = visit("/goals/map/", as_=ana)
    page.locator(".fy-title summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Picture (PNG)").click()
    assert download.value.suggested_filename == "goals-map.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
