"""A review as a document to keep: accessible, and in the language of whom it is about."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from fairway.foundation.bounded.running import Bounded
from fairway.foundation.languages import Texts, reading_in
from fairway.reviews.actions.sharing_refused import NoPdfHere, NotDrawn
from fairway.reviews.models import SharedVersion
from fairway.reviews.press import NoPress, press, print_apart
from fairway.reviews.reading.sheets import sheet_of

Print = Callable[[str], bytes]


def language_of(version: SharedVersion) -> str:
    """The person's own, where the interface speaks it; else the installation's."""
    wanted = version.person.language
    known = {code for code, _name in settings.LANGUAGES}
    return wanted if wanted in known else settings.LANGUAGE_CODE


def html_of(version: SharedVersion, language: str) -> str:
    """What the organisation wrote in several languages is read in the person's, as on their page,
    also where the interface does not speak it."""
    theirs = version.person.language or language
    with translation.override(language), reading_in(theirs):
        context = {"sheet": sheet_of(version), "version": version, "language": language}
        return render_to_string("reviews/sharing/packet.html", context)


def one_document(version: SharedVersion, language: str) -> bytes:
    """For whoever waits for it: drawn beside the server, which serves others meanwhile."""
    return _printed(html_of(version, language), print_apart)


def one_of_many(version: SharedVersion, language: str) -> bytes:
    """For work in the background: what draws is loaded once and stays."""
    return _printed(html_of(version, language), lambda html: press().print(html))


def _printed(html: str, by: Print) -> bytes:
    try:
        return by(html)
    except NoPress as lacking:
        raise NoPdfHere from lacking
    except Bounded as bounded:
        raise NotDrawn from bounded


def name_of(version: SharedVersion) -> str:
    """What the file is called, by the words of the cycle; whom it is about stands inside."""
    cycle = str(Texts.of(version.participant.cycle.name))
    return f"{cycle} {version.number}.pdf"
