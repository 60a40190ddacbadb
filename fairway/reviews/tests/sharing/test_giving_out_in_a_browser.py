"""Bo gives Ana her review, both sign it, she asks for a second look, and Cy decides it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.reviews.actions.deciding import decide
from fairway.reviews.actions.disputing import assign_reviewer, open_dispute
from fairway.reviews.actions.releasing import release_to_manager
from fairway.reviews.actions.reporting_360 import release_report
from fairway.reviews.models import Dispute, Participant, Review, ReviewCycle, SharedVersion

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return wide[0] <= wide[1]


@pytest.fixture
def report(make_cycle, write, ana, bo, hana, hire, organisation):
    cycle = make_cycle("self", "manager", "peer", name="All round")
    participant = Participant.objects.create(cycle=cycle, person=ana, author=bo)
    write(participant, "self", ana, listens=5)
    for number, name in enumerate(("Ada", "Ben", "Cleo", "Dov", "Elif")):
        peer = hire(f"{name} Peer", organisation.shops, organisation.lisbon)
        write(participant, "peer", peer, listens=2 + number % 2, helped="Say more, earlier.")
    return release_report(participant, actor=hana)


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order(visit, check, given, report, told_in, ana, bo, cy, hana, width, theme):
    shown = [told_in(1, bo), told_in(2, cy)]
    for month in range(1, 7):
        told_in(month, bo)
    look = open_dispute(given, actor=ana, words="The spring is missing.", pieces=shown)
    naming = reverse("reviews:assign_dispute", args=[look.public_id])
    for who, where in (
        (ana, reverse("reviews:given")),
        (ana, given.get_absolute_url()),
        (ana, report.get_absolute_url()),
        (ana, reverse("reviews:new_dispute", args=[given.public_id])),
        (ana, look.get_absolute_url()),
        (ana, reverse("reviews:dispute_evidence", args=[look.public_id])),
        (bo, reverse("reviews:answer_dispute", args=[look.public_id])),
        (bo, reverse("reviews:guide", args=[given.public_id])),
        (bo, reverse("reviews:shared_who", args=[given.public_id])),
        (hana, reverse("reviews:sharing", args=[given.participant.cycle.public_id])),
        (
            hana,
            reverse("reviews:give_out", args=[given.participant.cycle.public_id]) + "?what=people",
        ),
        (hana, reverse("reviews:disputes_to_name")),
        (hana, naming),
    ):
        page = visit(where, as_=who, width=width, theme=theme)
        check(page)
        assert fits(page), f"{where} hangs over the edge"
    look.refresh_from_db()
    assign_reviewer(look, actor=hana, reviewer=cy)
    ReviewCycle.objects.update(state="closed", closed_at=look.opened_at)  # nothing is written anew
    page = visit(look.get_absolute_url(), as_=cy, width=width, theme=theme)
    check(page)
    assert fits(page)
    look.refresh_from_db()
    decide(look, actor=cy, decision="stands", reason="The year is in it.")
    page = visit(reverse("reviews:disputes_to_name"), as_=hana, width=width, theme=theme)
    expect(page.get_by_text("The review stands")).to_be_visible()
    check(page)
    assert fits(page)


def test_from_the_author_to_both_names_and_through_a_second_look(
    visit, ana_in_it, ana, bo, cy, hana
):
    version = release_to_manager(ana_in_it, actor=hana)
    page = visit(version.get_absolute_url(), as_=bo)
    page.get_by_role("button", name="Give it to Ana Reyes").click()
    expect(page.get_by_text("Ana Reyes can read it now.")).to_be_visible()
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_text("Signed.", exact=True)).to_be_visible()

    page = visit(version.get_absolute_url(), as_=ana)
    page.get_by_label("What you would like to have said with it").fill("I see summer otherwise.")
    page.get_by_role("button", name="Received").click()
    expect(page.get_by_text("I see summer otherwise.")).to_be_visible()
    assert set(Review.objects.filter(kind="manager").values_list("state", flat=True)) == {"signed"}

    page.get_by_role("link", name="Ask for a second look").click()
    page.get_by_label("What do you see differently?").fill("The spring is missing.")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("The spring is missing.")).to_be_visible()

    look = Dispute.objects.get()
    page = visit(reverse("reviews:assign_dispute", args=[look.public_id]), as_=hana)
    page.get_by_label("Who takes the second look?").fill(cy.email)
    page.get_by_role("button", name="Name them").click()
    expect(page.get_by_text("Named. All three are told.")).to_be_visible()

    page = visit(look.get_absolute_url(), as_=cy)
    page.get_by_label("The rating is changed").check()
    page.get_by_label("The rating, where you change it").select_option("4")
    page.get_by_label("Why?").fill("The spring counts.")
    page.get_by_role("button", name="Decide", exact=True).click()
    expect(page.get_by_text("The spring counts.").first).to_be_visible()
    newer = SharedVersion.objects.get(number=2)
    page = visit(newer.get_absolute_url(), as_=ana)
    expect(page.get_by_text("4 – Point 4")).to_be_visible()
