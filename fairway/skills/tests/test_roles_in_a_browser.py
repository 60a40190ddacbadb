"""The pages in a real browser: for every eye, and beside those that ask for them."""

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.skills.actions.confirming import confirm_role
from fairway.skills.actions.importing import stage_skills
from fairway.skills.actions.skills import save_skill
from fairway.skills.importing.reading import read_table
from fairway.skills.models import Confirmation, SkillsImport

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = "Role,Skill,Level\nSupport specialist L3,Listening,Expert\nBaker,Baking,Someday\n"


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order_for_those_who_write(
    visit, check, hana, role, expected, listening, width, theme
):
    save_skill(None, actor=SYSTEM, name="Writing plainly")
    addresses = [
        reverse("skills:roles"),
        expected.get_absolute_url(),
        reverse("skills:edit_role", args=[role.public_id]),
        reverse("skills:skills"),
        listening.get_absolute_url(),
        reverse("skills:new_skill"),
        reverse("skills:imports"),
        stage_skills(read_table(TABLE), actor=hana).get_absolute_url(),
    ]
    for address in addresses:
        page = visit(address, as_=hana, width=width, theme=theme)
        check(page)
        wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide[0] <= wide[1], f"nothing hangs over the edge of {address}"


@pytest.mark.parametrize("name", ["roles", "skills", "waiting"])
def test_empty_pages_are_in_order(visit, check, ana, name):
    check(visit(reverse(f"skills:{name}"), as_=ana))


def test_ana_confirms_her_role_on_a_phone(visit, check, ana, in_role, expected):
    in_role(ana)
    page = visit("/", as_=ana, width="phone")
    page.get_by_role("link", name="Read what is expected in your role", exact=True).click()
    page.get_by_label("Something still open?").fill("Who decides on refunds?")
    check(page)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_text("Still open: Who decides on refunds?").wait_for()
    check(page)
    assert Confirmation.objects.get().by == ana


def test_bo_sees_what_changed_before_he_confirms_it(
    visit, check, ana, bo, in_role, expected, rewrite
):
    in_role(ana)
    confirm_role(ana, actor=bo)
    rewrite("Calls and chats are settled.", what_changed="Chats belong to it now.")
    page = visit(reverse("skills:of_person", args=[ana.public_id]), as_=bo)
    assert page.get_by_text("Chats belong to it now.").is_visible()
    assert page.locator("ins", has_text="Calls and chats are settled.").is_visible()
    check(page)


def test_it_comes_to_stand_beside_her_goals(visit, check, ana, bo, in_role, expected):
    in_role(ana)
    page = visit(reverse("goals:of_person", args=[ana.public_id]), as_=bo)
    page.get_by_role("heading", name="Expected in this role").wait_for()
    check(page)


def test_a_table_is_looked_through_and_written(visit, check, hana, role):
    page = visit(reverse("skills:imports"), as_=hana)
    page.get_by_label("Paste the table").fill(TABLE)
    page.get_by_role("button", name="Read the table").click()
    page.get_by_text("Line 3: “Someday” is not a level here.").wait_for()
    check(page)
    page.get_by_label("Leave out the lines with problems").check()
    page.get_by_role("button", name="Import 1 role").click()
    page.get_by_role("heading", name="Roles and skills are here").wait_for()
    assert SkillsImport.objects.get().counts["changes"] == 1
