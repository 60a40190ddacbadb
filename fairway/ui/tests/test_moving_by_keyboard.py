"""Palette, menus, drawers and themes in a real browser, without a mouse where it matters."""

from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

GALLERY = reverse("ui:gallery")


def group(name):
    return reverse("ui:group", args=[name])


def test_the_palette_opens_finds_and_goes_by_keyboard_alone(visit, check, ana):
    page = visit(GALLERY, as_=ana)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("home")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("Home")
    expect(first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    check(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")


def test_escape_closes_the_palette_and_nothing_found_says_so(visit, ana):
    page = visit(GALLERY, as_=ana)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Control+k")
    page.keyboard.type("zzzzqqq")
    expect(page.locator(".fy-palette")).to_contain_text("Nothing found")
    page.keyboard.press("Escape")
    expect(page.locator(".fy-palette")).to_be_hidden()


def test_the_skip_link_comes_first_and_leads_to_the_page(visit, ana):
    page = visit(GALLERY, as_=ana)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_menu_walks_by_arrows_and_closes_on_escape(visit, check, ana):
    page = visit(group("overlays"), as_=ana)
    page.wait_for_load_state("networkidle")
    summary = page.locator("main summary[aria-label=More]")
    summary.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Clone")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="Archive")).to_be_focused()
    check(page)
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(page.get_by_role("link", name="Clone")).to_be_hidden()


def test_a_drawer_closes_on_escape_and_gives_the_focus_back(visit, check, ana):
    page = visit(group("overlays"), as_=ana)
    page.wait_for_load_state("networkidle")
    opener = page.get_by_role("button", name="Open the drawer")
    opener.press("Enter")
    expect(page.locator("#sample")).to_be_visible()
    check(page)
    page.keyboard.press("Escape")
    expect(page.locator("#sample")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_dialog_holds_the_focus_and_gives_it_back(visit, check, ana):
    page = visit(group("overlays"), as_=ana)
    page.wait_for_load_state("networkidle")
    opener = page.get_by_role("button", name="Open a dialog")
    opener.press("Enter")
    expect(page.locator("#ask")).to_be_visible()
    check(page)
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_a_theme_once_chosen_is_remembered_and_choosing_the_system_s_follows_it(visit, ana):
    page = visit(GALLERY, as_=ana, theme="light")
    toggle = page.get_by_role("button", name="Switch between light and dark")
    toggle.click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    toggle.click()
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")


def test_a_tree_opens_level_by_level(visit, check, ana):
    page = visit(group("lists"), as_=ana)
    page.wait_for_load_state("networkidle")
    page.locator(".fy-branch > summary").first.press("Enter")
    expect(page.locator(".fy-branch").first).to_contain_text("Bo Almeida")
    check(page)


def test_a_chart_is_drawn_after_the_page_and_the_numbers_stand_beneath(visit, check, ana):
    page = visit(group("insight"), as_=ana)
    page.locator("#resolution").scroll_into_view_if_needed()
    expect(page.locator("#resolution svg")).to_be_visible()
    page.get_by_text("The numbers behind it").click()
    expect(page.get_by_role("table", name="").last).to_be_visible()
    check(page)


def test_what_cannot_be_undone_waits_for_its_phrase(visit, ana):
    page = visit(group("actions"), as_=ana)
    button = page.get_by_role("button", name="Close the unit").first
    expect(button).to_be_disabled()
    page.locator("#confirm").fill("Shops north")
    expect(button).to_be_enabled()


def test_the_menu_opens_on_a_phone_and_closes_again(visit, check, ana):
    page = visit(reverse("ui:frame"), as_=ana, width="phone")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="More").click()
    expect(page.get_by_role("link", name="My team")).to_be_visible()
    check(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="My team")).to_be_hidden()


def test_offline_the_house_says_so_kindly(visit, ana):
    page = visit(GALLERY, as_=ana)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.goto(reverse("ui:frame"))
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    kept = page.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)"
        ".then((cache) => cache.keys())))).then((all) => all.flat().map((one) => new URL(one.url).pathname))"
    )
    assert all(path.startswith("/static/") or path == "/offline/" for path in kept)


def test_a_fetched_drawer_has_an_address_and_answers_by_a_toast(visit, check, ana):
    page = visit(group("overlays"), as_=ana)
    page.wait_for_load_state("networkidle")
    opener = page.get_by_role("link", name="Open a goal")
    opener.press("Enter")
    page.wait_for_url("**/ui/drawer/")
    expect(page.get_by_role("heading", name="Answer returns questions")).to_be_focused()
    page.get_by_role("button", name="Nudge").click()
    toast = page.locator(".fy-toast")
    expect(toast).to_contain_text("Ana gets it in her morning")
    check(page)
    toast.get_by_role("button", name="Close").click()
    expect(toast).to_have_count(0)
    page.keyboard.press("Escape")
    page.wait_for_url("**" + group("overlays"))
    expect(opener).to_be_focused()


def test_a_fragment_after_the_session_ended_says_so_and_leads_back(visit, ana):
    page = visit(group("lists"), as_=ana)
    page.wait_for_load_state("networkidle")
    Session.objects.all().delete()
    page.locator(".fy-branch > summary").first.press("Enter")
    expect(page.locator(".fy-toast")).to_contain_text("You have been signed out")
    link = page.get_by_role("link", name="Sign in again")
    assert "next=%2Fui%2Flists%2F" in link.get_attribute("href")


def test_a_fragment_without_a_connection_says_so(visit, ana):
    page = visit(group("lists"), as_=ana)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.locator(".fy-branch > summary").first.press("Enter")
    expect(page.locator(".fy-toast")).to_contain_text("No connection")
