"""Dates, names, places and hours, whatever the language they are written in."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from fairway.people.importing import cells, dates, names
from fairway.people.importing.cells import Bad
from fairway.people.importing.geography import read_zone
from fairway.people.importing.places import read_place
from fairway.people.importing.spelling import clean, fold, hides_signs, squash
from fairway.people.importing.units import path_separator, read_path

DAYS = st.dates(date(1970, 1, 1), date(2030, 12, 31))


def refusal_of(read, *given) -> str:
    with pytest.raises(Bad) as bad:
        read(*given)
    return bad.value.code


@given(DAYS, st.sampled_from("/-."))
def test_a_day_written_either_way_is_read_back(day, sign):
    written = (f"{day.day:02}{sign}{day.month:02}{sign}{day.year}", dates.DAY_FIRST)
    american = (f"{day.month}{sign}{day.day}{sign}{day.year}", dates.MONTH_FIRST)
    for text, first in (written, american):
        assert dates.read_date(text, first, 2026) == day
    assert dates.read_date(day.isoformat(), dates.MONTH_FIRST, 2026) == day
    assert dates.read_date(f"{day:%Y%m%d}", dates.DAY_FIRST, 2026) == day
    assert dates.read_date(f"{day:%d %b %Y}", dates.DAY_FIRST, 2026) == day
    assert dates.read_date(f"{day:%B %d, %Y}", dates.DAY_FIRST, 2026) == day
    serial = (day - date(1899, 12, 30)).days
    assert dates.read_date(str(serial), dates.DAY_FIRST, 2026) == day


@given(
    st.lists(DAYS, min_size=1, max_size=40), st.sampled_from([dates.DAY_FIRST, dates.MONTH_FIRST])
)
def test_the_order_of_a_column_is_what_its_values_prove(days, first):
    assume(any(day.day > 12 for day in days))
    pattern = "%d/%m/%Y" if first == dates.DAY_FIRST else "%m/%d/%Y"
    column = [day.strftime(pattern) for day in days]
    assert dates.order_of(column) == first
    assert [dates.read_date(text, first, 2026) for text in column] == days


def test_a_column_that_proves_nothing_says_so():
    assert dates.order_of(["01/02/2020", "03/04/2021"]) == ""
    assert dates.order_of(["31/02/2020", "02/31/2020"]) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/2020", "not_in_calendar"),
        ("2023-02-29", "not_in_calendar"),
        ("02/31/2020", "not_in_calendar"),
        ("12/25/2020", "wrong_order"),
        ("tomorrow", "not_a_date"),
        ("12", "not_a_date"),
        ("01/01/2099", "unlikely_year"),
        ("1/1/0001", "unlikely_year"),
    ],
)
def test_what_is_no_day_is_refused_with_a_reason(text, code):
    assert refusal_of(dates.read_date, text, dates.DAY_FIRST, 2026) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14-May-1987", date(1987, 5, 14)), ("May 14, 2020", date(2020, 5, 14)),
        ("14 mai 2020", date(2020, 5, 14)), ("14 de mayo de 2020", date(2020, 5, 14)),
        ("1. März 2021", date(2021, 3, 1)), ("3 stycznia 2019", date(2019, 1, 3)),
        ("2015年4月1日", date(2015, 4, 1)), ("2024-03-31 00:00:00", date(2024, 3, 31)),
        ("2024-03-31T09:30:00Z", date(2024, 3, 31)), ("1/2/19", date(2019, 2, 1)),
        ("1.2.98", date(1998, 2, 1)), ("45382", date(2024, 3, 31)), ("Sept 5 2020", date(2020, 9, 5)),
    ],
)  # fmt: skip
def test_other_ways_to_write_a_day(text, day):
    assert dates.read_date(text, dates.DAY_FIRST, 2026) == day


NAME = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzéñöø'-"), min_size=2, max_size=9).map(
    lambda text: text.strip("-'").capitalize()
)


@given(NAME, NAME)
@example("Ana", "Reyes")
def test_a_name_in_either_order_is_the_same_person(given_name, family):
    assume(len(given_name) > 1 and len(family) > 1 and given_name not in {"Jr", "Sr"})
    name = names.read_name(f"{family}, {given_name}")
    assert name == names.Name(f"{given_name} {family}", f"{family}, {given_name}")
    assert names.exact_key(f"{family},{given_name}") == names.exact_key(f"{given_name}  {family} ")
    assert names.turned_key(f"{given_name} {family}") == names.exact_key(f"{family} {given_name}")
    assert names.loose_key(f"{family} {given_name}") == names.loose_key(f"{given_name} {family}")


@pytest.mark.parametrize(
    ("text", "full", "sort"),
    [
        ("Dietrich, Jenna  ", "Jenna Dietrich", "Dietrich, Jenna"),
        ("Roup,Simon", "Simon Roup", "Roup, Simon"),
        ("Wolk, Hang  T", "Hang  T Wolk", "Wolk, Hang  T"),
        ("Del Bosque, Keyla", "Keyla Del Bosque", "Del Bosque, Keyla"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("John Smith, Jr.", "John Smith, Jr.", "Smith, John, Jr."),
        ("Smith, John, Jr.", "John Smith, Jr.", "Smith, John, Jr."),
        ("Smith, Jr., John", "John Smith, Jr.", "Smith, John, Jr."),
        ("DUPONT Jean", "Jean DUPONT", "DUPONT, Jean"),
        ("Dr. Eva Groß", "Eva Groß", "Groß, Eva"),
        ("Sukarno", "Sukarno", "Sukarno"),
        ("山田 太郎", "山田 太郎", "山田, 太郎"),
    ],
)
def test_names_as_systems_write_them(text, full, sort):
    assert names.read_name(text) == names.Name(full, sort)


def test_addresses_prove_the_order_of_a_column_without_commas():
    pairs = [("Reyes Ana", "ana.reyes@x.org"), ("Almeida Bo", "bo.almeida@x.org")]
    assert names.order_of(pairs) == names.FAMILY_FIRST
    assert names.read_name("Reyes Ana", names.FAMILY_FIRST).full == "Ana Reyes"
    assert names.order_of([("Ana Reyes", "ana.reyes@x.org")]) == names.GIVEN_FIRST
    assert names.order_of([]) == names.GIVEN_FIRST


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Brandon R. Vale", "Brandon R Vale", True), ("Brandon R. Vale", "Brandon Vale", True),
        ("Brandon R. Vale", "Brandon Robert Vale", True), ("Brandon R. Vale", "Brandon T Vale", False),
        ("Ana Maria Reyes", "Ana Reyes", True), ("Ana Maria Reyes", "Ana Lucia Reyes", False),
    ],
)  # fmt: skip
def test_an_initial_agrees_or_contradicts(one, other, same):
    assert names.may_be_one(one, other) is same
    assert names.may_be_one(other, one) is same


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://evil.example","Ana")',
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|'x'!A0",
        "=1+1",
    ],
)
def test_formulas_are_refused(text):
    assert refusal_of(cells.check_text, text, 200) == "formula"


@pytest.mark.parametrize(
    "text", ["Ana-Maria", "O'Neill", "- intern -", "+351 team", "C-3PO", "R&D"]
)
def test_signs_that_are_no_formula_stay(text):
    assert cells.check_text(text, 200) == text


@given(st.text(max_size=40))
def test_cleaning_leaves_one_visible_line_and_nothing_to_clean(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not hides_signs(cleaned)
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()


def test_marks_that_turn_the_writing_direction_are_found_and_removed():
    assert clean("Ana\u202eseyeR") == "AnaseyeR"
    assert hides_signs("Ana\u202eseyeR")
    assert clean("Ana\u0007 Reyes\u200b") == "Ana Reyes"
    assert not hides_signs("محمد \u200cرضا")  # a joiner that Persian needs


@pytest.mark.parametrize(
    "text", ["Field Sales", "FIELD SALES", "field-sales ", "Field  Sales.", "FieldSales"]
)
def test_spellings_of_one_unit_are_one(text):
    assert squash(text) == "fieldsales"


def test_folding_and_squashing_know_letters_of_many_languages():
    assert fold("Łukasz Ørsted-Groß") == "lukasz orsted gross"
    assert squash("IT/IS") == squash("it is") == "itis"
    assert squash("営業部") == "営業部"
    assert squash("R&D") == squash("R and D")


def test_paths_of_units_by_any_separator():
    assert path_separator(["A > B", "A > B > C"]) == ">"
    assert path_separator(["IT/IS"]) == "/"
    assert path_separator(["Sales / North"]) == " / "
    assert read_path({"unit_path": "Acme > Sales>  North"}, ">") == ("Acme", "Sales", "North")
    assert read_path({"division": "IT", "unit": "it", "team": "Web"}, ">") == ("IT", "Web")
    assert refusal_of(read_path, {"unit_path": "Sales > North > sales"}, ">") == "unit_above_itself"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("40", 2400), ("37.5", 2250), ("37,5", 2250), ("38:30", 2310), ("35 h", 2100)],
)
def test_weekly_hours(text, minutes):
    assert cells.read_hours(text) == minutes


@pytest.mark.parametrize("text", ["many", "200", "-5", "40/week maybe"])
def test_what_are_no_weekly_hours(text):
    assert refusal_of(cells.read_hours, text) == "not_hours"


@pytest.mark.parametrize(
    ("text", "mode"),
    [("Remote", "remote"), ("oui", "remote"), ("No", "on_site"), ("Hybrid - 2 days", "hybrid"),
     ("In office", "on_site"), ("Home Office", "remote"), ("Vor Ort", "on_site")],
)  # fmt: skip
def test_ways_of_working(text, mode):
    assert cells.read_mode(text) == mode


@pytest.mark.parametrize(
    ("text", "status"),
    [("Active", "active"), ("Voluntarily Terminated", "left"), ("On leave", "active"), ("0", "left"),
     ("Ausgeschieden", "left"), ("Terminated for Cause", "left"), ("Leave of Absence", "active")],
)  # fmt: skip
def test_states_of_employment(text, status):
    assert cells.read_status(text) == status


def test_a_column_that_asks_whether_somebody_left_turns_yes_and_no():
    assert cells.read_status("1", "left") == "left"
    assert cells.read_status("0", "left") == "active"


@pytest.mark.parametrize(
    ("parts", "name", "country", "zone"),
    [
        (("", "", "MA", ""), "Massachusetts", "US", "America/New_York"),
        (("Boston, MA", "", "", ""), "Boston, MA", "US", "America/New_York"),
        (("Berlin, DE", "", "", ""), "Berlin, DE", "DE", "Europe/Berlin"),
        (("", "Lisbon", "", "PT"), "Lisbon, Portugal", "PT", "Europe/Lisbon"),
        (("", "", "", "Deutschland"), "Germany", "DE", "Europe/Berlin"),
        (("HQ", "Toronto", "Ontario", "Canada"), "HQ", "CA", "America/Toronto"),
        (("Manila", "", "", ""), "Manila", "", "Asia/Manila"),
        (("Shop 12", "", "", ""), "Shop 12", "", ""),
    ],
)
def test_places_from_what_there_is_of_them(parts, name, country, zone):
    place = read_place(*parts)
    assert (place.name, place.country, place.time_zone) == (name, country, zone)


def test_remote_is_a_place_too():
    assert read_place("Remote", "", "", "").is_remote
    assert read_place("Remote", "", "", "Portugal").name == "Remote, Portugal"


@pytest.mark.parametrize(
    ("text", "zone"),
    [("Europe/Lisbon", "Europe/Lisbon"), ("Eastern Standard Time", "America/New_York"),
     ("EST", "America/New_York"), ("CET", "Europe/Berlin"), ("Manila", "Asia/Manila"),
     ("(UTC-05:00) Eastern Time", "America/New_York"), ("Mars/Phobos", ""), ("UTC", "UTC")],
)  # fmt: skip
def test_time_zones_by_any_of_their_names(text, zone):
    assert read_zone(text) == zone


@pytest.mark.parametrize("text", ["Ana Reyes <ana@x.org>", "mailto:ANA@x.org", " ana@x.org "])
def test_addresses_are_read_in_any_dress(text):
    assert cells.read_email(text) == "ana@x.org"


@pytest.mark.parametrize(
    "text", ["ana", "ana@", "@x.org", "a b@x.org", "ana@x", "ana@x..org", "x" * 70 + "@x.org"]
)
def test_what_is_no_address(text):
    assert refusal_of(cells.read_email, text) == "not_an_email"


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [("Janet King (10302)", "Janet King", "10302"), ("10302 - Janet King", "Janet King", "10302"),
     ("10302", "", "10302"), ("Janet King", "Janet King", ""), ("E-17", "", "E-17")],
)  # fmt: skip
def test_a_manager_with_a_number(text, name, number):
    assert cells.split_number(text) == (name, number)


def test_numbers_stay_text_however_a_spreadsheet_writes_them():
    assert cells.read_number("00123") == "00123"
    assert cells.read_number("10304.0") == "10304"
    assert cells.read_number("'0007") == "0007"


@given(st.integers(0, 20_000))
def test_excel_days_and_calendar_days_agree(number):
    day = date(1970, 1, 1) + timedelta(days=number)
    serial = (day - date(1899, 12, 30)).days
    if serial >= 10_000:
        assert dates.read_date(str(serial), dates.DAY_FIRST, 2026) == day
