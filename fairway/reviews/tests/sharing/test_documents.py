"""A review as a document: in the person's language, complete, and drawing nothing from elsewhere."""

import contextlib
import re
import subprocess
import sys
import zlib
from ctypes.util import find_library

import pytest

from fairway.foundation.files.storing import files_of, path_of
from fairway.reviews.actions.packing import make_packets, mark_of, packet_of, print_cycle, to_print
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.actions.sharing_refused import NoPdfHere
from fairway.reviews.actions.signing import acknowledge
from fairway.reviews.documents import html_of, language_of, name_of, one_document, one_of_many
from fairway.reviews.models import CriticalStatement, Packet, Review
from fairway.reviews.press import NothingIsFetched, fetch_nothing

pytestmark = pytest.mark.django_db
HAS_PANGO = find_library("pangoft2-1.0") is not None
with_press = pytest.mark.skipif(not HAS_PANGO, reason="Pango is not installed here")
LOADED = "import sys, fairway.reviews.press; print('weasyprint' in sys.modules)"


def test_it_holds_what_was_given_out_and_says_its_language(given):
    html = html_of(given, "en")
    assert '<html lang="en">' in html
    assert "The handovers." in html
    assert "Only for Bo." not in html
    assert given.content_hash in html
    assert "3 – Point 3" in html


@pytest.fixture
def give(ana_in_it, hana, bo):
    """give(): what Bo wrote of Ana, given to both as it is by now."""

    def make():
        release_to_manager(ana_in_it, actor=hana)
        return give_to_person(ana_in_it, actor=bo)

    return make


def test_it_says_how_much_of_it_was_said_before_as_the_page_does(give, template, at, ana):
    written = Review.objects.get(kind="manager")
    for text, is_new in (("Late twice.", False), ("Loud.", False), ("Short.", True)):
        CriticalStatement.objects.create(
            review=written, question=template[1]["helped"], text=text, is_new=is_new
        )
    version, said = give(), "2 critical points were raised before; 1 is new."
    assert said in at(ana).get(version.get_absolute_url()).content.decode()
    assert said in html_of(version, "en")


def test_where_nothing_is_critical_it_says_nothing_of_it(given):
    assert "critical point" not in html_of(given, "en")


@pytest.fixture
def in_two_languages(template, ana):
    """The template speaks Portuguese as well, and so does Ana."""
    asked = template[1]["helped"]
    asked.text = {"en": "Helped", "pt": "O que ajudou"}
    asked.save()
    rating = template[1]["overall"]
    rating.scale = [
        {**one, "label": {**one["label"], "pt": f"Ponto {one['value']}"}} for one in rating.scale
    ]
    rating.save()
    ana.language = "pt"
    ana.save(update_fields=["language"])


def test_questions_are_read_in_the_persons_language_as_on_the_page(in_two_languages, give, at, ana):
    """Also where the interface speaks another: what it says itself stays in that one."""
    version = give()
    version.person.refresh_from_db()
    page = at(ana).get(version.get_absolute_url()).content.decode()
    document = html_of(version, language_of(version))
    for shown in (page, document):
        assert "O que ajudou" in shown
        assert "3 – Ponto 3" in shown
    assert '<html lang="en">' in document


def test_where_the_interface_speaks_their_language_all_of_it_does(
    in_two_languages, give, settings, ana
):
    settings.LANGUAGES = [("en", "English"), ("pt", "Portuguese")]
    version = give()
    version.person.refresh_from_db()
    document = html_of(version, language_of(version))
    assert '<html lang="pt">' in document
    assert "O que ajudou" in document
    assert "Janeiro" in document or "janeiro" in document, "days by the words of that language"


def test_in_another_language_it_is_made_anew(given, ana):
    before = mark_of(given)
    given.person.language = "pt"
    assert mark_of(given) != before


def test_what_somebody_wrote_is_no_markup(about, ana, bo, hana):
    there = about(ana, bo, helped="<img src=http://198.51.100.1/x> & more")
    release_to_manager(there, actor=hana)
    html = html_of(give_to_person(there, actor=bo), "en")
    assert "<img" not in html
    assert "&lt;img src=http://198.51.100.1/x&gt; &amp; more" in html


def test_nothing_is_fetched_from_anywhere():
    for address in ("http://198.51.100.1/", "file:///etc/passwd", "data:,x"):
        with pytest.raises(NothingIsFetched):
            fetch_nothing(address)


def test_a_language_that_is_not_spoken_here_falls_back(given, ana, settings):
    ana.language = "tlh"
    given.person = ana
    assert language_of(given) == settings.LANGUAGE_CODE


def test_who_it_is_about_does_not_stand_in_its_name(given):
    assert "Ana" not in name_of(given)


def test_a_new_name_under_it_makes_a_new_document(given, ana):
    before = mark_of(given)
    acknowledge(given, actor=ana, seen=given.content_hash)
    assert mark_of(given) != before


def test_only_what_one_may_take_along_is_printed(given, hana, bo, ana):
    cycle = given.participant.cycle
    assert list(to_print(cycle, hana)) == [given]
    assert list(to_print(cycle, ana)) == [given]
    assert list(to_print(cycle, bo)) == []


@pytest.mark.skipif(HAS_PANGO, reason="Pango is installed here")
def test_without_the_press_it_is_said_in_words(given, ana):
    with pytest.raises(NoPdfHere, match="WeasyPrint"):
        packet_of(given, actor=ana)


def unpacked(document):
    """What lies in its compressed streams."""
    parts = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL):
        with contextlib.suppress(zlib.error):
            parts.append(zlib.decompress(stream))
    return b"".join(parts)


def words_in(document):
    """What is drawn on its pages; when it was made, and its own mark, are others each time."""
    return [part for part in unpacked(document).split(b"\n") if part.endswith((b"Tj", b"TJ"))]


def test_what_draws_is_not_loaded_with_the_pages():
    said = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, check=True)
    assert said.stdout.strip() == b"False"


@with_press
def test_beside_the_server_and_in_the_background_it_is_the_same_document(given):
    apart, here = one_document(given, "en"), one_of_many(given, "en")
    assert words_in(apart) == words_in(here)
    assert apart.startswith(b"%PDF")


@with_press
def test_it_is_a_tagged_document_and_made_once(given, ana):
    first = packet_of(given, actor=ana)
    content = path_of(first).read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/MarkInfo" in unpacked(content)
    assert packet_of(given, actor=ana) == first
    assert list(files_of(Packet.objects.get())) == [first]


@with_press
def test_a_cycle_is_printed_in_the_background_and_can_be_watched(given, hana, run_jobs):
    job = make_packets(given.participant.cycle, actor=hana)
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.done_parts, job.all_parts) == ("done", 1, 1)
    assert files_of(Packet.objects.get()).count() == 1
    assert print_cycle.label == "Making documents"
