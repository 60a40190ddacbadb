"""What people do who use no pointer: Tab to it, press Enter, type."""

from __future__ import annotations

from typing import Any

MOST_TABS = 80


def reach(page: Any, thing: Any) -> None:
    """Tab until it has the focus."""
    thing.wait_for()
    for _press in range(MOST_TABS):
        if thing.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{thing} cannot be reached with Tab at {page.url}")


def enter(page: Any, role: str, name: Any) -> None:
    reach(page, page.get_by_role(role, name=name).first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Any, label: Any, words: str) -> None:
    reach(page, page.get_by_label(label).first)
    page.keyboard.type(words)
