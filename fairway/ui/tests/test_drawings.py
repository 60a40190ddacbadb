from xml.etree import ElementTree

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from fairway.ui import drawings
from fairway.ui.parts import Shift, Talk
from fairway.ui.templatetags import ui
from fairway.ui.templatetags.ui import icon

hours = st.floats(0, 24, allow_nan=False)


def test_a_meter_stays_within_its_track_and_says_what_it_shows():
    html = ui.meter(1.7, 0.52, "go", "Returns")
    assert 'width="100%" height="6" rx="3"/><rect class="f-ink' in html
    assert 'aria-label="Returns: 100 %, expected 52 % by today"' in html
    assert "style=" not in html


def test_a_meter_without_expectation_has_no_tick():
    assert "f-ink" not in ui.meter(0.4)


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=2, max_size=60))
def test_a_sparkline_stays_inside_its_frame(values):
    svg = ElementTree.fromstring(drawings.spark(values, "a shape"))
    line = svg.findall("path")[1].get("d")
    for point in line.removeprefix("M").split("L"):
        x, y = map(float, point.split())
        assert 0 <= x <= 100
        assert 4 <= y <= 36


@given(
    st.tuples(hours, hours).map(sorted), hours, st.sampled_from([drawings.WIDE, drawings.NARROW])
)
def test_the_band_of_two_days_is_sound_and_stays_on_the_picture(span, now, room):
    talk = Talk(
        shifts=(Shift("Ana <b>", "Manila", (tuple(span),), "10:00"), Shift("You", "Lisbon", ())),
        shared=(tuple(span),),
        words="You share some hours.",
        now=now,
        now_words="now",
    )
    svg = ElementTree.fromstring(drawings.band(talk, room))
    for rect in svg.findall("rect"):
        assert float(rect.get("x")) >= room.left
        assert float(rect.get("x")) + float(rect.get("width")) <= room.right + 0.2


def test_initials_are_the_first_and_the_last_word():
    assert ui.initials("Ana Maria Reyes") == "AR"
    assert ui.initials("李") == "李"
    assert ui.initials("  ") == "?"
    assert ui.initials("“Bo” Almeida") == "A"


def test_a_person_keeps_their_colour():
    assert ui.hue("x1") == ui.hue("x1")
    assert 1 <= ui.hue("anything") <= ui.HUES


def test_names_are_escaped_wherever_they_are_drawn():
    assert "<b>" not in ui.avatar("<b>x", "1")
    assert "<b>" not in ui.clock("UTC", "<b>")


def test_a_qr_code_carries_no_inline_style():
    svg = ui.qr("https://fairway.example/f/3Xk9")
    assert svg.startswith("<svg")
    assert "style=" not in svg


@pytest.mark.parametrize(
    "asked", ['{% icon "x" %}', '{% icon "x" size="lg" %}', '{% icon "x" "lg" as it %}[{{ it }}]']
)
def test_an_icon_that_a_template_names_is_the_same_every_time(asked):
    drawn = engines["django"].from_string(asked)
    size = "lg" if "lg" in asked else ""
    first, again = drawn.render(), drawn.render()
    assert icon("x", size) in first
    assert again == first


def test_an_icon_that_a_row_names_is_drawn_for_each_row():
    rows = engines["django"].from_string("{% for one in names %}{% icon one|lower %}{% endfor %}")
    assert rows.render({"names": ["Star", "X"]}) == icon("star") + icon("x")
