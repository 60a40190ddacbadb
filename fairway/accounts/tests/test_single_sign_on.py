"""Against a real OpenID Connect provider that runs on loopback."""

import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from fairway.accounts.actions.sessions import has_second_factor
from fairway.foundation.models import Event
from fairway.people.models import Account

pytestmark = [
    pytest.mark.django_db,
    # The provider's own library, in a thread of this process.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def provider():
    import oidc_provider_mock

    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def single_sign_on(settings, provider):
    """Fairway set up as by FAIRWAY_OIDC_ISSUER and its companions."""
    app = {
        "provider_id": "house",
        "name": "Saltmarsh sign-in",
        "client_id": "fairway",
        "secret": "shh",
        "settings": {"server_url": provider},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }
    settings.OUTBOUND_ALLOW = [urlsplit(provider).netloc]
    return provider


@pytest.fixture
def visit_provider(client, single_sign_on):
    """Go there as somebody, with the claims the provider makes, and come back."""

    def go(sub, **claims):
        httpx.put(f"{single_sign_on}/users/{sub}", json=claims).raise_for_status()
        start = reverse("openid_connect_login", args=["house"])
        there = client.post(f"{start}?process=login&next=/search/").url
        assert "code_challenge=" in there
        answer = httpx.post(there, data={"sub": sub})
        back = urlsplit(answer.headers["location"])
        return client.get(f"{back.path}?{back.query}")

    return go


def test_a_verified_address_finds_its_account(visit_provider, who, ana):
    answer = visit_provider("u1", email="Ana@saltmarsh.example", email_verified=True, name="A R")
    assert answer.url == "/search/"
    assert who() == ana.account.public_id
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.uid, linked.extra_data) == (ana.account, "u1", {})
    assert Event.objects.filter(kind="accounts.linked", about=ana).exists()
    assert Event.objects.get(kind="accounts.signed_in").data["method"] == "socialaccount"


def test_from_then_on_the_providers_own_id_counts_not_the_address(visit_provider, who, client, ana):
    visit_provider("u1", email=ana.email, email_verified=True)
    client.logout()
    visit_provider("u1", email="renamed@saltmarsh.example", email_verified=True)
    assert who() == ana.account.public_id


def test_an_address_handed_on_does_not_inherit_the_account(visit_provider, who, client, ana):
    visit_provider("u1", email=ana.email, email_verified=True)
    client.logout()
    answer = visit_provider("u2", email=ana.email, email_verified=True)
    assert answer.url == f"{reverse('account_login')}?sso=unknown"
    assert who() == ""


@pytest.mark.parametrize("claims", [{"email_verified": False}, {}])
def test_an_address_the_provider_has_not_verified_opens_nothing(visit_provider, who, ana, claims):
    visit_provider("u1", email=ana.email, **claims)
    assert who() == ""
    assert not SocialAccount.objects.exists()


def test_a_provider_that_never_says_so_can_be_trusted_by_setting(
    visit_provider, who, ana, settings
):
    settings.OIDC_EMAIL_IS_VERIFIED = True
    visit_provider("u1", email=ana.email)
    assert who() == ana.account.public_id


def test_there_is_no_sign_up_by_the_back_door(visit_provider, who, db, client):
    answer = visit_provider("u9", email="stranger@elsewhere.example", email_verified=True)
    assert not Account.objects.exists()
    assert who() == ""
    assert (
        "does not know" in client.get(f"{answer.url}&ordinary").text
        or "Nobody can sign in" in client.get(answer.url).text
    )


def test_somebody_on_record_without_an_account_gets_one(visit_provider, who, hire):
    kim = hire("Kim Sato", account=None)
    visit_provider("u3", email=kim.email, email_verified=True)
    kim.refresh_from_db()
    assert who() == kim.account.public_id


def test_a_leaver_stays_outside(visit_provider, who, zoe):
    visit_provider("u4", email=zoe.email, email_verified=True)
    assert who() == ""


def test_whoever_stops_half_way_is_told_so(single_sign_on, ana, client):
    there = client.post(reverse("openid_connect_login", args=["house"])).url
    state = parse_qs(urlsplit(there).query)["state"][0]
    back = reverse("openid_connect_callback", args=["house"])
    answer = client.get(f"{back}?error=access_denied&state={state}")
    assert answer.url == reverse("socialaccount_login_cancelled")
    assert "stopped half-way" in client.get(answer.url).text


def test_a_forged_answer_is_refused_kindly(client, single_sign_on, who, ana):
    back = reverse("openid_connect_callback", args=["house"])
    answer = client.get(f"{back}?code=abc&state=xyz")
    assert re.search("Nothing is lost", answer.text)
    assert who() == ""


def test_it_counts_as_a_second_factor(visit_provider, settings, hana, client):
    settings.PRODUCTION = True
    visit_provider("u5", email=hana.email, email_verified=True)
    assert not has_second_factor(hana.account)
    assert client.get("/search/").status_code == 200


def test_the_sign_in_page_offers_it_by_name(client, single_sign_on, ana):
    assert "Saltmarsh sign-in" in client.get(reverse("account_login")).text


def test_a_provider_that_is_away_keeps_nobody_waiting(client, settings, single_sign_on, ana):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = (
        "http://localhost:9"
    )
    settings.OUTBOUND_ALLOW = ["localhost:9"]
    answer = client.post(reverse("openid_connect_login", args=["house"]))
    assert "Nothing is lost" in answer.text
