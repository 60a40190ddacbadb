import pytest
from django.urls import reverse

from fairway.ui.gallery.views import GROUPS
from tests.browsers import WIDTHS, session_cookie

PAGES = [*[reverse("ui:group", args=[group]) for group in GROUPS], reverse("ui:frame")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_component_is_accessible_and_keeps_the_content_policy(
    visit, check, ana, theme, width
):
    page = visit(PAGES[0], as_=ana, width=width, theme=theme)
    for path in PAGES:
        page.goto(path)
        assert page.locator("html").get_attribute("data-bs-theme") == theme
        check(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{path} is {overflow} px too wide"


@pytest.fixture
def insight(served, browser, ana):
    """insight(java_script_enabled=False) opens the page of charts in such a browser."""
    contexts = []

    def open_page(lost: str = "", **how):
        contexts.append(browser.new_context(base_url=served, service_workers="block", **how))
        contexts[-1].add_cookies([session_cookie(ana, served)])
        page = contexts[-1].new_page()
        if lost:
            page.route(lost, lambda route: route.abort())
        page.goto(reverse("ui:group", args=["insight"]))
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_a_chart_is_a_table_where_no_script_draws_it(insight):
    page = insight(java_script_enabled=False)
    assert page.get_by_role("region", name="Weeks").is_visible()
    assert not page.locator("#resolution").is_visible()


def test_a_chart_whose_script_never_comes_shows_its_numbers(insight):
    page = insight(lost="**/vendor/charts*.js")
    page.locator("#resolution").scroll_into_view_if_needed()
    page.get_by_role("region", name="Weeks").wait_for()
    page.locator("#resolution").wait_for(state="hidden")
