"""The content policy allows no inline style or script: no template may carry one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted(HOME.glob("fairway/*/templates/**/*.html"))
# Mail readers know no style sheets: css-inline writes those styles, never a browser page.
MAIL = re.compile(r"/templates/.*mail")
INLINE = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a <style> element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "script in an htmx attribute": re.compile(
        r"hx-(on|vals|headers)[\w:-]*\s*=\s*[\"']\s*(js:|javascript:)|hx-on[:=]", re.IGNORECASE
    ),
    "a trigger filter, which htmx evaluates": re.compile(r"hx-trigger=\"[^\"]*\[[^\"]*\]"),
}
SPRITE = HOME / "fairway/ui/static/ui/vendor/icons.svg"
ICON = re.compile(r"{% icon [\"']([\w-]+)[\"']|<c-[^>]*?\sicon=\"([a-z][\w-]*)\"")
PYTHON_ICON = re.compile(r"\bicon=\"([\w-]+)\"")


def breaches(text: str) -> list[str]:
    return [name for name, pattern in INLINE.items() if pattern.search(text)]


def test_no_template_carries_inline_style_or_script():
    found = {
        str(path.relative_to(HOME)): faults
        for path in TEMPLATES
        if not MAIL.search(path.as_posix()) and (faults := breaches(path.read_text()))
    }
    assert TEMPLATES
    assert not found


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color:red">',
        "<style>p{}</style>",
        '<a href="#" onclick="go()">',
        "<script>go()</script>",
        '<a href="javascript:go()">',
        '<div hx-on:click="go()">',
        '<div hx-vals="js:{a: 1}">',
        '<div hx-trigger="click[ctrlKey]">',
    ],
)
def test_each_kind_of_inline_code_is_noticed(bad):
    assert breaches(bad)


def test_every_icon_a_room_asks_for_is_in_the_sprite():
    there = set(re.findall(r'id="([\w-]+)"', SPRITE.read_text()))
    asked = {
        name: path
        for path in TEMPLATES
        for pair in ICON.findall(path.read_text())
        for name in pair
        if name
    }
    asked |= {
        name: path
        for path in HOME.glob("fairway/**/*.py")
        for name in PYTHON_ICON.findall(path.read_text())
    }
    missing = {
        name: str(path.relative_to(HOME)) for name, path in asked.items() if name not in there
    }
    assert not missing, f"add a line to fairway/ui/vendor/icons.txt and run fetch.py: {missing}"
