"""Each picture that the manual shows is taken by its script, and none lies about unused."""

import re
import runpy
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
SHOWN = re.compile(r"!\[([^\]]*)\]\((?:docs/)?pictures/([\w-]+)\.png\)")


def shown() -> dict[str, str]:
    """Name → the words for those who do not see it, from README and manual."""
    pages = [DOCS.parent / "README.md", *DOCS.glob("*.md")]
    return {name: words for page in pages for words, name in SHOWN.findall(page.read_text())}


def test_every_picture_of_the_manual_is_there_and_can_be_taken_anew():
    taken = {one.name for one in runpy.run_path(str(DOCS / "pictures" / "take.py"))["PICTURES"]}
    there = {path.stem for path in (DOCS / "pictures").glob("*.png")}
    assert set(shown()) - taken == set(), "no line in docs/pictures/take.py"
    assert taken == there, "run .venv/bin/python docs/pictures/take.py"


def test_every_picture_is_also_told_in_words():
    assert [name for name, words in shown().items() if len(words) < 10] == []
