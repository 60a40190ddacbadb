"""The letter that reminds, written when it goes: what is still to be done of what it was owed for."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from fairway.foundation.mail.letters import Letter, composes
from fairway.foundation.mail.samples import LetterSample, letter_samples
from fairway.foundation.models import MailOut
from fairway.foundation.notifications.unsubscribing import unsubscribe_link
from fairway.reviews.actions.reminding import REMINDED, REMINDER
from fairway.reviews.letters_reminding import WRITE, Waits, example, reminding
from fairway.reviews.models import Reminder, Review
from fairway.reviews.models.days import LAST
from fairway.reviews.reading import steps


@composes(REMINDER)
def write_reminder(mail: MailOut) -> Letter | None:
    """None where everything was done before it could go."""
    at = datetime.fromisoformat(mail.context["at"])
    rows = Reminder.objects.filter(person=mail.person, at=at).select_related("cycle")
    found = [one for reminder in rows.order_by("due_on", "pk") for one in _waits(reminder)]
    if not found:
        return None
    return reminding(found, unsubscribe=unsubscribe_link(mail.person, REMINDED))


def _waits(reminder: Reminder) -> list[Waits]:
    """What is still to be done of what the reminder was made for."""
    owed = Review.objects.to_write().filter(cycle=reminder.cycle, reviewer=reminder.person_id)
    numbers = {WRITE: owed.annotate(last=LAST).filter(last=reminder.due_on).count()}
    for step in steps.STEPS:
        theirs = {step.cycle: reminder.cycle_id, step.who: reminder.person_id}
        numbers[step.key] = step.waiting().filter(**theirs, until=reminder.due_on).count()
    name = reminder.cycle.name
    return [
        Waits(key, number, name, reminder.due_on, reminder.mark)
        for key, number in numbers.items()
        if number
    ]


def sample() -> Letter:
    """With a link that leads nowhere."""
    until, cycle = date(2026, 12, 11), _("Half-year review")
    numbers = {WRITE: 3, steps.APPROVE.key: 2, steps.SIGN.key: 1}
    return example(until, cycle, numbers, unsubscribe=settings.BASE_URL)


letter_samples.offer(
    LetterSample("reviews_reminder", _later("A reminder of what waits in reviews"), sample)
)
