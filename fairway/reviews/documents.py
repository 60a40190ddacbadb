"""A review as a document to keep: accessible, and in the language of whom it is about.

WeasyPrint and the libraries it draws with are loaded when the first document is made: a server
without them does everything else.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from fairway.foundation.languages import Texts, reading_in
from fairway.reviews.actions.sharing_refused import NoPdfHere
from fairway.reviews.models import SharedVersion
from fairway.reviews.reading.sheets import sheet_of

STYLE = Path(__file__).parent / "static" / "reviews" / "packet.css"
TAGGED = "pdf/ua-1"  # what screen readers need: structure, language, title


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


class NothingIsFetched(ValueError):
    """A document holds all that it shows; what somebody wrote leads nowhere."""


def fetch_nothing(url: str, *_rest: Any, **_options: Any) -> Any:
    raise NothingIsFetched(url)


@cache
def press() -> Press:
    try:
        weasyprint = import_module("weasyprint")
        text = import_module("weasyprint.text.fonts")
    except (ImportError, OSError) as lacking:
        raise NoPdfHere from lacking
    logging.getLogger("weasyprint").setLevel(logging.WARNING)  # else it tells of each step
    fonts = text.FontConfiguration()
    return Press(weasyprint, fonts, weasyprint.CSS(filename=STYLE, font_config=fonts))


def language_of(version: SharedVersion) -> str:
    """The person's own, where the interface speaks it; else the installation's."""
    wanted = version.person.language
    known = {code for code, _name in settings.LANGUAGES}
    return wanted if wanted in known else settings.LANGUAGE_CODE


def html_of(version: SharedVersion, language: str) -> str:
    with translation.override(language), reading_in(language):
        context = {"sheet": sheet_of(version), "version": version, "language": language}
        return render_to_string("reviews/sharing/packet.html", context)


def pdf_of(version: SharedVersion, language: str) -> bytes:
    return press().print(html_of(version, language))


def name_of(version: SharedVersion) -> str:
    """What the file is called, by the words of the cycle; whom it is about stands inside."""
    cycle = str(Texts.of(version.participant.cycle.name))
    return f"{cycle} {version.number}.pdf"
