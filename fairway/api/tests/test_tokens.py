"""A token acts as its owner within its scopes, and ends with the login."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from ninja import NinjaAPI, Router
from ninja.testing import TestClient

from fairway.api.actions import make_token, revoke_token
from fairway.foundation.api import Token
from fairway.foundation.api.problems import answer_problems
from fairway.foundation.models import ApiToken, Event
from fairway.foundation.ports import ApiRouter, api_routers
from fairway.foundation.tokens import find_token

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _scopes(monkeypatch):
    offer = ApiRouter("tides", "Tides", "tides.router", (("tides:read", "Read the tides"),))
    monkeypatch.setattr(api_routers, "_offers", {"tides": offer})


@pytest.fixture
def door():
    """A small API with one operation that says who is asking."""
    router = Router(auth=Token("tides:read"))

    @router.get("/")
    def whoami(request):
        return {"name": request.viewer.name}

    api = NinjaAPI(urls_namespace="door", version="test")
    answer_problems(api)
    api.add_router("/tides", router)
    return lambda token: TestClient(api).get(
        "/tides/", headers={"Authorization": f"Bearer {token}"}
    )


@pytest.fixture
def token(ana):
    return make_token("Script", actor=ana, granted=["tides:read"], days=30)


def test_a_token_acts_as_its_owner(door, token):
    answer = door(token[1])
    assert (answer.status_code, answer.json()) == (200, {"name": "Ana Reyes"})


def test_only_a_hash_of_the_secret_is_kept(token):
    secret = token[1].rsplit("_", 1)[-1]
    assert secret not in str(ApiToken.objects.values().get())
    assert secret not in str(list(Event.objects.values()))


@pytest.mark.parametrize(
    "spoil", [lambda t: "", lambda t: t[:-1], lambda t: t + "x", lambda t: "fw_a_b"]
)
def test_a_wrong_token_is_told_nothing_but_that(door, token, spoil):
    answer = door(spoil(token[1]))
    assert answer.status_code == 401
    assert answer.json()["title"] == "This needs a valid token"


def test_a_token_without_the_scope_is_refused(door, ana):
    _token, spelled = make_token("Other", actor=ana, granted=[], days=30)
    assert door(spelled).status_code == 403


def test_a_revoked_token_stops_at_once(door, token, ana):
    revoke_token(token[0], actor=ana)
    assert door(token[1]).status_code == 401


def test_a_token_expires(token):
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert find_token(token[1]) is None


def test_a_leavers_token_stops_at_once(door, token, ana):
    ana.active = False
    ana.save(update_fields=["active"])
    assert door(token[1]).status_code == 401


def test_nobody_revokes_anothers_token(token, bo):
    with pytest.raises(PermissionDenied):
        revoke_token(token[0], actor=bo)


def test_making_one_on_the_page_shows_it_once(client, ana):
    client.force_login(ana.account)
    page = client.post("/me/tokens/", {"name": "Sheet", "granted": ["tides:read"], "days": "30"})
    assert "shown this once" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "shown this once" not in client.get("/me/tokens/").text


def test_a_form_without_a_scope_comes_back_with_what_was_typed(client, ana):
    client.force_login(ana.account)
    page = client.post("/me/tokens/", {"name": "Sheet", "days": "30"})
    assert page.status_code == 422
    assert 'value="Sheet"' in page.text


def test_a_token_asked_for_twice_by_a_double_click_is_one_token(ana):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ana.account)
    page = browser.get(reverse("api_pages:tokens")).content.decode()
    form = {
        "csrfmiddlewaretoken": re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1],
        "name": "Script",
        "granted": "tides:read",
        "days": "30",
    }
    first, second = (browser.post(reverse("api_pages:tokens"), form) for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert ApiToken.objects.count() == 1
    shown = re.search(r"fw_\w+", first.content.decode())[0]
    assert shown in second.content.decode()
