"""The doors that need a real browser: scripts, passkeys, another house's sign-in, printing."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from fairway.accounts.tests.conftest import PASSWORD
from fairway.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


def send(page):
    page.click("main form.fy-form button[type=submit]")


def sign_in(page, person):
    page.goto("/accounts/sign-in/")
    page.fill("#id_login", person.email)
    page.fill("#id_password", PASSWORD)
    send(page)


@pytest.fixture
def with_authenticator():
    """Give the page's browser a device that holds passkeys and knows its owner's finger."""

    def give(page):
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        session.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        return session

    return give


def test_password_by_keyboard_alone(visit, check, ana):
    page = visit("/")
    check(page)
    page.keyboard.press("Tab")
    page.focus("#id_login")
    page.keyboard.type("ana@saltmarsh.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Ana").wait_for()


def test_a_passkey_is_made_signs_in_and_is_removed(visit, check, with_authenticator, ana):
    page = visit("/accounts/sign-in/")
    with_authenticator(page)
    sign_in(page, ana)
    page.goto("/accounts/passkeys/new/")
    check(page)
    page.fill("#id_name", "Work laptop")
    page.click("text=Make the passkey")
    page.wait_for_url("**/recovery-codes/")
    stored = Authenticator.objects.get(type="webauthn").data
    assert stored["name"] == "Work laptop"
    page.context.clear_cookies()
    page.goto("/accounts/sign-in/?next=/search/")
    page.click("text=Use a passkey")
    page.wait_for_url(lambda url: url.endswith("/search/") and "sign-in" not in url)
    page.goto("/accounts/")
    check(page)
    page.click("[aria-label='Remove Work laptop']")
    page.wait_for_function("!document.body.innerText.includes('Work laptop')")
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_a_passkey_is_a_second_step_after_the_password(visit, check, with_authenticator, ana):
    page = visit("/accounts/sign-in/")
    with_authenticator(page)
    sign_in(page, ana)
    page.goto("/accounts/passkeys/new/")
    page.click("text=Make the passkey")
    page.wait_for_url("**/recovery-codes/")
    page.context.clear_cookies()
    sign_in(page, ana)
    page.wait_for_url("**/second-factor/")
    check(page)
    page.click("text=Use a passkey")
    page.wait_for_selector("h1:has-text('Ana')")


def test_without_a_passkey_the_page_says_so_and_stays(visit, with_authenticator, ana):
    page = visit("/accounts/sign-in/")
    session = with_authenticator(page)
    session.send("WebAuthn.disable")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error()); }")
    page.click("text=Use a passkey")
    page.wait_for_selector("text=No passkey was used")
    page.fill("#id_login", "still here")


def test_an_authenticator_app(visit, check, ana):
    page = visit("/accounts/sign-in/")
    sign_in(page, ana)
    page.goto("/accounts/app/new/")
    page.click("text=I cannot scan it")
    check(page)
    secret = page.inner_text("details code")
    page.fill("#id_code", code_of(secret))
    send(page)
    page.wait_for_url("**/recovery-codes/")
    check(page)
    page.context.clear_cookies()
    sign_in(page, ana)
    page.fill("#id_code", code_of(secret, ahead=1))
    send(page)
    page.wait_for_selector("h1:has-text('Ana')")


def code_of(secret, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def test_a_code_from_paper_and_a_pin_at_the_till(visit, check, served, bo, sam, settings):
    settings.BASE_URL = served
    manager = visit("/accounts/codes/", as_=bo)
    manager.check("input[name=person]")
    manager.click("text=Make codes to print")
    manager.wait_for_selector(".fy-slips svg")
    check(manager)
    code = manager.inner_text(".fy-slips code").replace("-", "")
    manager.goto("/accounts/devices/")
    manager.fill("#id_name", "Till 2, Leeds")
    send(manager)
    manager.wait_for_url("**/accounts/staff/")
    till = manager
    till.goto(f"/accounts/staff/{code}/")
    check(till)
    till.fill("#id_number", "50731")
    send(till)
    till.wait_for_url("**/accounts/pin/")
    till.fill("#id_pin", "730164")
    till.fill("#id_again", "730164")
    send(till)
    till.wait_for_selector("h1:has-text('Sam')")
    check(till)
    till.click("text=Sign out, next person")
    till.wait_for_url("**/accounts/staff/**")
    till.fill("#id_number", "50731")
    till.fill("#id_code", "730164")
    send(till)
    till.wait_for_selector("h1:has-text('Sam')")
    assert Person.objects.get(pk=sam.pk).account.pin


def test_a_shared_device_left_alone_goes_back_to_the_sign_in_page(
    visit, shared_device, client, ana
):
    from fairway.accounts import cookies

    page = visit("/accounts/sign-in/?ordinary")
    token = client.cookies[cookies.DEVICE].value
    page.context.add_cookies([{"name": cookies.DEVICE, "value": token, "url": page.url}])
    page.clock.install()
    page.goto("/accounts/sign-in/?ordinary")
    page.fill("#id_login", ana.email)
    page.fill("#id_password", PASSWORD)
    send(page)
    page.wait_for_selector("body[data-idle='300'] h1:has-text('Ana')")
    page.clock.fast_forward("04:35")
    page.wait_for_selector("text=Still there?")
    with page.expect_response("**/accounts/awake/"):  # else it brings back what is taken away below
        page.keyboard.press("Shift")
    page.wait_for_selector("text=Still there?", state="detached")
    page.context.clear_cookies(name=cookies.AWAKE)  # as when the server's own clock had run out
    page.clock.fast_forward("05:05")
    page.wait_for_url("**/accounts/staff/**")


def test_what_was_typed_comes_back_after_signing_in_again(visit, check, ana):
    page = visit("/accounts/sign-in/")
    sign_in(page, ana)
    page.wait_for_selector("h1:has-text('Ana')")
    from fairway.accounts.actions.sessions import end_sessions
    from fairway.foundation.events import SYSTEM

    page.evaluate(
        """() => {
          const form = document.createElement("form");
          form.method = "post"; form.action = "/search/"; form.id = "late";
          form.innerHTML = '<textarea name="note">A note about the rota</textarea>';
          form.append(document.querySelector("[name=csrfmiddlewaretoken]").cloneNode());
          document.body.append(form);
        }"""
    )
    end_sessions(ana.account, actor=SYSTEM, why="by_owner")
    page.evaluate("document.getElementById('late').submit()")
    page.wait_for_selector("#id_login")
    page.fill("#id_login", ana.email)
    page.fill("#id_password", PASSWORD)
    send(page)
    page.wait_for_selector("text=Nothing is lost")
    check(page)
    assert "A note about the rota" in page.inner_text("main")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_single_sign_on_leads_there_and_back_under_the_content_policy(visit, settings, ana):
    import oidc_provider_mock

    with oidc_provider_mock.run_server_in_thread(
        user_claims=[
            oidc_provider_mock.User(
                sub="ana-1", claims={"email": ana.email, "email_verified": True}
            )
        ]
    ) as server:
        issuer = f"http://localhost:{server.server_port}"
        app = {
            "provider_id": "house",
            "name": "Saltmarsh sign-in",
            "client_id": "fairway",
            "secret": "shh",
            "settings": {"server_url": issuer},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        settings.OUTBOUND_ALLOW = [f"localhost:{server.server_port}"]
        rules = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        settings.CONTENT_SECURITY_POLICY = {
            "DIRECTIVES": {**rules, "form-action": [*rules["form-action"], issuer]}
        }
        page = visit("/accounts/sign-in/")
        page.click("text=Saltmarsh sign-in")
        page.click("text=ana-1")
        page.wait_for_selector("h1:has-text('Ana')")


def test_in_the_demo_one_click_is_enough(visit, check, settings, ana, hana):
    settings.DEMO = True
    page = visit("/")
    check(page)
    page.click("button:has-text('Ana Reyes')")
    page.wait_for_selector("h1:has-text('Ana')")
    check(page)
    page.click("text=Be somebody else")
    page.click("button:has-text('Hana Novák')")
    page.wait_for_selector("h1:has-text('Hana')")


def test_without_javascript_everything_but_passkeys_works(browser, served, ana):
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, ana)
    page.wait_for_url("**/")
    assert "Ana" in page.inner_text("h1")
    page.goto(reverse("accounts:root"))
    page.click("text=Sign out everywhere else")
    page.goto(reverse("account_logout"))
    send(page)
    page.goto("/accounts/sign-in/")
    assert not page.is_visible("text=Use a passkey")
    context.close()
