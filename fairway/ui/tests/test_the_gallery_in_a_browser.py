import pytest
from django.urls import reverse

from fairway.ui.gallery.views import GROUPS
from tests.browsers import WIDTHS

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
