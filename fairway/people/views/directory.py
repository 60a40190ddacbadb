"""The directory: everybody one may see, page by page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from fairway.foundation.paging import address
from fairway.people.directory import seen_by
from fairway.people.forms.directory import DirectoryForm
from fairway.people.relations import Role, roles_of
from fairway.people.rules import may_lead


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    hr = bool(roles_of(viewer) & {Role.HR_PARTNER, Role.PEOPLE_LEAD})
    form = DirectoryForm(request.GET, may_see_leavers=hr)
    asked = form.asked()
    cursor = {name: request.GET.get(name, "") for name in ("after", "before")}
    number, more, page = seen_by(viewer, asked, **cursor)
    context = {
        "form": form,
        "may_hire": hr,
        "may_import": may_lead(viewer),
        "asked": asked,
        "page": page,
        "count": in_words(number, more),
        "next": address(request.GET, after=page.after),
        "previous": address(request.GET, before=page.before),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "people/directory.html", context)


def in_words(number: int, more: bool) -> str:
    if more:
        return _("%(number)s+ people") % {"number": f"{number:,}"}
    return ngettext("%(number)s person", "%(number)s people", number) % {"number": number}
