"""A real Chromium, signed in as one of the cast, that tells of broken rules: a pytest plugin.

`visit(path, as_=ana)` opens a page; `check(page)` fails on axe violations, on anything the content
policy refused, and on errors in the console.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.test import Client

from setup import system

# Playwright keeps an event loop in the tests' thread, in which Django would else refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What fades in has too little contrast until it stands there.
AT_REST = """() => document.getAnimations().every(one =>
    one.playState !== "running" || one.effect.getComputedTiming().iterations === Infinity)"""
# Without preload: axe would fetch and copy our style sheets, which the policy refuses. What is in
# order is not described.
FOR_AXE = {"preload": False, "resultTypes": ["violations"]}
WIDTHS = {"desk": (1440, 900), "phone": (390, 844)}
# Runs before any script of the page, in every document it opens.
LISTEN = """
window.__refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's own Chromium: nothing is downloaded."""
    found = system.browser()
    if not found:
        pytest.fail("Chromium is missing: ./bin/test --setup-only says how to get it")
    return {"executable_path": found, "args": FLAGS, "headless": True}


@pytest.fixture
def served(live_server: Any) -> str:
    """The address of the running product."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def visit(served: str, browser: Any) -> Iterator[Callable[..., Any]]:
    """visit("/people/", as_=ana, width="phone", theme="dark") gives the opened page."""
    contexts = []

    def open_page(path: str, as_: Any = None, width: str = "desk", theme: str = "light") -> Any:
        wide, high = WIDTHS[width]
        context = browser.new_context(
            base_url=served, viewport={"width": wide, "height": high}, color_scheme=theme
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        context.add_init_script(LISTEN)
        if as_ is not None:
            context.add_cookies([session_cookie(as_, served)])
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def session_cookie(person: Any, address: str) -> dict[str, Any]:
    """The cookie of somebody who has just signed in; takes a person or an account."""
    client = Client()
    client.force_login(getattr(person, "account", person))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    # For the whole house, as the real one: a second one for this page alone would stand beside it.
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": urljoin(address, "/")}


@pytest.fixture
def check() -> Callable[[Any], None]:
    """No axe violation, nothing refused by the content policy, no script error."""
    from axe_playwright_python.sync_playwright import Axe

    def look(page: Any) -> None:
        page.wait_for_load_state("networkidle")
        page.wait_for_function(AT_REST)
        assert page.evaluate("window.__refused") == [], f"content policy at {page.url}"
        broken = Axe().run(page, options=FOR_AXE).response["violations"]
        said = [
            f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}"
            for rule in broken
            for node in rule["nodes"]
        ]
        assert said == [], f"axe at {page.url}"
        assert page.faults == [], f"scripts at {page.url}"

    return look


def lose_connection(page: Any) -> None:
    """Once it can keep what is typed: that comes in a file of its own, after the page."""
    page.locator("form[data-autosave] > [name=_draft]").wait_for(state="attached")
    page.context.set_offline(True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a browser is a browser test; nobody has to remember the mark."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
