"""Ana writes on her phone in Manila, is interrupted, and sends; Bo answers in his morning."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from fairway.conversations.checkins_mail import WRITE
from fairway.conversations.models import Blocker, CheckIn
from fairway.foundation import maillinks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_one(check_in_of, ana):
    check_in = check_in_of(ana)
    CheckIn.objects.filter(pk=check_in.pk).update(due_at=timezone.now() + timedelta(days=3))
    return check_in


def fits(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return wide[0] <= wide[1]


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order(
    visit, check, open_one, sent, ana, bo, hana, organisation, width, theme
):
    read = sent(ana, week_on=date(2026, 11, 9), blocker="Labels come late", priorities=["One"])
    unit = reverse("conversations:check_in_rhythm", args=[organisation.support.public_id])
    for who, address in (
        (ana, reverse("conversations:check_ins")),
        (ana, open_one.get_absolute_url()),
        (ana, reverse("conversations:check_in_hour")),
        (bo, reverse("conversations:check_ins_to_read")),
        (bo, read.get_absolute_url()),
        (bo, reverse("conversations:pass_up", args=[read.public_id])),
        (bo, reverse("conversations:check_ins_of", args=[ana.public_id])),
        (hana, reverse("conversations:check_in_rhythms")),
        (hana, unit),
        (hana, reverse("conversations:new_check_in_template")),
    ):
        page = visit(address, as_=who, width=width, theme=theme)
        check(page)
        assert fits(page), f"{address} hangs over the edge"


def test_a_week_of_ana_and_bo(visit, open_one, ana, bo):
    page = visit(open_one.get_absolute_url(), as_=ana, width="phone")
    page.get_by_label("What is in your way?").fill("Labels come two days late")
    page.get_by_label("Put it first on our next 1:1").check()
    expect(page.locator("#kept")).to_contain_text("Kept")
    assert Blocker.objects.get().words == "Labels come two days late"

    page = visit(open_one.get_absolute_url(), as_=ana, width="phone")
    expect(page.get_by_label("What is in your way?")).to_have_value("Labels come two days late")
    expect(page.get_by_label("Put it first on our next 1:1")).to_be_checked()
    page.get_by_role("button", name="Send to Bo").click()
    expect(page.get_by_text("Sent to Bo Almeida.")).to_be_visible()

    page = visit(reverse("conversations:check_ins_to_read"), as_=bo)
    expect(page.get_by_text("Labels come two days late")).to_be_visible()
    expect(page.get_by_text("For the next 1:1")).to_be_visible()
    page.get_by_label("Your reply").fill("I ask the carrier today.")
    page.get_by_role("button", name="Reply", exact=True).click()
    expect(page.get_by_text("Nothing to read")).to_be_visible()

    page = visit(open_one.get_absolute_url(), as_=ana, width="phone")
    expect(page.get_by_text("I ask the carrier today.")).to_be_visible()


def test_once_it_is_kept_the_copy_on_the_device_goes(visit, open_one, sent, ana):
    """But for what is told with the check-in alone: what is done of the last one."""
    sent(ana, week_on=date(2026, 11, 9), priorities=["Label all returns"])
    page = visit(open_one.get_absolute_url(), as_=ana)
    stamp, kept = page.locator("[data-draft-stamp]"), page.locator("#kept")
    page.get_by_label("What is in your way?").fill("Labels come late")
    expect(stamp).to_contain_text("Kept on this device")
    expect(kept).to_contain_text("Kept")
    expect(stamp).to_be_empty()
    assert "Labels come late" not in page.evaluate("JSON.stringify(localStorage)")
    with page.expect_response("**/draft/"):
        page.get_by_label("Label all returns").check()
    expect(stamp).to_contain_text("Kept on this device")
    page.reload()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_label("Label all returns")).to_be_checked()


def test_ana_answers_the_letter_on_her_phone_and_bo_reads_it(visit, check, open_one, ana, bo):
    link = urlsplit(maillinks.url_of(maillinks.make_link(WRITE, person=ana, obj=open_one)))
    page = visit(f"{link.path}?{link.query}", width="phone")
    check(page)
    assert fits(page)
    page.get_by_label("What is in your way?").fill("Labels come two days late")
    page.get_by_role("button", name="Send your check-in").click()
    page.wait_for_load_state("networkidle")
    open_one.refresh_from_db()
    assert open_one.sent_to == bo

    page = visit(reverse("conversations:check_ins_to_read"), as_=bo)
    expect(page.get_by_text("Labels come two days late")).to_be_visible()
    page.get_by_role("button", name="Read, without a reply").click()
    expect(page.get_by_text("Nothing to read")).to_be_visible()
    open_one.refresh_from_db()
    assert open_one.is_read
