"""A cycle of reviews from its launch to a second look, each step by whom it belongs to."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from fairway.feedback.actions.giving import give_feedback
from fairway.feedback.models import Feedback, Visibility
from fairway.foundation.jobs.worker import run_due
from fairway.people.days import organisation_day
from fairway.people.models import Assignment
from fairway.reviews.actions.submitting import submit
from fairway.reviews.models import (
    CalibrationSession,
    Dispute,
    Nomination,
    Participant,
    Placement,
    Review,
    ReviewCycle,
    Said,
    SharedVersion,
)
from fairway.reviews.models.writing import asked_in
from fairway.reviews.tests.making import annual

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
WORDS = "She settled the returns of the spring within two days, and the new guide came of it. " * 3
CRITICAL = "In June two customers waited a week for an answer, and nobody was told. " * 3
WHY = "She led the Oslo switch alone in July."
LATE, EARLY = (3, 8, 13, 19, 26, 34), (110, 140, 170, 200, 230, 260, 290, 320)  # days ago
OF_THE_LAST_WEEKS = "100 % of what is cited (6) lies in the last quarter of the period."
MODES = (Assignment.WorkMode.REMOTE, Assignment.WorkMode.ON_SITE)
LEADS, OF_A_MODE = ("Ned", "Nia", "Noa", "Nell"), 10


@pytest.fixture
def bring():
    """What was asked for in the background is done."""

    def run():
        while run_due():  # what one queue has done may ask another
            pass

    return run


@pytest.fixture
def told(ana, bo):
    """Bo has told Ana what he saw, all year long."""
    for ago in (*LATE, *EARLY):
        given = give_feedback(
            ana, actor=bo, visibility=Visibility.PRIVATE, behaviour=f"It went well, {ago} days ago."
        )
        then = timezone.now() - ago * DAY
        Feedback.objects.filter(pk=given.pk).update(given_at=then, read_at=then)


@pytest.fixture
def leads(hire, organisation, mia):
    """Four more lead in Support, each five people, of whom as good as half work remotely."""

    def join(name, manager):
        return hire(name, organisation.support, organisation.lisbon, manager)

    leads = [join(f"{name} Okoye", mia) for name in LEADS]
    for number in range(2 * OF_A_MODE):
        person = join(f"P{number:02} Young", leads[number // 5])
        Assignment.objects.filter(person=person).update(work_mode=MODES[number % 2])
    return leads


@pytest.fixture
def at(visit, check):
    """at("cycles", as_=hana): the page, looked through for what is out of order."""

    def go(name, *args, as_, **how):
        page = visit(reverse(f"reviews:{name}", args=args), as_=as_, **how)
        check(page)
        return page

    return go


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def launch(at, hana, organisation):
    """The wizard from its first step to its last."""
    template, today = annual(), organisation_day()
    page = at("cycles", as_=hana)
    page.get_by_role("link", name="New cycle").first.click()
    page.get_by_label("Name", exact=True).fill("Year of Support")
    page.get_by_label("What it is held for").select_option("annual")
    page.get_by_label("The period begins on").fill(str(today - 365 * DAY))
    page.get_by_label("Its last day").fill(str(today))
    press(page, "Go on")
    for kind in ("self", "manager", "peer"):
        page.locator(f"[name={kind}]").select_option(template.public_id)
    press(page, "Save and go on")
    page.get_by_label("At least", exact=True).fill("1")
    page.get_by_label("At most", exact=True).fill("4")
    press(page, "Save and go on")
    page.get_by_label("Unit, with all below it").first.fill("Support")
    press(page, "Save and go on")
    page.get_by_label("There is an overall rating").check()
    press(page, "Save and go on")
    for kind, days in (("nominate", 7), ("write", 21)):
        page.locator(f"[name={kind}_opens]").fill(str(today))
        page.locator(f"[name={kind}_due]").fill(str(today + days * DAY))
    press(page, "Save and go on")
    press(page, "Save and go on")
    expect(page.get_by_text("Who gets what")).to_be_visible()
    page.get_by_role("button", name="Launch, with").click()
    expect(page.get_by_text("Launched.")).to_be_visible()
    return ReviewCycle.objects.get()


def name_a_peer(at, about, ana, bo, cy):
    """Ana names Cy on her phone, and Bo agrees."""
    page = at("nominations", about.public_id, as_=ana, width="phone")
    page.get_by_label("Colleague").fill(cy.email)
    press(page, "Add")
    expect(page.get_by_text("On the list.")).to_be_visible()
    page = at("nominations", about.public_id, as_=bo)
    page.get_by_role("button", name="Agree").click()
    expect(page.get_by_text("Approved")).to_be_visible()
    assert Nomination.objects.get().state == "approved"


def fill(at, review, low=()):
    """Every question answered with words and the middle of its scale; `low` ones below it."""
    page = at("review", review.public_id, as_=review.reviewer)
    for question in asked_in(review):
        if question.kind in question.WITH_SCALE:
            at_ = len(question.values) // 2 - (question in low)
            rating = page.locator(f"[name=r_{question.public_id}][value='{question.values[at_]}']")
            page.locator("label").filter(has=rating).click()
        box = page.locator(f"textarea[name=q_{question.public_id}]")
        if box.count():
            box.fill(CRITICAL if question in low else WORDS)
    return page


def send(at, review):
    page = fill(at, review)
    press(page, "Send")
    if review.kind == "manager":
        expect(page.get_by_text("You noted nothing critical.")).to_be_visible()
        press(page, "Send")
    expect(page.get_by_text("Sent.")).to_be_visible()


def point_to_the_last_weeks(at, review):
    """Bo cites what is freshest, by keyboard, and is told that the year was longer."""
    page = at("review", review.public_id, as_=review.reviewer)
    beside = page.locator("#beside")
    for number, ago in enumerate(LATE, start=1):
        piece = beside.get_by_role("listitem").filter(has_text=f"went well, {ago} days ago.")
        piece.get_by_role("button", name="Cite").focus()
        page.keyboard.press("Enter")
        expect(beside.get_by_text(f"cited, {number}", exact=True)).to_be_visible()
    return page


def send_what_is_new(at, review):
    """Bo reads while he writes how late all of it is. He rates one thing low, says whether she has
    heard of it before, and sees the count."""
    point_to_the_last_weeks(at, review)
    rated = [one for one in asked_in(review) if one.kind in one.WITH_SCALE and not one.overall]
    page = fill(at, review, low=rated[:1])
    said = page.locator("#beside").get_by_text(OF_THE_LAST_WEEKS)
    expect(said).to_contain_text("Earlier things are known and not cited; worth a second look.")
    press(page, "Send")
    expect(page.get_by_text("Say of what is critical here").first).to_be_visible()
    page.get_by_role("button", name="It is new").click()
    press(page, "Send")
    expect(page.get_by_text("1 critical point here is new.")).to_be_visible()
    press(page, "Send")
    expect(page.get_by_text("Sent.")).to_be_visible()


def rate(review, leads):
    """They rate those who work remotely a point lower than the others."""
    number = int(review.participant.person.name[1:3]) if review.reviewer in leads else 0
    overall = 3 + number % 2 + (number % 3 == 0)
    said = {}
    for question in asked_in(review):
        value = overall if question.overall else 3
        said[question.pk] = Said(value if question.kind in question.WITH_SCALE else None, WORDS)
    submit(review, actor=review.reviewer, said=said)


def look_at_what_stands_beside(at, session, hana):
    """How strict who is cannot be told where each rates people of their own; the gap can."""
    page = at("calibration", session.public_id, as_=hana)
    alone = "Cannot be said: nobody else rated the same people."
    expect(page.get_by_text(alone).first).to_be_visible()
    remote = page.get_by_role("row", name="Remote")
    expect(remote).to_contain_text(f"{OF_A_MODE} / {OF_A_MODE}")
    between = remote.get_by_text(re.compile(r"^\(−\d\.\d+ to −\d\.\d+\)$"))
    expect(between.first).to_be_visible()


def compare(at, bring, bo, hana):
    """Bo says first what he thinks; Hana opens the session, looks at what the numbers say of it,
    moves Ana with a reason, and locks it."""
    page = at("calibrations", as_=hana)
    page.get_by_role("link", name="New session").first.click()
    page.get_by_label("Cycle").select_option(label="Year of Support")
    page.get_by_label("Unit", exact=True).fill("Support")
    press(page, "Make the session")
    page.get_by_role("button", name="Add all managers who rated here").click()
    session = CalibrationSession.objects.get()
    page = at("calibration", session.public_id, as_=bo)
    page.get_by_label("Rating of Ana Reyes").select_option("4")
    press(page, "Keep and go on")
    expect(page.get_by_text("Nobody else sees it before the session opens")).to_be_visible()
    page = at("calibration", session.public_id, as_=hana)
    press(page, "Open the session")
    bring()
    look_at_what_stands_beside(at, session, hana)
    placed = Placement.objects.get(session=session, person__name="Ana Reyes")
    page = at("move_rating", placed.public_id, as_=hana)
    rating = page.locator("[name=rating][value='4']").get_attribute("id")
    page.locator(f"label[for={rating}]").click()
    page.get_by_label("Why?").fill(WHY)
    page.get_by_label("What the person reads").fill("For the Oslo switch.")
    press(page, "Move")
    expect(page.get_by_text("Your reason is on record")).to_be_visible()
    page.get_by_role("link", name="Lock the ratings").click()
    press(page, f"Lock {session.placements.count()} ratings")
    expect(page.get_by_text("Locked. The ratings stand.")).to_be_visible()


def give_out(at, bring, cycle, about, ana, bo, hana):
    """First to whoever wrote it, then by Bo to Ana, who puts her name to having it."""
    page = at("sharing", cycle.public_id, as_=hana)
    page.get_by_role("link", name="Give to authors").click()
    page.get_by_role("button", name=re.compile(r"^Give \d+ out$")).click()
    expect(page.get_by_text("Giving reviews out")).to_be_visible()
    bring()
    version = SharedVersion.objects.get(participant=about)
    page = at("shared", version.public_id, as_=bo)
    press(page, "Give it to Ana Reyes")
    expect(page.get_by_text("Ana Reyes can read it now.")).to_be_visible()
    press(page, "Sign")
    page = at("shared", version.public_id, as_=ana, width="phone")
    expect(page.get_by_text("For the Oslo switch.")).to_be_visible()
    page.get_by_label("What you would like to have said with it").fill("I see summer otherwise.")
    press(page, "Received")
    expect(page.get_by_text("I see summer otherwise.")).to_be_visible()
    return page


def look_again(at, page, ana, nora, hana):
    """She asks, Hana names Nora, who had no part in it, and Nora decides with a reason."""
    page.get_by_role("link", name="Ask for a second look").click()
    page.get_by_label("What do you see differently?").fill("The spring is missing.")
    told = page.get_by_role("checkbox", name="It went well, 140 days ago.")
    told.focus()
    page.keyboard.press("Space")
    expect(told).to_be_checked()
    press(page, "Ask")
    expect(page.get_by_text("The spring is missing.")).to_be_visible()
    look = Dispute.objects.get()
    page = at("assign_dispute", look.public_id, as_=hana)
    page.get_by_label("Who takes the second look?").fill(nora.email)
    press(page, "Name them")
    expect(page.get_by_text("Named. All three are told.")).to_be_visible()
    page = at("dispute", look.public_id, as_=nora)
    expect(page.get_by_text("It went well, 140 days ago.")).to_be_visible()
    page.get_by_label("The rating is changed").check()
    page.get_by_label("The rating, where you change it").select_option("5")
    page.get_by_label("Why?").fill("The spring counts.")
    press(page, "Decide")
    expect(page.get_by_text("The spring counts.").first).to_be_visible()


def test_a_year_is_reviewed_compared_given_out_and_looked_at_again(
    at, bring, organisation, hire, ana, bo, cy, mia, lee, hana, leads, told
):
    nora = hire("Nora Next", organisation.people, organisation.lisbon)
    cycle = launch(at, hana, organisation)
    bring()
    about = Participant.objects.get(cycle=cycle, person=ana)
    name_a_peer(at, about, ana, bo, cy)
    bring()
    for review in Review.objects.filter(cycle=cycle):
        if review.participant == about and review.kind == "manager":
            send_what_is_new(at, review)
        elif review.participant.person in (ana, bo, lee):
            send(at, review)
        elif review.kind == "manager":
            rate(review, leads)
    compare(at, bring, bo, hana)
    page = give_out(at, bring, cycle, about, ana, bo, hana)
    look_again(at, page, ana, nora, hana)
    newer = SharedVersion.objects.get(participant=about, number=2)
    page = at("shared", newer.public_id, as_=ana)
    expect(page.get_by_text("5 –")).to_be_visible()
