"""From a page to a document, by WeasyPrint and the libraries that it draws with.

They are loaded when the first document is made, and in processes that make many of them. A server
of pages hands a page to a process of its own (`print_apart`), so that it stays as small as it was;
therefore nothing in here asks for Django.
"""

from __future__ import annotations

import base64
import logging
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from fairway.foundation.bounded.running import run_bounded
from fairway.foundation.bounded.unfit import Unfit

STYLE = Path(__file__).parent / "static" / "reviews" / "packet.css"
TAGGED = "pdf/ua-1"  # what screen readers need: structure, language, title
LACKING = "no_press"
SECONDS, MEGABYTES = 60, 2048  # addresses are counted, of which fonts take many and use few


class NoPress(Exception):
    """WeasyPrint, or a library of the system that it draws with, is not here."""


class NothingIsFetched(ValueError):
    """A document holds all that it shows; what somebody wrote leads nowhere."""


@dataclass(frozen=True)
class Press:
    """Loaded once a process: fonts and style take longer than a page."""

    weasyprint: Any
    fonts: Any
    style: Any

    def print(self, html: str) -> bytes:
        document = self.weasyprint.HTML(
            string=html, base_url=STYLE.parent.as_uri(), url_fetcher=fetch_nothing
        )
        made = document.write_pdf(
            stylesheets=[self.style], font_config=self.fonts, pdf_variant=TAGGED
        )
        return bytes(made)


def fetch_nothing(url: str, *_rest: Any, **_options: Any) -> Any:
    raise NothingIsFetched(url)


@cache
def press() -> Press:
    try:
        weasyprint = import_module("weasyprint")
        text = import_module("weasyprint.text.fonts")
    except (ImportError, OSError) as lacking:
        raise NoPress from lacking
    for name in ("weasyprint", "weasyprint.progress"):  # else they tell of each step
        logging.getLogger(name).setLevel(logging.WARNING)
    fonts = text.FontConfiguration()
    return Press(weasyprint, fonts, weasyprint.CSS(filename=STYLE, font_config=fonts))


def print_apart(html: str) -> bytes:
    """In a process that ends with it. Raises NoPress, or Bounded where it came to no end."""
    try:
        return base64.b64decode(
            run_bounded(f"{__name__}:printed", html, seconds=SECONDS, megabytes=MEGABYTES)
        )
    except Unfit as lacking:
        raise NoPress from lacking


def printed(html: str) -> str:
    """What the process of its own does; what it gives goes through JSON."""
    try:
        return base64.b64encode(press().print(html)).decode()
    except NoPress as lacking:
        raise Unfit(LACKING) from lacking
