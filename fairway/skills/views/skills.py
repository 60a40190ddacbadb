from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.paging import page_of
from fairway.foundation.viewers import Request
from fairway.skills import rules
from fairway.skills.actions import skills as actions
from fairway.skills.forms.skills import SkillForm
from fairway.skills.models import Edition, ExpectedSkill, Level, Skill
from fairway.skills.views.asking import must, neighbours, render_form
from fairway.ui.saving import save
from fairway.ui.toasts import say, say_archived

MOST_ROLES = 50


@require_safe
def listing(request: Request) -> HttpResponse:
    archived = "archived" in request.GET
    rows = Skill.objects.allowed(request.viewer)
    rows = rows.archived() if archived else rows.in_use()
    words = request.GET.get("q", "").strip()[:80]
    for word in words.split()[:6]:
        rows = rows.filter(name__icontains=word)
    page = page_of(
        rows,
        order=("name", "pk"),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "page": page,
        **neighbours(request, page),
        "q": words,
        "archived": archived,
        "may_keep": rules.may_keep(request.viewer),
    }
    return render(request, "skills/skills.html", context)


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    skill = find(request, public_id)
    holding = Edition.objects.holding().order_by()
    expected = ExpectedSkill.objects.filter(skill=skill, edition__in=holding)
    needed = expected.select_related("edition__expectation__profile").order_by(
        "-level", "edition__expectation__profile__title", "pk"
    )
    context = {
        "skill": skill,
        "anchors": [(one.label, skill.looks_like(one)) for one in Level],
        "needed": needed[:MOST_ROLES],
    }
    return render(request, "skills/skill.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: Request) -> HttpResponse:
    must(rules.may_keep(request.viewer))
    form = SkillForm(request.POST or None)
    act = partial(actions.save_skill, None, actor=request.viewer)
    if request.method == "POST" and (skill := save(form, act)):
        say(request, _("Skill added."))
        return redirect(skill)
    return render_form(request, form, _("New skill"), back="skills:skills")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    skill = find(request, public_id, "edit")
    form = SkillForm.of(skill, request.POST or None)
    act = partial(actions.save_skill, skill, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=skill):
        say(request, _("Saved."))
        return redirect(skill)
    return render_form(request, form, _("Edit skill"), back=skill)


@require_POST
def archive(request: Request, public_id: str) -> HttpResponse:
    skill = actions.archive_skill(find(request, public_id), actor=request.viewer)
    say_archived(request, skill, "skills:restore_skill")
    return redirect("skills:skills")


@require_POST
def restore(request: Request, public_id: str) -> HttpResponse:
    skill = actions.restore_skill(find(request, public_id), actor=request.viewer)
    say(request, _("“%(name)s” is back.") % {"name": skill})
    return redirect(skill)


def find(request: Request, public_id: str, verb: str = "view") -> Skill:
    rows = Skill.objects.allowed(request.viewer, verb)
    return get_object_or_404(rows.with_may(request.viewer, "edit", "restore"), public_id=public_id)
