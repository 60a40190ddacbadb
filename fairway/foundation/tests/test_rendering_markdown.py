import re
import sys
from html.parser import HTMLParser
from urllib.parse import urlparse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.text import render_markdown
from fairway.foundation.text.markdown import headings

pytestmark = pytest.mark.once


def tags_of(html):
    found = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    Parser().feed(html)
    return found


def test_what_people_write_becomes_what_they_mean():
    html = render_markdown(
        "# Plan\n\n**Do** *this* ~~not~~\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    for part in (
        "<h3>Plan</h3>",
        "<strong>Do</strong>",
        "<em>this</em>",
        "<s>not</s>",
        "<li>one</li>",
        "<td>1</td>",
    ):
        assert part in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "![x](javascript:alert(1))",
        "![x](https://evil.example/track.png)",
        "<svg onload=alert(1)>",
        '<a href="#" onclick="x()">y</a>',
        "<style>*{display:none}</style>",
        "<iframe src=//evil.example></iframe>",
        "[a](<\x01javascript:alert(1)>)",
        '[x](https://a.example "\\" onmouseover=alert(1) \\"")',
    ],
)
@pytest.mark.parametrize("images", [False, True])
def test_nothing_that_acts_survives(text, images):
    for tag, attributes in tags_of(render_markdown(text, images=images)):
        assert tag in {"p", "a", "img"}
        assert set(attributes) <= {"href", "title", "rel", "alt"}
        assert urlparse(attributes.get("href", "")).scheme in {"", "https"}


def test_links_go_out_without_a_trace():
    html = render_markdown("[x](https://a.example/)")
    assert 'href="https://a.example/"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


def test_the_manual_has_anchors_and_pictures_of_its_own():
    html = render_markdown(
        "# Goals\n\n## Goals\n\n![A goal](goal.png)", top_heading=1, anchors=True, images=True
    )
    assert '<h1 id="goals">' in html
    assert '<h2 id="goals-2">' in html
    assert '<img src="goal.png" alt="A goal">' in html
    assert list(headings("# Goals\n## Über *uns*\n")) == [
        (1, "Goals", "goals"),
        (2, "Über uns", "über-uns"),
    ]


def test_headings_never_rise_above_the_page_or_fall_off():
    assert "<h6>" in render_markdown("###### deep")
    assert "<h1>" not in render_markdown("# high")


@given(st.text())
def test_any_text_renders_to_known_tags_only(text):
    html = render_markdown(text, images=True)
    assert not re.search(
        r"<(?!/?(p|br|hr|h[3-6]|ul|ol|li|blockquote|pre|a|em|strong|code|s|table|thead|tbody|tr|th|td|img)\b)",
        html,
    )


def lines_run(text):
    """How many lines of Python it takes, which is the same on every machine."""
    count = 0

    def note(_frame, event, _value):
        nonlocal count
        count += event == "line"
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        render_markdown(text)
    finally:
        sys.settrace(before)
    return count


HOSTILE = {
    "brackets": lambda n: "[" * n,
    "images": lambda n: "![" * n,
    "stars": lambda n: "*a " * n,
    "quotes": lambda n: "> " * n,
    "ticks": lambda n: "`" * n + "a",
    "table": lambda n: "| a " * (n // 2) + "\n" + "|-" * (n // 2),
    "angles": lambda n: "<" * n,
    "underscores": lambda n: "_a" * n,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_twice_as_much_hostile_text_takes_twice_as_much_work(make):
    render_markdown(make(20_000))  # and so much of it is read at all
    assert lines_run(make(1000)) < 2.5 * lines_run(make(500))
