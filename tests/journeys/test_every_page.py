"""Every page of the product, as somebody who may open it: axe, content policy and scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.access.binding import bindings
from tests.browsers import FOR_AXE, LISTEN, WIDTHS, session_cookie

pytestmark = pytest.mark.django_db(transaction=True)

READERS = ("subject", "manager", "hr_partner", "people_lead", "administrator", "external")
# Answers that are no page: a file, a script, a redirect, a piece of a page.
NO_PAGES = {
    "manifest",
    "service_worker",
    "account_logout",
    "accounts:awake",
    "shell:palette",
    "shell:picture",
    "goals:pick",
    "people:branch",
    "people:pick",
    "ui:branch",
    "ui:frame",
}


PARTS = 4  # hundreds of pages: one part can be looked at beside another


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_every_page_is_open_to_everybody_who_may_read_it(
    world, served, browser, width, theme, part
):
    wide, high = WIDTHS[width]
    faults: list[str] = []
    for who, routes in by_reader(part).items():
        context = browser.new_context(
            base_url=served, viewport={"width": wide, "height": high}, color_scheme=theme
        )
        context.add_init_script(LISTEN)
        if world.accounts[who] is not None:
            context.add_cookies([session_cookie(world.accounts[who], served)])
        page = context.new_page()
        page.on("pageerror", lambda error, faults=faults: faults.append(str(error)))
        for route in routes:
            faults += look(page, route.url(world))
        context.close()
    assert not faults, "\n".join(faults)


def look(page, address: str) -> list[str]:
    if address.partition("?")[0].endswith((".csv", ".svg", ".png", ".ics")):
        return []  # a file, which a browser saves
    answer = page.goto(address)
    if answer is None or "text/html" not in answer.headers.get("content-type", ""):
        return []
    found = [f"{address}: refused {one}" for one in page.evaluate("window.__refused")]
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    found += [f"{address}: wider than the screen"] if wider else []
    for rule in Axe().run(page, options=FOR_AXE).response["violations"]:
        found += [f"{address}: {rule['id']} {node['html'][:120]}" for node in rule["nodes"]]
    return found


def by_reader(part: int) -> dict:
    """Each page of a part once, with the first of the readers whom the policy lets in."""
    found: dict = {}
    seen: set[str] = set()
    for number, route in enumerate(bindings("ROUTES")):
        skip = route.method != "get" or not route.url or route.name in NO_PAGES | seen
        who = next((one for one in READERS if route.lets(one)), None)
        if skip or who is None or route.name.startswith("api:"):
            continue
        seen.add(route.name)
        if number % PARTS != part:
            continue
        found.setdefault(who, []).append(route)
    return found
