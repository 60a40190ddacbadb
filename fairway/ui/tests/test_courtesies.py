import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.urls import reverse

from fairway.ui.middleware import SAVED_COOKIE, saved_drafts, signed_out_fragments


def answer(response):
    return lambda request: response


def post(**fields):
    return RequestFactory().post("/goals/", fields)


def test_a_fragment_asked_for_after_signing_out_is_not_the_sign_in_page(client):
    whole = client.get(reverse("ui:gallery"))
    assert whole.status_code == 302
    fragment = client.get(reverse("ui:gallery"), headers={"HX-Request": "true"})
    assert fragment.status_code == 401
    assert fragment.content == b""


def test_other_redirects_of_fragments_go_on():
    request = RequestFactory().get("/", headers={"HX-Request": "true"})
    response = signed_out_fragments(answer(HttpResponseRedirect("/goals/")))(request)
    assert response.status_code == 302


def test_a_saved_form_lets_the_browser_let_go_of_its_draft():
    response = saved_drafts(answer(HttpResponseRedirect("/goals/")))(post(_draft="goal:3Xk9"))
    assert response.cookies[SAVED_COOKIE].value == "goal:3Xk9"


@pytest.mark.parametrize(
    ("response", "key"),
    [
        (HttpResponseRedirect("/accounts/sign-in/?next=/goals/"), "goal"),  # the session had ended
        (HttpResponse(status=422), "goal"),  # it comes back with an error
        (HttpResponse(status=503), "goal"),
        (HttpResponseRedirect("/goals/"), "a; b"),  # not a key of ours
        (HttpResponseRedirect("/goals/"), ""),
    ],
)
def test_a_form_that_was_not_saved_keeps_its_draft(response, key):
    assert SAVED_COOKIE not in saved_drafts(answer(response))(post(_draft=key)).cookies
