"""The foundation's few pages: readable by everybody, on a desk and in a hand, light and dark."""

from __future__ import annotations

import pytest
from django.utils import timezone

from fairway.foundation import maillinks, notifications
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.maillinks import linking
from fairway.foundation.models import Job
from fairway.foundation.notifications.unsubscribing import unsubscribe_link
from fairway.foundation.tests import trial_tasks as tasks
from fairway.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = [("desk", "light"), ("phone", "dark")]


@pytest.fixture
def agreeing(monkeypatch, settings, served):
    """A link to agree to something, and its address."""
    settings.BASE_URL = served
    verb = linking.Verb(
        "test.agree",
        Person,
        "Agree to this goal",
        lambda person, *, actor: None,
        lambda person: "“Answer every customer within a day”, proposed by Ana Reyes",
    )
    monkeypatch.setitem(linking._verbs, "test.agree", verb)
    return lambda bo, ana: maillinks.url_of(
        maillinks.make_link("test.agree", person=bo, obj=ana)
    ).removeprefix(served)


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_a_link_from_a_mail_asks_acts_and_says_so(
    visit, check, agreeing, ana, bo, width, theme, shot
):
    path = agreeing(bo, ana)
    page = visit(path, width=width, theme=theme)
    check(page)
    shot(page, f"mail-link-{width}-{theme}")
    page.get_by_role("button", name="Agree to this goal").click()
    page.get_by_role("heading", name="Done").wait_for()
    check(page)
    shot(page, f"mail-link-done-{width}-{theme}")
    page = visit(path, width=width, theme=theme)
    check(page)
    shot(page, f"mail-link-spent-{width}-{theme}")


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_mails_of_a_kind_are_stopped_with_one_press(
    visit, check, settings, served, ana, width, theme, shot
):
    settings.BASE_URL = served
    path = unsubscribe_link(ana, notifications.DIGEST).removeprefix(served)
    page = visit(path, width=width, theme=theme)
    check(page)
    shot(page, f"unsubscribe-{width}-{theme}")
    page.get_by_role("button", name="Stop these mails").click()
    page.get_by_role("heading", name="No more mails of this kind").wait_for()
    check(page)
    shot(page, f"unsubscribed-{width}-{theme}")


@pytest.mark.parametrize(("width", "theme"), LOOKS)
@pytest.mark.parametrize("state", ["waiting", "running", "done", "failed"])
def test_long_work_shows_how_far_it_is(visit, check, ana, state, width, theme, shot):
    job = enqueue(tasks.count_in_steps, owner=ana, first=0, until=5)
    values = {
        "waiting": {},
        "running": {"leased_until": timezone.now(), "done_parts": 14_200, "all_parts": 18_000},
        "done": {"state": "done", "result": {"next": "/me/"}, "finished_at": timezone.now()},
        "failed": {"state": "dead", "failure": "ValueError", "finished_at": timezone.now()},
    }[state]
    Job.objects.filter(pk=job.pk).update(**values)

    page = visit(f"/jobs/{job.public_id}/", as_=ana, width=width, theme=theme)
    page.get_by_text("Counting").first.wait_for()
    check(page)
    shot(page, f"job-{state}-{width}-{theme}")


def test_a_page_that_waits_learns_by_itself_that_the_work_is_done(visit, ana):
    job = enqueue(tasks.count_in_steps, owner=ana, first=0, until=5)
    page = visit(f"/jobs/{job.public_id}/", as_=ana)
    page.get_by_text("Waiting for its turn").wait_for()

    Job.objects.update(state="done", result={"next": "/me/"})
    page.get_by_text("Done", exact=True).wait_for()
    page.get_by_role("link", name="See the result").wait_for()


@pytest.fixture
def shot():
    """Keeps pictures where FAIRWAY_SHOTS says, for somebody to look at."""
    import os
    from pathlib import Path

    folder = os.environ.get("FAIRWAY_SHOTS")

    def take(page, name):
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take
