"""Files are read as they come: whatever separates, packs and names their columns."""

import gzip

import numpy as np
import pytest

from fairway.config.cli.measuring.reading import read_header, read_table
from fairway.config.cli.refusal import Refused

pytestmark = pytest.mark.once


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_are_read_whatever_separates_them_packed_or_not(tmp_path, delimiter):
    lines = ["id,score,other", 'x y,1.5,"a', 'b"', "7,NA,", "", "x y,-2,é"]
    plain = "\r\n".join(lines).replace(",", delimiter).encode("utf-8-sig")
    for name, content in (("a.csv", plain), ("a.gz", gzip.compress(plain))):
        (tmp_path / name).write_bytes(content)
        table = read_table(tmp_path / name)
        assert table.n == 3
        assert table["id"].words() == ["x y", "7", "x y"]
        np.testing.assert_array_equal(table["score"].numbers(), [1.5, np.nan, -2])
        assert table["other"].words()[1] is None
        assert read_table(tmp_path / name, ["score"]).names == ["score"]


def test_damaged_files_are_refused(tmp_path):
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * 999)[:-12])
    (tmp_path / "latin.csv").write_bytes("a,b\né,1\n".encode("latin-1"))
    with pytest.raises(Refused, match="damaged"):
        read_table(tmp_path / "cut.gz")
    with pytest.raises(Refused, match="not UTF-8"):
        read_table(tmp_path / "latin.csv")


def test_many_rows_are_read_in_pieces(tmp_path):
    file = tmp_path / "long.csv"
    file.write_text("id,y\n" + "".join(f"p{n % 7},{n}\n" for n in range(120_001)))
    table = read_table(file)
    assert table.n == 120_001
    assert len(table["id"].levels) == 7
    assert table["y"].numbers()[-1] == 120_000


def test_unicode_text_of_spreadsheets_is_read(given):
    file = given("sep=;\r\nwer;Größe\r\na;1,5\r\nb;−2\r\n".encode("utf-16"))
    table = read_table(file)
    assert table["wer"].words() == ["a", "b"]
    np.testing.assert_array_equal(table["Größe"].numbers(), [1.5, -2])
    assert read_header(file) == ["wer", "Größe"]


def test_a_comma_is_no_decimal_where_commas_separate(given):
    with pytest.raises(Refused, match="Line 2, y: “1,5” is no number"):
        read_table(given('x,y\na,"1,5"\n'))["y"].numbers()


@pytest.mark.parametrize("wrong", ["1_000", "inf", "-Infinity", "1e999", "twelve"])
def test_what_cannot_be_counted_with_is_refused_with_its_line(given, wrong):
    with pytest.raises(Refused, match=f"Line 3, y: “{wrong}”"):
        read_table(given(f"x,y\na,1\nb,{wrong}\n"))["y"].numbers()


def test_names_of_rows_and_separators_at_the_end_change_nothing(given):
    named = read_table(given('"y","x"\n"1",7,a\n"2",8,b\n'), ["y", "x"])
    ended = read_table(given("y,x\n7,a,\n8,b,\n"), ["y", "x"])
    assert read_table(given("y,x\n7,a,\n8,b,\n")).names == ["y", "x"]
    for table in (named, ended):
        assert table["y"].numbers().tolist() == [7, 8]
        assert table["x"].words() == ["a", "b"]


def test_the_same_name_with_and_without_spaces_is_the_same(given):
    codes, names = read_table(given('x,y\nann ,1\n" ann",2\n,3\nbo,4\n'))["x"].ids()
    assert (codes.tolist(), names) == ([0, 0, -1, 1], ("ann", "bo"))


def test_a_quote_that_is_not_closed_swallows_nothing(given):
    with pytest.raises(Refused, match="no proper CSV file"):
        read_table(given('y,g\n1,"a\n2,b\n'))


def test_empty_lines_before_the_names_are_passed_over(given):
    assert read_table(given("\n\ny,g\n1,a\n"))["g"].words() == ["a"]
