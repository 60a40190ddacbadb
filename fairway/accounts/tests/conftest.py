"""What the tests of signing in share."""

import re
from contextlib import suppress

import pytest
from django.core import mail
from django.urls import reverse

from fairway.foundation.models import Job
from fairway.people.models import Person

PASSWORD = "correct horse battery"


@pytest.fixture
def worker():
    """Do the jobs that wait, the way the worker does."""
    from fairway.foundation.jobs.context import Postpone
    from fairway.foundation.jobs.naming import task_named

    def work():
        for job in Job.objects.filter(state=Job.State.READY).order_by("pk"):
            with suppress(Postpone):  # mail that waits for the morning
                task_named(job.task).call(**job.args)
            Job.objects.filter(pk=job.pk).update(state=Job.State.DONE)

    return work


@pytest.fixture
def who(client):
    """Whose session this is: a public id, or nothing."""

    def ask(browser=client):
        from fairway.people.models import Account

        key = browser.session.get("_auth_user_id")
        return Account.objects.get(pk=key).public_id if key else ""

    return ask


@pytest.fixture
def mail_for(client, worker):
    """Ask for a mail and read it: its code and the path of its link."""

    def ask(email, browser=client, **data):
        mail.outbox.clear()
        browser.post(reverse("accounts:mail"), {"email": email, **data})
        worker()
        # What happened to the account is told by mail too, and carries no code.
        found = [(one.body, re.search(r"code: (\S+)", one.body)) for one in mail.outbox]
        body, code = next(((body, code) for body, code in found if code), ("", None))
        if code is None:
            return None, None
        return code[1], re.search(r"https?://[^/]+(/\S+)", body)[1]

    return ask


@pytest.fixture
def sam(hire, organisation, bo):
    """Sam works in a shop, reports to Bo, has an employee number, no e-mail and no account."""
    sam = hire("Sam Osei", organisation.shops, organisation.lisbon, bo, account=None)
    Person.objects.filter(pk=sam.pk).update(email="", employee_number="50731")
    sam.refresh_from_db()
    return sam


@pytest.fixture
def sam_code(sam, bo):
    from fairway.accounts.actions.keys import issue_staff_code

    return issue_staff_code(sam, actor=bo, hours=72)


@pytest.fixture
def shared_device(client, bo, ana):
    """The test's browser is a shared till."""
    from fairway.accounts import cookies
    from fairway.accounts.actions.devices import share_device

    device, token = share_device("Till 2, Leeds", actor=bo)
    client.cookies[cookies.DEVICE] = token
    return device
