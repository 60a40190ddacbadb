"""Bo in Lisbon keeps notes on Ana in Manila; she keeps her wins, and both lie on her timeline."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "Asked the warehouse before she promised a day."
COACHING = "Interrupts when she is nervous. Ask first, then listen."
WIN = "Four of five returns were answered on first contact."


def fits(page):
    wide, there = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= there, "nothing hangs over the edge of the page"


def write(page, audience, words):
    page.get_by_label(audience).check()
    page.get_by_label("What did you see?").fill(words)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved. Only you can read it.").first.wait_for()


def hears_nothing(page, *addresses):
    for address in addresses:
        page.goto(address)
        assert NOTE not in page.content()
        assert COACHING not in page.content()


def keep_a_win(page, check):
    page.goto(reverse("conversations:wins"))
    page.get_by_role("link", name="Write the first").click()
    page.get_by_label("What went well?").fill(WIN)
    check(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved. Only you can read it.").first.wait_for()


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_a_note_is_evidence_once_she_reads_it_and_one_for_coaching_never(
    visit, check, ana, bo, width, theme
):
    notes = reverse("conversations:notes", args=[ana.public_id])
    timeline = reverse("conversations:timeline", args=[ana.public_id])

    his = visit(notes, as_=bo, width=width, theme=theme)
    check(his)
    his.get_by_role("link", name="Write the first").click()
    his.get_by_label("What did you see?").fill(NOTE)
    his.get_by_role("button", name="Save").click()  # without saying for whom
    expect(his.get_by_label("What did you see?")).to_have_value(NOTE)
    write(his, "when I share it", NOTE)
    his.get_by_role("link", name="New note").click()
    write(his, "For my coaching only", COACHING)
    check(his)
    fits(his)

    hers = visit(notes, as_=ana, width=width, theme=theme)
    expect(hers.get_by_text("No notes are shared with you")).to_be_visible()
    check(hers)
    hears_nothing(hers, "/", timeline, "/notices/")

    his.goto(timeline)
    expect(his.get_by_text("Nothing in these months yet")).to_be_visible()
    his.goto(notes)
    note = his.get_by_role("listitem").filter(has_text=NOTE)
    note.get_by_role("link").first.click()
    check(his)
    his.get_by_role("button", name="Share with").click()
    his.get_by_text("can read it now").first.wait_for()
    check(his)
    fits(his)

    keep_a_win(hers, check)
    hers.goto(timeline)
    for words in (NOTE, WIN):
        expect(hers.get_by_text(words)).to_be_visible()
    assert COACHING not in hers.content()
    expect(hers.get_by_text("1 of 2 in this period.")).to_be_visible()
    check(hers)
    fits(hers)
    hers.get_by_role("link", name="Win", exact=True).click()
    hers.get_by_role("button", name="Share").click()
    hers.get_by_text("Your managers can read it now.").first.wait_for()
    check(hers)

    his.goto(timeline)
    for words in (NOTE, WIN):
        expect(his.get_by_text(words)).to_be_visible()
    assert COACHING not in his.content()  # not even for whoever wrote it
    his.get_by_label("Only what a review can cite").check()
    expect(his.get_by_text(WIN)).to_be_visible()
    check(his)
    fits(his)
