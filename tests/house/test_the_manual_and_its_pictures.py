"""Each picture that the manual shows is taken or drawn by its script, and none lies about unused."""

import re
import runpy
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
SHOWN = re.compile(r"!\[([^\]]*)\]\((?:docs/)?pictures/([\w-]+)\.png\)")


def shown() -> dict[str, str]:
    """Name → the words for those who do not see it, from README and manual."""
    pages = [DOCS.parent / "README.md", *DOCS.glob("*.md")]
    return {name: words for page in pages for words, name in SHOWN.findall(page.read_text())}


def test_every_picture_of_the_manual_is_there_and_can_be_made_anew():
    pictures = DOCS / "pictures"
    taken = {one.name for one in runpy.run_path(str(pictures / "take.py"))["PICTURES"]}
    drawn = set(runpy.run_path(str(pictures / "draw.py"))["DRAWINGS"])
    there = {path.stem for path in pictures.glob("*.png")}
    assert set(shown()) - taken - drawn == set(), "no line in docs/pictures/take.py or draw.py"
    assert taken | drawn == there, "run .venv/bin/python docs/pictures/take.py, or draw.py"
    assert taken & drawn == set()


def test_every_picture_is_also_told_in_words():
    assert [name for name, words in shown().items() if len(words) < 10] == []
