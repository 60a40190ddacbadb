"""The one letter about the survey of a cycle."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from fairway.foundation.mail.letters import Letter, composes
from fairway.foundation.mail.samples import LetterSample, letter_samples
from fairway.foundation.models import MailOut
from fairway.foundation.notifications.unsubscribing import unsubscribe_link
from fairway.reviews.actions.surveying_results import REMINDER
from fairway.reviews.models import SurveyInvitation

KIND = "reviews.survey_opened"  # whose mails one can stop


@composes(REMINDER)
def write_reminder(mail: MailOut) -> Letter | None:
    """None for whoever has answered before it could go."""
    rows = SurveyInvitation.objects.filter(survey=mail.context["survey"], person=mail.person)
    asked = rows.filter(answered=False).select_related("survey__cycle").first()
    if asked is None:
        return None
    survey = asked.survey
    return Letter(
        subject=_("How was it? %(name)s") % {"name": survey.cycle.name},
        template="reviews/mail/survey",
        context={
            "until": survey.closes_on,
            "k": survey.threshold,
            "path": survey.get_absolute_url(),
        },
        unsubscribe=unsubscribe_link(mail.person, KIND),
    )


def sample() -> Letter:
    """With a link that leads nowhere."""
    context = {"until": date(2026, 12, 11), "k": 5, "path": "/"}
    subject = _("How was it? %(name)s") % {"name": _("Half-year review")}
    return Letter(subject, "reviews/mail/survey", context, settings.BASE_URL)


letter_samples.offer(LetterSample("reviews_survey", _later("How a cycle of reviews was"), sample))
