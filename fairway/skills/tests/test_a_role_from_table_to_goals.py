"""From HR's table to what stands beside Ana's goals: by keyboard alone, at a desk and on a phone."""

import pytest
from django.urls import reverse

from fairway.skills.models import Confirmation, Edition
from tests.keyboard import enter, write

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = (
    "Role,Skill,Level\n"
    "Support specialist L3,Listening,Practitioner\n"
    "Support specialist L3,Writing plainly,Working\n"
)


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_a_role_comes_from_a_table_is_written_confirmed_and_stands_beside_goals(
    visit, check, hana, ana, bo, role, in_role, width, theme
):
    in_role(ana)
    see = {"width": width, "theme": theme}

    page = visit(reverse("skills:imports"), as_=hana, **see)
    write(page, "Paste the table", TABLE)
    enter(page, "button", "Read the table")
    check(page)
    enter(page, "button", "Import 1 role")
    page.get_by_role("heading", name="Roles and skills are here").wait_for()

    page = visit(reverse("skills:role", args=[role.public_id]), as_=hana, **see)
    enter(page, "link", "Edit")
    write(page, "Results", "Calls are settled in one conversation.")
    write(page, "What excellent looks like", "Customers ask for them by name.")
    enter(page, "button", "Save")
    check(page)
    edition = Edition.objects.holding().get()
    assert (edition.number, edition.skills.count()) == (2, 2)

    for person, words in ((ana, "Read what is expected"), (bo, "Confirm what Ana Reyes")):
        page = visit("/", as_=person, **see)
        enter(page, "link", words)
        check(page)
        enter(page, "button", "Confirm")
        page.get_by_text("Confirmed. Thank you.").wait_for()
    assert {one.side for one in Confirmation.objects.filter(edition=edition)} == {
        "employee",
        "manager",
    }

    page = visit(reverse("goals:of_person", args=[ana.public_id]), as_=bo, **see)
    page.get_by_role("heading", name="Expected in this role").wait_for()
    page.get_by_text("Calls are settled in one conversation.").wait_for()
    page.get_by_text("Confirmed by both").wait_for()
    check(page)
