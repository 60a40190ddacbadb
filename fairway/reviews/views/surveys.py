"""The survey of a cycle, for whoever took part in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fairway.foundation.viewers import Request
from fairway.people.days import organisation_day
from fairway.reviews.actions.surveying import ONE, answer_survey
from fairway.reviews.forms.surveys import SurveyForm
from fairway.reviews.models import SurveyInvitation
from fairway.reviews.views.cycles import FORM, must_be_somebody
from fairway.ui.saving import save
from fairway.ui.toasts import say


@require_http_methods(FORM)
def cycle_survey(request: Request, public_id: str) -> HttpResponse:
    must_be_somebody(request.viewer)
    rows = SurveyInvitation.objects.allowed(request.viewer, "answer")
    asked = get_object_or_404(
        rows.select_related("survey__cycle", "survey__unit"), survey__public_id=public_id
    )
    survey, today = asked.survey, organisation_day()
    form = SurveyForm(request.POST or None)

    def act(**_typed: Any) -> bool:
        answer_survey(asked, actor=request.viewer, **form.said())
        return True

    if request.method == "POST" and save(form, act):
        say(request, _("Thank you. Your answer is with the others, and nothing leads back to you."))
        return redirect(survey)
    context = {
        "survey": survey,
        "form": form,
        "answered": asked.answered,
        "is_over": survey.over_on is not None or survey.late_until < today - ONE,
        "is_late": survey.told_on is not None,
    }
    return render(request, "reviews/after/survey.html", context, status=form.status)
