"""The import in pages: from a file to people, with every answer on the way, for people leads."""

from __future__ import annotations

import re
import zlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import Event, Job
from fairway.people.actions.assigning import add_person
from fairway.people.actions.importing import staging
from fairway.people.actions.importing.batches import compare_batch, discard_forgotten
from fairway.people.models import (
    ColumnMapping,
    ImportBatch,
    ImportChunk,
    ImportRow,
    ManagerAlias,
    OrgUnit,
    Person,
    SensitiveAttribute,
    UnitSpelling,
)
from fairway.people.tests.importing.conftest import workbook
from fairway.people.tests.importing.lookalike import CANARY, make_export

pytestmark = pytest.mark.django_db

SMALL = "Employee number,Name,Department,Manager,Shoe size\nA1,Ida Holm,Field,,44\nA2,Ole Berg,Field,Ida Holm,41\n"


@pytest.fixture
def pages(client, lead):
    client.force_login(lead.account)
    return client


def upload(pages, content, name="people.csv"):
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, content)
    return pages.post(reverse("people:imports"), {"file": file})


def the_batch() -> ImportBatch:
    return ImportBatch.objects.order_by("-pk")[0]


def at(name: str) -> str:
    return reverse(f"people:{name}", args=[the_batch().public_id])


def columns(pages, **changes):
    """Post the columns as they stand, but for what is said."""
    batch = the_batch()
    data = {f"column_{one['index']}": one["field"] for one in batch.columns if not one["kind"]}
    data |= {"version": batch.version} | changes
    return pages.post(at("import_columns"), data)


def compare(pages, content, **changes):
    assert upload(pages, content).status_code == 302
    assert columns(pages, **changes).status_code == 302
    run_due("slow")
    return pages.get(at("import"))


def apply(pages, **data):
    answer = pages.post(at("import_application"), {"version": the_batch().version, **data})
    run_due("slow")
    return answer


def test_a_file_becomes_people(pages):
    review = compare(pages, SMALL)
    assert b"Import 2 people" in review.content
    assert not Person.objects.filter(name="Ole Berg").exists()
    apply(pages)
    ole = Person.objects.get(name="Ole Berg")
    assert ole.assignment.manager.name == "Ida Holm"
    assert the_batch().state == "applied"
    assert b"What to do next" in pages.get(at("import")).content
    assert not ImportChunk.objects.exists()
    assert not ImportRow.objects.exists()


def test_a_messy_export_is_looked_through_and_again_changes_nothing(pages):
    export = make_export()
    review = compare(pages, export.content)
    batch = the_batch()
    assert batch.counts["created"] == export.people
    assert batch.counts["active"] == export.active
    assert batch.notes["open_rows"] == export.open_rows
    assert batch.notes["open_active"] == export.open_active
    assert b"Board of Directors" in review.content
    apply(pages)
    again = compare(pages, export.content)
    assert the_batch().counts["unchanged"] == export.people
    assert b"Everything is as the file says" in again.content


@pytest.mark.django_db(transaction=True)
def test_what_is_left_out_is_nowhere_while_the_import_waits(pages, caplog):
    caplog.set_level("DEBUG")
    compare(pages, make_export().content)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "words" not in table:
                cursor.execute(f'SELECT * FROM "{table}"')
                assert CANARY not in str(cursor.fetchall()), table
    assert CANARY not in caplog.text


def test_what_waits_lies_sealed(pages):
    upload(pages, SMALL)
    chunk = ImportChunk.objects.get()
    assert next(staging.opened(the_batch()))[0] == [2, 5, "A1", "Ida Holm", "Field", ""]
    assert b"Holm" not in bytes(chunk.packed)
    with pytest.raises(zlib.error):
        staging.unpack(bytes(chunk.packed))


def test_a_column_given_up_goes_at_once_and_needs_the_file_to_come_back(pages):
    upload(pages, SMALL)
    unit = next(one for one in the_batch().columns if one["header"] == "Department")
    columns(pages, **{f"column_{unit['index']}": ""})
    assert "Field" not in str(list(staging.opened(the_batch())))
    run_due("slow")
    back = {f"column_{unit['index']}": "unit"}
    refused = columns(pages, **back)
    assert refused.status_code == 422
    assert "Choose the file again to read “Department”" in refused.content.decode()
    other = SimpleUploadedFile("other.csv", b"Name,Shoes\nIda,4\nOle,5\n")
    assert "Begin a new import" in columns(pages, **back, file=other).content.decode()
    same = SimpleUploadedFile("people.csv", SMALL.encode())
    assert columns(pages, **back, file=same).status_code == 302
    assert "Field" in str(list(staging.opened(the_batch())))


def test_what_somebody_said_of_a_column_is_remembered(pages):
    compare(pages, SMALL, column_0="")
    apply(pages)
    assert ColumnMapping.objects.get().field == ""
    upload(pages, SMALL)
    assert next(one for one in the_batch().columns)["field"] == ""


def test_a_sensitive_attribute_is_off_until_a_lead_asks_for_it(pages):
    export = make_export()
    upload(pages, export.content)
    page = pages.get(at("import_columns")).content.decode()
    sex = next(one for one in the_batch().columns if one["header"] == "Sex")
    assert f'name="keep_{sex["index"]}"' in page
    assert not re.search(rf'name="keep_{sex["index"]}"[^>]*checked', page)
    again = SimpleUploadedFile("people.csv", export.content)
    assert columns(pages, **{f"keep_{sex['index']}": "on"}, file=again).status_code == 302
    run_due("slow")
    apply(pages)
    assert SensitiveAttribute.objects.count() == export.people
    assert {one.kind for one in SensitiveAttribute.objects.all()} == {"sex"}


def test_a_message_about_a_sensitive_cell_does_not_repeat_it(pages):
    content = "Employee number,Name,Sex\nA1,Ida Holm,=SECRET(1)\nA2,Ole Berg,m\n"
    upload(pages, content)
    again = SimpleUploadedFile("people.csv", content.encode())
    columns(pages, keep_2="on", file=again)
    run_due("slow")
    review = pages.get(at("import")).content.decode()
    assert "looks like a formula" in review
    assert "SECRET" not in review + str(list(ImportRow.objects.values_list("about")))


def test_columns_of_surveillance_cannot_be_asked_for(pages):
    upload(pages, make_export().content)
    page = pages.get(at("import_columns")).content.decode()
    keys = next(one for one in the_batch().columns if one["header"] == "KeystrokesPerDay")
    assert "Fairway keeps no record of people" in page
    assert f"column_{keys['index']}" not in page
    columns(pages, **{f"column_{keys['index']}": "level", f"keep_{keys['index']}": "on"})
    now = next(one for one in the_batch().columns if one["header"] == "KeystrokesPerDay")
    assert now["state"] == "refused"


def test_names_are_needed_and_a_field_is_read_once(pages):
    upload(pages, SMALL)
    assert "nobody comes without" in columns(pages, column_1="").content.decode()
    twice = columns(pages, column_2="name")
    assert twice.status_code == 422
    assert "Several columns are read as “Name”" in twice.content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, "a picture, whatever its name says"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "web page"),
        (b"Name,Unit\n", "no people below"),
        (b'Name;Unit\nIda;"Field\nOle;Field\n', "never closed"),
        (b"PK\x03\x04" + b"\x01" * 200, "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(pages, content, said):
    answer = upload(pages, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_too_large_is_refused_by_its_size(pages, settings):
    settings.LARGEST_UPLOAD = 1024 * 1024
    answer = upload(pages, b"Name,Unit\n" + b"Ida Holm,Field\n" * 100_000)
    assert answer.status_code == 422
    assert "larger than 1 MB. Leave out columns" in answer.content.decode()


def test_a_spreadsheet_that_calls_itself_csv_is_read_and_said_to_be_one(pages):
    content = workbook([["Employee number", "Name"], ["A1", "Ida Holm"], ["A2", "Ole Berg"]])
    assert upload(pages, content, "people.csv").status_code == 302
    assert "it was read as a spreadsheet" in pages.get(at("import_columns")).content.decode()


def test_the_template_is_understood_as_it_stands(pages):
    header = b"".join(pages.get(reverse("people:import_template"))).decode("utf-8-sig")
    row = ",".join(["A1", "Ida Holm", "ida@example.org", "Clerk", "Field", "Oslo", "NO", "Europe/Oslo", "", "2020-01-31", "", "37.5"])  # fmt: skip
    upload(pages, header + row + "\n")
    assert [one["header"] for one in the_batch().columns if one["state"] != "mapped"] == []


OPEN = (
    "Employee number,Name,Department,Manager\nA1,Ida Holm,Field,Board of Directors\n"
    "A2,Ole Berg,Field,Boss Absent\nA3,Liv Dahl,Field,Boss Absent\n"
)


def answer_names(pages, **answers):
    return pages.post(at("import_questions"), {"version": the_batch().version, **answers})


def test_an_open_name_is_asked_about_once_and_remembered(pages):
    compare(pages, OPEN)
    assert [one["name"] for one in the_batch().notes["open"]] == [
        "Boss Absent",
        "Board of Directors",
    ]
    page = pages.get(at("import_questions")).content.decode()
    assert "2 lines" in page
    assert answer_names(pages, find_0="Holm", who_1="nobody").status_code == 302
    run_due("slow")
    batch = the_batch()
    assert batch.notes["open"] == []
    assert {one["name"]: one["who"] for one in batch.notes["settled"]} == {
        "Boss Absent": "Ida Holm",
        "Board of Directors": "",
    }
    apply(pages)
    assert Person.objects.get(name="Liv Dahl").assignment.manager.name == "Ida Holm"
    assert ManagerAlias.objects.count() == 2
    compare(pages, OPEN)
    assert the_batch().notes["open_rows"] == 0
    assert the_batch().counts["unchanged"] == 3


def test_somebody_who_is_here_can_be_meant(pages, bo):
    compare(pages, OPEN)
    answer_names(pages, find_0="bo@saltmarsh.example")
    run_due("slow")
    apply(pages)
    assert Person.objects.get(name="Ole Berg").assignment.manager == bo


def test_a_name_that_fits_several_or_nobody_is_asked_again(pages):
    add_person("Eva Stone", actor=SYSTEM)
    add_person("Eva Stein", actor=SYSTEM)
    compare(pages, OPEN)
    several = answer_names(pages, find_0="Eva")
    assert several.status_code == 422
    assert several.content.decode().count("person:") == 2
    nobody = answer_names(pages, find_0="Xanthippe")
    assert "Nobody is called that" in nobody.content.decode()
    assert 'value="Xanthippe"' in nobody.content.decode()


def test_an_answer_can_be_taken_back(pages):
    compare(pages, OPEN)
    answer_names(pages, who_1="nobody")
    run_due("slow")
    key = the_batch().notes["settled"][0]["key"]
    pages.post(at("import_choices"), {"name": key})
    run_due("slow")
    assert the_batch().notes["open_names"] == 2


def test_what_comes_too_late_changes_nothing_and_says_so(pages):
    compare(pages, OPEN)
    apply(pages)
    for name in ("import_choices", "import_comparison", "import_discarding", "import_application"):
        late = pages.post(at(name), {"version": the_batch().version, "name": "boss absent"})
        assert late.status_code == 302, name
        assert "moved on meanwhile" in pages.get(late.headers["Location"]).content.decode(), name
    assert columns(pages).status_code == 422
    assert the_batch().state == "applied"


def test_where_nothing_is_open_the_page_says_so(pages):
    compare(pages, SMALL)
    assert "Nothing is open" in pages.get(at("import_questions")).content.decode()


UNITS = (
    "Employee number,Name,Department\nA1,Ida Holm,Field Sales\nA2,Ole Berg,FIELD-SALES\n"
    "A3,Liv Dahl,FIELD-SALES\nA4,Jon Lie,Marketing\nA5,Kari Moe,Marketting\n"
)


def test_spellings_of_one_unit_are_confirmed_and_remembered(pages):
    compare(pages, UNITS)
    assert the_batch().notes["spelt"][0]["name"] == "FIELD-SALES"
    assert the_batch().notes["alike"] == [["Marketing", "Marketting"]]
    answer_names(pages, spelt_0="Field Sales", alike_0="Marketing")
    run_due("slow")
    apply(pages)
    made = OrgUnit.objects.filter(
        name__in=["Field Sales", "FIELD-SALES", "Marketing", "Marketting"]
    )
    assert sorted(made.values_list("name", flat=True)) == ["Field Sales", "Marketing"]
    assert UnitSpelling.objects.filter(spelling="marketting").exists()
    compare(pages, UNITS)
    assert the_batch().counts["unchanged"] == 5


BAD = "Employee number,Name,Hire date\nA1,Ida Holm,31/02/2020\nA2,Ole Berg,01/03/2020\n"


def test_lines_with_errors_are_left_out_only_when_somebody_says_so(pages):
    review = compare(pages, BAD).content.decode()
    assert "31/02/2020" in review
    assert "Ida Holm" in review
    refused = apply(pages)
    assert refused.status_code == 422
    assert f'href="{at("import")}?show=created#lines"' in refused.content.decode()
    assert not Person.objects.filter(employee_number="A2").exists()
    apply(pages, skip_errors="on")
    assert Person.objects.filter(employee_number="A2").exists()
    assert not Person.objects.filter(employee_number="A1").exists()


def test_errors_can_be_downloaded_without_formulas(pages):
    compare(pages, "Employee number,Name,E-mail\nA1,Ida Holm,=HYPERLINK(1)\nA2,Ole Berg,o@x.org\n")
    told = b"".join(pages.get(at("import_problems"))).decode()
    assert "2,E-mail,Error" in told
    assert ",=" not in told


def test_long_lists_come_page_by_page(pages):
    lines = "".join(f"N{n},Name{n} Family{n}\n" for n in range(120))
    first = compare(pages, "Employee number,Name\n" + lines).content.decode()
    assert first.count("<tr>") == 51
    forward = re.search(r'rel="next" href="([^"#]+)', first)[1].replace("&amp;", "&")
    second = pages.get(forward).content.decode()
    assert "Name50 Family50" in second
    backward = re.search(r'rel="prev" href="([^"#]+)', second)[1].replace("&amp;", "&")
    assert "Name49 Family49" in pages.get(backward).content.decode()


def test_whoever_looked_at_an_organisation_that_has_changed_looks_again(pages):
    compare(pages, SMALL)
    add_person("New Colleague", actor=SYSTEM)
    apply(pages)
    assert the_batch().state == "review"
    assert b"Compared anew" in pages.get(at("import")).content
    assert not Person.objects.filter(employee_number="A1").exists()
    apply(pages)
    assert Person.objects.filter(employee_number="A1").exists()


def test_of_two_imports_at_once_the_second_looks_again(pages, second_lead, client):
    compare(pages, SMALL)
    mine = the_batch()
    client.force_login(second_lead.account)
    compare(client, SMALL.replace("Ole Berg", "Ole Bergh"))
    apply(client)
    assert the_batch().state == "applied"
    client.force_login(mine.created_by.account)
    client.post(
        reverse("people:import_application", args=[mine.public_id]), {"version": mine.version}
    )
    run_due("slow")
    mine.refresh_from_db()
    assert mine.state == "review"
    assert mine.counts["updated"] == 1
    assert mine.notes["moved"]


def test_a_page_that_is_no_longer_so_changes_nothing(pages):
    compare(pages, OPEN)
    stale = {"version": the_batch().version - 1, "who_0": "nobody"}
    assert pages.post(at("import_questions"), stale).status_code == 409
    assert pages.post(at("import_application"), {"version": stale["version"]}).status_code == 409
    assert the_batch().state == "review"


def test_a_comparison_that_runs_twice_is_one(pages):
    compare(pages, OPEN)
    before = ImportRow.objects.count()
    batch = the_batch()
    compare_batch(batch, actor=batch.created_by, progress=lambda *_said: None)
    assert ImportRow.objects.count() == before


def test_work_that_broke_off_can_be_begun_again(pages):
    upload(pages, SMALL)
    columns(pages)
    Job.objects.filter(owner=the_batch().created_by).update(state=Job.State.DEAD)
    page = pages.get(at("import")).content.decode()
    assert "The work broke off" in page
    pages.post(at("import_comparison"))
    run_due("slow")
    assert the_batch().state == "review"


def test_progress_asks_again_and_then_leads_on(pages):
    upload(pages, SMALL)
    columns(pages)
    waiting = pages.get(at("import")).content.decode()
    assert f'hx-get="{at("import")}"' in waiting
    assert 'href="' + at("import") in waiting
    run_due("slow")
    over = pages.get(at("import"), headers={"HX-Request": "true"})
    assert over.headers["HX-Redirect"] == at("import")


def test_a_discarded_import_leaves_nothing(pages):
    compare(pages, OPEN)
    pages.post(at("import_discarding"))
    assert the_batch().state == "discarded"
    assert not ImportChunk.objects.exists()
    assert not ImportRow.objects.exists()
    assert the_batch().notes == {}
    assert Event.objects.filter(kind="people.import_discarded").count() == 1
    assert b"Nothing was changed" in pages.get(at("import")).content


def test_an_import_that_nobody_finishes_is_forgotten_after_a_week(pages):
    compare(pages, OPEN)
    assert discard_forgotten() == 0
    ImportBatch.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert discard_forgotten() == 1
    assert not ImportRow.objects.exists()


def test_an_import_is_its_leads_alone_and_the_list_shows_numbers(pages, second_lead, client):
    compare(pages, OPEN)
    address = at("import")
    client.force_login(second_lead.account)
    assert client.get(address).status_code == 404
    listed = client.get(reverse("people:imports")).content.decode()
    assert "Pia Lead" in listed
    assert address not in listed
    assert "Ole Berg" not in listed


def test_nobody_else_imports_or_is_offered_to(client, ana, hana):
    for person in (ana, hana):
        client.force_login(person.account)
        assert client.get(reverse("people:imports")).status_code == 403
        assert upload(client, SMALL).status_code == 403
        assert reverse("people:imports") not in client.get("/").content.decode()


def test_what_an_import_says_of_itself_survives_as_counts(pages):
    compare(pages, OPEN)
    apply(pages)
    batch = the_batch()
    assert "Absent" not in str([batch.notes, batch.choices, batch.reading, batch.counts])


def test_control_and_direction_signs_in_names_go(pages):
    compare(pages, "Employee number,Name\nA1,Ida \u202eHolm\u200b\nA2,Ole Berg\n")
    apply(pages)
    assert Person.objects.get(employee_number="A1").name == "Ida Holm"
