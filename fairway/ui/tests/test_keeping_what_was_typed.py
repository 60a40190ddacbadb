"""In a real browser: a draft outlives everything but being saved, and nobody else sees it."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from tests.browsers import session_cookie

TRY = reverse("ui:try")
WORDS = "Labels from the carrier are late"


def type_text(page):
    page.get_by_label("What is in your way?").fill(WORDS)
    expect(page.locator("[data-draft-stamp]")).to_contain_text("Kept on this device")


def test_a_closed_page_offers_what_was_typed(visit, ana):
    page = visit(TRY, as_=ana)
    type_text(page)
    page.get_by_text("Heavy").click()
    page.goto(reverse("ui:gallery"))
    page.goto(TRY)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_label("What is in your way?")).to_have_value(WORDS)
    expect(page.get_by_label("Heavy")).to_be_checked()


def test_a_saved_form_offers_nothing_and_says_so_with_undo(visit, check, ana):
    page = visit(TRY, as_=ana)
    type_text(page)
    page.get_by_role("button", name="Save").click()
    toast = page.locator(".fy-toast", has_text="Saved.")
    expect(toast).to_be_visible()
    check(page)
    toast.get_by_role("button", name="Undo").click()
    expect(page.locator(".fy-toast")).to_contain_text("Undone.")
    page.goto(TRY)
    expect(page.locator("[data-draft-offer]")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_refused_form_keeps_its_text_and_puts_the_reader_at_the_reason(visit, check, ana):
    page = visit(TRY, as_=ana)
    page.get_by_text("Right", exact=True).click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".fy-summary")).to_be_focused()
    expect(page.get_by_label("Right", exact=True)).to_be_checked()
    check(page)


def test_an_expired_session_gives_the_text_back_after_signing_in(visit, served, ana):
    page = visit(TRY, as_=ana)
    type_text(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/sign-in/**")
    page.context.add_cookies([session_cookie(ana, served)])
    page.goto(TRY)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_label("What is in your way?")).to_have_value(WORDS)


def test_a_lost_connection_keeps_the_text(visit, ana):
    page = visit(TRY, as_=ana)
    type_text(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    page.wait_for_load_state()
    page.context.set_offline(False)
    page.goto(TRY)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_label("What is in your way?")).to_have_value(WORDS)


def test_sensitive_fields_and_secrets_are_never_kept(visit, ana):
    page = visit(TRY, as_=ana)
    page.get_by_label("Not kept on this device").fill("my private worry")
    type_text(page)
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert WORDS in kept
    assert "private worry" not in kept
    assert "csrf" not in kept


def test_another_person_on_this_device_is_offered_nothing(visit, served, ana, bo):
    page = visit(TRY, as_=ana)
    type_text(page)
    page.context.clear_cookies()
    page.context.add_cookies([session_cookie(bo, served)])
    page.goto(TRY)
    expect(page.get_by_label("What is in your way?")).to_have_value("")
    expect(page.locator("[data-draft-offer]")).to_be_hidden()


def test_signing_out_takes_the_drafts_along(visit, ana):
    page = visit(TRY, as_=ana)
    type_text(page)
    page.locator(".fy-me").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: TRY not in url)
    assert "Labels" not in page.evaluate("JSON.stringify(localStorage)")


@pytest.mark.browser
def test_without_javascript_a_form_is_whole(browser, served, ana):
    context = browser.new_context(base_url=served, java_script_enabled=False)
    context.add_cookies([session_cookie(ana, served)])
    page = context.new_page()
    page.goto(TRY)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".fy-summary")).to_contain_text("One thing needs another look")
    page.get_by_label("What is in your way?").fill(WORDS)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".fy-toast")).to_contain_text("Saved.")
    context.close()
