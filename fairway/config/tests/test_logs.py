"""The log says what happened and never who or what was written."""

import io
import json
import logging
import logging.config

import pytest
import structlog
from django.contrib.auth.decorators import login_not_required
from django.core.signals import got_request_exception
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from fairway.config.logs import logging_settings

CANARY = "Xanthippe-Quillfeather"


@login_not_required
def break_down(request, name):
    raise ValueError(f"{name} wrote {request.POST.get('note')}")


@login_not_required
def answer(request, name):
    structlog.get_logger("fairway.test").info("page shown")
    return HttpResponse("ok")


urlpatterns = [path("break/<name>/", break_down), path("see/<name>/", answer)]


@pytest.fixture
def written():
    """What is logged while a test runs, as a production server would write it."""
    stream = io.StringIO()
    settings = logging_settings(level="DEBUG", as_json=True, whole_errors=False)
    settings["handlers"]["standard error"]["stream"] = stream
    before = logging.root.handlers[:], logging.root.level
    logging.config.dictConfig(settings)
    yield stream
    logging.root.handlers, _ = before
    logging.root.setLevel(before[1])


@pytest.fixture
def visitor(client):
    client.raise_request_exception = False
    return client


def lines(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("where", ["see", "break", "nowhere"])
def test_a_request_leaves_no_name_no_query_and_no_form_content(visitor, written, where):
    visitor.get(f"/{where}/{CANARY}/?q={CANARY}", headers={"user-agent": CANARY, "referer": CANARY})
    visitor.post(f"/{where}/{CANARY}/", {"note": CANARY})
    assert "request" in [line["event"] for line in lines(written)]
    assert CANARY not in written.getvalue()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_failure_is_logged_with_its_type_and_its_path_through_the_code(
    visitor, written, settings
):
    visitor.get(f"/break/{CANARY}/")
    failure = next(line for line in lines(written) if line["event"] == "request failed")
    assert failure["error"] == "builtins.ValueError"
    assert failure["passed"][-1].endswith("break_down")
    assert failure["route"] == "break/<name>/"


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_lines_of_one_request_carry_the_same_mark(visitor, written):
    visitor.get("/see/anything/")
    shown, finished = lines(written)
    assert shown["request"] == finished["request"]
    assert (finished["method"], finished["status"]) == ("GET", 200)


def test_a_host_header_we_do_not_answer_to_is_not_quoted(visitor, written):
    assert visitor.get("/", headers={"host": f"{CANARY}.example"}).status_code == 400
    assert CANARY not in written.getvalue()


def test_the_demo_shows_errors_whole(written):
    settings = logging_settings(level="INFO", as_json=False, whole_errors=True)
    settings["handlers"]["standard error"]["stream"] = written
    logging.config.dictConfig(settings)
    try:
        raise ValueError(CANARY)
    except ValueError:
        got_request_exception.send(sender=None, request=RequestFactory().get("/"))
    assert CANARY in written.getvalue()
