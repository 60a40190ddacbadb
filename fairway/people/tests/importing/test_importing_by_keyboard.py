"""The whole import in a real browser, by keyboard alone, with an export as messy as real ones."""

import pytest
from django.urls import reverse

from fairway.foundation.jobs.worker import run_due
from fairway.people.models import ImportBatch, Person
from fairway.people.tests.importing.lookalike import make_export
from tests.browsers import session_cookie

pytestmark = pytest.mark.django_db(transaction=True)


def press(locator) -> None:
    locator.focus()
    locator.page.keyboard.press("Enter")


def button(page, name):
    return page.get_by_role("button", name=name)


@pytest.fixture
def export():
    return make_export(people=40)


@pytest.fixture
def file(tmp_path, export):
    path = tmp_path / "export.csv"
    path.write_bytes(export.content)
    return str(path)


def upload(page, file) -> None:
    """Choosing a file is the browser's own dialog; everything else is by key."""
    page.get_by_label("Your list of people").set_input_files(file)
    press(button(page, "Read the file"))
    page.get_by_role("heading", name="Columns of the file").wait_for()


def compare(page, name="Compare with who is here") -> None:
    press(button(page, name))
    page.get_by_role("heading", name="Comparing").wait_for()
    run_due("slow")
    # Nobody presses anything: the progress asks again and leads on.
    page.get_by_role("heading", name="Look through the import").wait_for()


def test_a_messy_export_comes_in_by_keyboard_alone(visit, check, lead, file, export):
    page = visit("/", as_=lead)
    press(page.get_by_role("link", name="Import people").first)
    page.get_by_role("heading", name="Import people").wait_for()
    check(page)

    upload(page, file)
    check(page)
    assert page.get_by_label("Worker_Name").input_value() == "name"
    compare(page)
    check(page)

    press(page.get_by_role("link", name="Say who they are"))
    board = page.get_by_role("group", name="Board of Directors")
    board.get_by_label("Decide later").focus()
    page.keyboard.press("ArrowDown")
    assert board.get_by_label("Nobody: leave it empty").is_checked()
    page.get_by_label("Somebody else is meant by “Tomas Absent”").focus()
    page.keyboard.type("10000")
    check(page)
    press(button(page, "Save and compare again"))
    page.get_by_text("Nobody is called that, here or in the file.").first.wait_for()
    check(page)
    name = ImportBatch.objects.get().lines.order_by("line")[0].name
    page.get_by_label("Somebody else is meant by “Tomas Absent”").fill(name)
    compare(page, "Save and compare again")
    page.get_by_text(f"is {name}").wait_for()

    press(button(page, f"Import {export.people} people"))
    page.get_by_role("heading", name="Bringing people in").wait_for()
    check(page)
    run_due("slow")
    page.get_by_role("heading", name="The people are here").wait_for()
    check(page)
    assert Person.objects.filter(employee_number__startswith="10").count() == export.people


def test_the_same_file_again_changes_nothing_on_a_phone(visit, check, lead, file, export):
    for again in (False, True):
        page = visit(reverse("people:imports"), as_=lead, width="phone", theme="dark")
        upload(page, file)
        check(page)
        compare(page)
        check(page)
        words = "Finish" if again else f"Import {export.people} people"
        press(button(page, words))
        page.get_by_role("heading", name="Bringing people in").wait_for()
        run_due("slow")
        page.get_by_role("heading", name="The people are here").wait_for()
        wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide[0] <= wide[1], "nothing hangs over the edge of the page"
    assert ImportBatch.objects.first().counts["unchanged"] == export.people


@pytest.mark.browser
def test_without_javascript_a_link_looks_again(served, browser, lead, file):
    context = browser.new_context(base_url=served, java_script_enabled=False)
    context.add_cookies([session_cookie(lead, served)])
    page = context.new_page()
    page.goto(reverse("people:imports"))
    upload(page, file)
    button(page, "Compare with who is here").click()
    page.get_by_role("heading", name="Comparing").wait_for()
    run_due("slow")
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("heading", name="Look through the import").wait_for()
    context.close()
