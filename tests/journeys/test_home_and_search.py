"""Finding one's way: Home, the palette, the manual, by keyboard too."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", ["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_home_is_in_order(visit, check, ana, width, theme):
    page = visit("/", as_=ana, width=width, theme=theme)
    page.get_by_role("heading", name="Ana").wait_for()
    check(page)


def test_the_manual_opens_before_signing_in(visit, check):
    page = visit("/manual/")
    page.get_by_role("heading", name="The manual").wait_for()
    check(page)
