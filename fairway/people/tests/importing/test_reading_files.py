"""Files are read for what they are, in bounds, and only the wanted columns come out."""

import contextlib
import io
import tempfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.people.importing import isolated
from fairway.people.importing.isolated import reading
from fairway.people.importing.problems import Unreadable
from fairway.people.tests.importing.conftest import opened, workbook

PEOPLE = "Name,Employee ID,Department\nAna Reyes,1,Support\nZoë Østergård,2,Shops\n"


def table_of(content, wanted=(0, 1, 2)):
    with opened(content) as table:
        return table, [row for batch in table.rows(list(wanted)) for row in batch]


def refusal_of(content) -> str:
    with pytest.raises(Unreadable) as refused:
        table_of(content)
    assert refused.value.problem.message
    return refused.value.problem.code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_encoding_separator_and_line_ending(encoding, separator, ending):
    text = PEOPLE.replace(",", separator).replace("\n", ending)
    table, rows = table_of(text.encode(encoding))
    assert table.headers == ["Name", "Employee ID", "Department"]
    assert table.separator == separator
    assert rows == [[2, 3, "Ana Reyes", "1", "Support"], [3, 3, "Zoë Østergård", "2", "Shops"]]


def test_one_stray_byte_does_not_turn_good_text_into_nonsense():
    lines = "".join(f"Zoë Østergård {n},{n},Café\n" for n in range(50)).encode()
    _table, rows = table_of(b"Name,Employee ID,Department\n" + lines + b"Ren\xe9 B,99,Sales\n")
    assert rows[0][2] == "Zoë Østergård 0"
    assert "\ufffd" in rows[-1][2]


def test_a_separator_that_excel_writes_down_is_believed():
    table, _rows = table_of("sep=;\nName;Employee ID\nAna;1\n", (0,))
    assert (table.separator, table.header_line) == (";", 2)


def test_titles_and_blank_lines_above_the_header_are_passed_over():
    table, rows = table_of("Headcount report\nRun 2026-11-20\n\n" + PEOPLE)
    assert table.headers[0] == "Name"
    assert rows[0][0] == 5  # as an editor counts lines


def test_cells_may_hold_separators_quotes_and_line_breaks():
    _table, rows = table_of(
        'Name,Department\n"Reyes, Ana","The ""old"" shop\nfloor 2"\nBo,Shops\n', (0, 1)
    )
    assert rows == [[2, 2, "Reyes, Ana", 'The "old" shop\nfloor 2'], [4, 2, "Bo", "Shops"]]


def test_columns_of_one_name_and_of_none_keep_apart():
    table, _rows = table_of("Name,Name,,E-mail,\nAna,Reyes,x,a@x.org,\n", (0,))
    assert table.headers == ["Name", "Name (2)", "(3)", "E-mail"]


def test_only_the_wanted_columns_come_out():
    _table, rows = table_of(PEOPLE, (2,))
    assert rows == [[2, 3, "Support"], [3, 3, "Shops"]]


def test_zero_bytes_are_dropped():
    _table, rows = table_of(b"Name,Employee ID\nAna\x00 Reyes,1\n" + b"Bo Almeida,2\n" * 60, (0,))
    assert rows[0][2] == "Ana Reyes"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf  \r\n", "empty_file"),
        (b"Name,Employee ID\n", "no_rows"),
        (b"1,2,3\n4,5,6\n", "no_headers"),
        (b'Name,Employee ID\n"Ana,1\nBo,2\nCy,3\n', "open_quote"),
        (b'Name,Employee ID\n"Ana,1\n' + b"x,y\n" * 60_000, "open_quote"),
        (b"Name,Employee ID\n" + b"x" * 2_100_000, "long_line"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "other_kind"),
        (b"%PDF-1.7\n1 0 obj", "other_kind"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff", "other_kind"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "other_kind"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "web_page"),
        (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", "other_kind"),
        (bytes(range(256)) * 50, "not_a_table"),
        (b"PK\x03\x04" + b"\x00" * 200, "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "broken"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(content, code):
    assert refusal_of(content) == code


def test_a_quotation_mark_never_closed_is_named_with_its_line():
    with pytest.raises(Unreadable) as refused:
        table_of('Name,Employee ID\nAna,1\n"Bo,2\nCy,3\n')
    assert "line 3" in refused.value.problem.message


def test_a_text_document_is_named_for_what_it_is():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    assert refusal_of(out.getvalue()) == "other_kind"


def test_a_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<w/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _n in range(520):
                part.write(b"0" * 1024 * 1024)
    assert len(out.getvalue()) < 2_000_000
    assert refusal_of(out.getvalue()) == "too_hard"


def test_more_rows_than_an_import_takes_are_refused():
    content = b"Name,Employee ID\n" + b"Ana,1\n" * 50
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        with reading(file, most_rows=40) as table, pytest.raises(Unreadable) as refused:
            list(table.rows([0]))
    assert refused.value.problem.code == "too_many_rows"


def test_a_file_of_a_gigabyte_is_refused_without_reading_it(monkeypatch):
    with tempfile.TemporaryFile() as file:
        file.truncate(1024**3)
        monkeypatch.setattr(isolated, "_start", lambda *_given: pytest.fail("it was opened"))
        with pytest.raises(Unreadable) as refused, reading(file):
            pass
    assert refused.value.problem.code == "too_large"


def test_a_workbook_gives_dates_numbers_and_text_as_they_are_meant():
    from datetime import date

    content = workbook(
        [
            ["Employee ID", "Name", "Hire date", "Weekly hours", "Active"],
            ["007", "Ana Reyes", date(2024, 3, 31), 37.5, True],
            [8, "Bo Almeida", date(2023, 1, 2), 40, False],
        ]
    )
    table, rows = table_of(content, range(5))
    assert table.kind == "workbook"
    assert rows[0][2:] == ["007", "Ana Reyes", "2024-03-31", "37.5", "TRUE"]
    assert rows[1][2:] == ["8", "Bo Almeida", "2023-01-02", "40", "FALSE"]


def test_rows_of_a_workbook_are_numbered_as_the_spreadsheet_does():
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Cover").write(0, 0, "Read me first")
        sheet = book.add_worksheet("Staff")
        for at, row in enumerate([["Name", "Employee ID"], ["Ana", "1"], ["Bo", "2"]]):
            sheet.write_row(at + 3, 2, row)
    table, rows = table_of(out.getvalue(), (0, 1))
    assert (table.sheet, table.header_line) == ("Staff", 4)
    assert rows == [[5, 2, "Ana", "1"], [6, 2, "Bo", "2"]]


def test_formulas_in_a_workbook_count_by_their_result():
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Employee ID"])
        sheet.write_formula(1, 0, '=HYPERLINK("http://evil.example","Ana")', value="Ana Reyes")
        sheet.write(1, 1, 1)
    _table, rows = table_of(out.getvalue(), (0, 1))
    assert rows == [[2, 2, "Ana Reyes", "1"]]


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_whatever_break_the_reader(content):
    with contextlib.suppress(Unreadable):
        table_of(b"Name,Employee ID\n" + content, (0, 1))


@settings(max_examples=20, deadline=None)
@given(cut=st.integers(1, 400), flip=st.integers(0, 5000), value=st.integers(0, 255))
def test_no_damage_to_a_workbook_breaks_the_reader(cut, flip, value):
    content = bytearray(workbook([["Name", "Employee ID"], ["Ana", "1"], ["Bo", "2"]]))
    content[flip % len(content)] = value
    with contextlib.suppress(Unreadable):
        table_of(bytes(content[: len(content) - cut % 50]), (0, 1))
