"""Paste, look through, write and take back, in pages; what was typed is never lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs.worker import run_due
from fairway.goals.actions.contributing import contribute
from fairway.goals.models import Goal
from fairway.goals.models.importing import GoalImport
from fairway.goals.tests.importing.conftest import OUTLINE, paste
from fairway.goals.whose import word_for

pytestmark = pytest.mark.django_db


def latest():
    return GoalImport.objects.latest("pk")


def address(name):
    return reverse(f"goals:{name}", args=[latest().public_id])


def mapped(pages, quarter, *words, **more):
    typed = {f"whose_{at}": word for at, word in enumerate(words)}
    typed |= {"period": quarter.public_id, "version": latest().version} | more
    return pages.post(address("import"), typed)


def apply(pages, **more):
    answer = pages.post(address("import_application"), {"version": latest().version, **more})
    run_due("slow")
    return answer


def test_a_list_becomes_goals_and_is_taken_back(at, bo, ana, quarter):
    pages = at(bo)
    assert paste(pages, OUTLINE).status_code == 302
    page = pages.get(address("import"))
    assert "Customers are answered sooner" in page.text
    assert mapped(pages, quarter, "me", word_for(ana)).status_code == 302
    assert "Import 3 goals" in pages.get(address("import")).text
    assert apply(pages).status_code == 302
    page = pages.get(address("import"))
    assert "The goals are here" in page.text
    assert Goal.objects.get(title="Nothing is sent twice").state == "proposed"
    assert pages.post(address("import_undoing")).status_code == 302
    assert "was taken back" in pages.get(address("import")).text
    assert not Goal.objects.exists()


def test_while_it_is_written_the_page_says_so_and_leads_on(at, bo, quarter):
    pages = at(bo)
    paste(pages, OUTLINE)
    mapped(pages, quarter, "me", "me")
    pages.post(address("import_application"), {"version": latest().version})
    assert "Bringing goals in" in pages.get(address("import")).text
    run_due("slow")
    answer = pages.get(address("import"), headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == address("import")


def test_ten_thousand_goals_are_refused_and_nothing_typed_is_lost(at, bo):
    text = "\n".join(f"- Goal number {n}" for n in range(10_000))
    page = paste(at(bo), text)
    assert page.status_code == 422
    assert "Divide the list" in page.text
    assert "Goal number 9999" in page.text
    assert not GoalImport.objects.exists()


@pytest.mark.parametrize(
    "text", ["", "prose", 'goal,owner\n"open', "goal,owner\n", "=cmd|'/c calc'!A0", "\x00" * 9]
)
def test_what_is_no_list_is_refused_in_words(text, at, bo):
    page = paste(at(bo), text)
    assert page.status_code == 422
    assert "invalid-feedback" in page.text or "fy-error" in page.text


def test_a_file_is_read_whatever_its_encoding(at, bo):
    file = SimpleUploadedFile("goals.csv", "goal;owner\nGrößer werden;Süd\n".encode("cp1252"))
    at(bo).post(reverse("goals:imports"), {"file": file})
    assert latest().items[0]["title"] == "Größer werden"


def test_markup_in_a_list_stays_words(at, bo, quarter):
    pages = at(bo)
    paste(pages, "## <b>Us</b>:\n- <script>alert(1)</script>\n  - y")
    mapped(pages, quarter, "me")
    assert "<script>alert" not in pages.get(address("import")).text


def test_two_who_look_through_one_list_do_not_overwrite_each_other(at, bo, quarter):
    pages = at(bo)
    paste(pages, OUTLINE)
    stale = latest().version
    mapped(pages, quarter, "me", "me")
    assert mapped(pages, quarter, "me", "", version=stale).status_code == 409
    answer = pages.post(address("import_application"), {"version": stale})
    assert answer.status_code == 409


def test_what_is_wrong_stands_beside_its_line_and_can_be_left_out(at, bo, quarter):
    pages = at(bo)
    paste(pages, f"## Us:\n- {'long ' * 60}\n  - y\n- Right\n  - z")
    mapped(pages, quarter, "me")
    assert "Line 2:" in pages.get(address("import")).text
    assert apply(pages).status_code == 422
    assert apply(pages, skip_errors="on").status_code == 302
    assert Goal.objects.get().title == "Right"


def test_an_import_is_nobody_elses(at, bo, mia):
    paste(at(bo), OUTLINE)
    assert at(mia).get(address("import")).status_code == 404
    assert at(mia).post(address("import_discarding")).status_code == 404


def test_discarding_forgets_what_was_read(at, bo):
    pages = at(bo)
    paste(pages, OUTLINE)
    pages.post(address("import_discarding"))
    assert (latest().state, latest().items) == ("discarded", [])


def test_an_export_is_read_back_and_holds_no_formula(at, bo, goal_of, quarter):
    goal_of(bo, "=HYPERLINK(0)", 40, agreed=False)
    goal_of(bo, "Answer sooner", 10, 20)
    pages = at(bo)
    text = b"".join(pages.get(reverse("goals:export_csv")).streaming_content).decode()
    assert "'=HYPERLINK" in text
    assert not re.search(r"(^|,)\"?=", text, re.MULTILINE)
    paste(pages, text)
    assert {row["title"] for row in latest().items} == {"=HYPERLINK(0)", "Answer sooner"}
    mapped(pages, quarter, "me")
    assert "Finish" in pages.get(address("import")).text
    apply(pages)
    assert Goal.objects.count() == 2


def test_a_private_goal_of_somebody_else_is_in_no_export(at, bo, cy, goal_of):
    goal_of(cy, "Nobody may read this", visibility="line")
    text = b"".join(at(bo).get(reverse("goals:export_csv")).streaming_content).decode()
    assert "Nobody may read this" not in text


def test_an_export_names_the_goal_above_to_those_alone_who_may_see_it(at, bo, cy, goal_of):
    hidden = goal_of(cy, "Nobody may read this", visibility="line")
    seen = goal_of(cy, "Everybody may read this")
    for above in (hidden, seen):
        below = goal_of(bo, f"Below {above.pk}")
        contribute(below, actor=SYSTEM, to=above, how="Somehow.")
    text = b"".join(at(bo).get(reverse("goals:export_csv")).streaming_content).decode()
    assert seen.public_id in text
    assert hidden.public_id not in text
