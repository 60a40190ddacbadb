"""The foundation's addresses in the access matrix."""

from django.urls import reverse

from fairway.foundation.models import Job, Notification
from tests.access.binding import Route

ALONE = "One's own alone"


def job_page(world) -> str:
    job, _new = Job.objects.get_or_create(
        key="matrix", defaults={"task": "x", "run_at": "2026-01-01T00:00Z", "owner": world.subject}
    )
    return reverse("foundation:job", args=[job.public_id])


def notice(world) -> str:
    told, _new = Notification.objects.get_or_create(
        person=world.subject, kind="matrix", defaults={"data_class": "C1", "title": "x", "url": "/"}
    )
    return reverse("foundation:notice", args=[told.public_id])


ROUTES = [
    # Whoever may see the record a file belongs to; each room's own rows say who that is.
    Route("foundation:file", "Own pages"),
    Route("foundation:job", ALONE, url=job_page),
    Route("foundation:notice", ALONE, url=notice),
    # A signed address from a mail is the permission; without one there is nothing to see.
    Route("foundation:mail_link", "Public"),
    Route("foundation:unsubscribe", "Public"),
]
