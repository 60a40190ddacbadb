"""No document of a review says what its reader may not know, in whichever state it is made."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from fairway.reviews.actions.calibrating import (
    add_calibrators,
    close_session,
    make_session,
    open_session,
)
from fairway.reviews.actions.calibrating_moves import move_rating
from fairway.reviews.actions.deciding import decide
from fairway.reviews.actions.disputing import (
    assign_reviewer,
    bring_evidence,
    open_dispute,
    respond,
)
from fairway.reviews.actions.releasing import give_to_person, latest_of, release_to_manager
from fairway.reviews.actions.signing import acknowledge, sign
from fairway.reviews.documents import html_of
from fairway.reviews.models import Answer, CriticalStatement, Participant, SharedVersion
from fairway.reviews.tests.sharing.conftest import make_cycle, template, write  # noqa: F401
from fairway.reviews.tests.sharing.test_documents import with_press
from tests.access.binding import bindings

pytestmark = pytest.mark.django_db
STATES = ("with the manager", "given", "received", "signed", "looked at", "changed")
TAKE = {"subject", "hr_partner", "people_lead"}  # a document along, once it is given
SAID, COMMENT, DECIDED = "saidofhandovers", "saidwithit", "saidindeciding"
# Never in a document, whoever reads it. The first are kept from the person, the others are said
# between three; what colleagues say in confidence is nobody's to read.
HIDDEN = {
    name: f"hidden{name}"
    for name in (
        "private", "dotted", "critical", "proposed", "moved", "asked", "answered", "brought",
        "peer", "another", "outside",
    )
}  # fmt: skip


@pytest.fixture
def written(world, make_cycle, write, template):  # noqa: F811
    """Of Ana, by everybody who may be asked, with a word wherever something is to stay."""
    cycle, people = make_cycle("self", "manager", "dotted", "peer", "external"), world.people
    about = Participant.objects.create(cycle=cycle, person=world.subject, author=people["manager"])
    mine = write(
        about, "manager", people["manager"], overall=4, helped=SAID, private=HIDDEN["private"]
    )
    overall, private = template[1]["overall"], template[1]["private"]
    Answer.objects.filter(review=mine, question=overall).update(text=HIDDEN["proposed"])
    CriticalStatement.objects.create(
        review=mine, question=private, text=HIDDEN["critical"], is_new=True
    )
    write(about, "self", world.subject, overall=4, helped="The rota.")
    write(about, "dotted", people["dotted"], helped="It went well.", private=HIDDEN["dotted"])
    write(about, "peer", people["fairness"], helped=HIDDEN["peer"], listens=1)
    write(about, "peer", people["auditor"], helped=HIDDEN["another"], listens=5)
    write(about, "external", None, helped=HIDDEN["outside"])
    return about


@pytest.fixture
def brought_to(written, world, organisation):
    """brought_to("received"): the review, with all that happens to one up to there."""
    people = world.people

    def compare():
        session = make_session(written.cycle, actor=people["hr_partner"], unit=organisation.support)
        add_calibrators(session, actor=people["hr_partner"], people=[people["skip"]])
        session = open_session(session, actor=people["hr_partner"])
        said = {"reason": HIDDEN["moved"], "employee_reason": "For the Oslo switch."}
        move_rating(session.placements.get(), actor=people["skip"], rating=5, **said)
        close_session(session, actor=people["hr_partner"])
        written.refresh_from_db()
        release_to_manager(written, actor=people["hr_partner"])

    def receive():
        version = latest_of(written)
        acknowledge(version, actor=people["subject"], seen=version.content_hash, comment=COMMENT)

    def put_names():
        version = latest_of(written)
        sign(version, actor=people["manager"], seen=version.content_hash)

    def look():
        asked = open_dispute(latest_of(written), actor=people["subject"], words=HIDDEN["asked"])
        asked = assign_reviewer(asked, actor=people["hr_partner"], reviewer=people["peer"])
        respond(asked, actor=people["manager"], words=HIDDEN["answered"])
        bring_evidence(asked, actor=people["subject"], words=HIDDEN["brought"])

    def change():
        asked = written.disputes.get()
        decide(asked, actor=people["peer"], decision="changed", reason=DECIDED, rating=3)

    steps = (
        compare,
        lambda: give_to_person(written, actor=people["manager"]),
        receive,
        put_names,
        look,
        change,
    )

    def bring(state):
        for step in steps[: STATES.index(state) + 1]:
            step()
        return written

    return bring


def secrets():
    """Here, and in every other private field of the house: none of it is part of this review."""
    return [*HIDDEN.values(), *(one.text for one in bindings("CANARIES"))]


def betrayed(text):
    """Words may be broken at the end of a line."""
    whole = "".join(text.split()).replace("\N{SOFT HYPHEN}", "").replace("-", "")
    return [one for one in secrets() if one.replace("-", "") in whole]


def browser_of(world, who):
    browser = Client()
    if world.accounts[who] is not None:
        browser.force_login(world.accounts[who])
    return browser


def pages_at(browser, address):
    """The words of a document; nothing where no document is handed out."""
    answer = browser.get(address)
    body = answer.getvalue()
    if not body.startswith(b"%PDF"):
        return ""
    return "".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)


def taken_by(world, who, version):
    """Where the document lies that they asked for, and what it says to them."""
    browser = browser_of(world, who)
    answer = browser.post(reverse("reviews:document", args=[version.public_id]))
    address = answer.headers.get("Location", "")
    return address, pages_at(browser, address) if address else ""


def versions_of(about):
    return SharedVersion.objects.filter(participant=about).order_by("number")


@pytest.mark.parametrize("state", STATES)
def test_what_is_drawn_says_no_hidden_word(brought_to, state):
    for version in versions_of(brought_to(state)):
        drawn = html_of(version, "en")
        assert SAID in drawn
        assert betrayed(drawn) == []


@with_press
@pytest.mark.parametrize("state", STATES)
def test_who_takes_it_along_reads_no_hidden_word_and_nobody_else_takes_it(brought_to, world, state):
    is_given = state != "with the manager"
    for version in versions_of(brought_to(state)):
        taken = {who: taken_by(world, who, version) for who in world.accounts}
        assert {who for who, (_at, text) in taken.items() if text} == (TAKE if is_given else set())
        for _address, text in filter(all, taken.values()):
            assert SAID in "".join(text.split())
            assert betrayed(text) == []
        address, _text = taken["subject"]
        fetch = {who for who in world.accounts if pages_at(browser_of(world, who), address)}
        assert fetch == (TAKE if is_given else set()), "the file itself, once it lies there"


@with_press
def test_what_was_decided_and_what_she_said_with_it_are_in_it(brought_to, world):
    """So that the others would be found if they were."""
    before, after = versions_of(brought_to("changed"))
    assert COMMENT in "".join(taken_by(world, "subject", before)[1].split())
    assert DECIDED in "".join(taken_by(world, "subject", after)[1].split())
