"""Dashboards: opened, kept true while one looks, arranged."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.paging import page_of
from fairway.foundation.viewers import Request
from fairway.kpis.actions import boards as acting
from fairway.kpis.boards import shown_to
from fairway.kpis.forms.boards import BoardForm, MailForm, TileForm
from fairway.kpis.models import Board, Tile
from fairway.kpis.rules import may_add
from fairway.kpis.views.asking import render_form
from fairway.kpis.views.listing import address
from fairway.ui.saving import held, save
from fairway.ui.toasts import say, say_archived


@require_safe
def boards(request: Request) -> HttpResponse:
    rows = Board.objects.allowed(request.viewer).in_use().for_display()
    page = page_of(
        rows,
        order=("name", "pk"),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "boards": list(page),
        "next": address(request.GET, after=page.after),
        "previous": address(request.GET, before=page.before),
        "may_add": may_add(request.viewer),
        "may_start": request.viewer is not None,
    }
    return render(request, "kpis/boards.html", context)


@require_safe
def board(request: Request, public_id: str) -> HttpResponse:
    one = find(request, public_id)
    html, stamp = _drawn(request, one)
    context = {"board": one, "tiles": html, "stamp": stamp, "asks": reverse_tiles(one)}
    if request.GET.get("wall"):
        return render(request, "kpis/wall.html", context)
    mine = one.mails.filter(person=request.viewer).first()
    context["mail"] = MailForm(initial={"rhythm": mine.rhythm if mine else ""})
    return render(request, "kpis/board.html", context)


@require_safe
def tiles(request: Request, public_id: str) -> HttpResponse:
    """Asked for every few seconds; nothing is sent where nothing changed."""
    one = find(request, public_id)
    html, stamp = _drawn(request, one)
    etag = f'"{stamp}"'
    if request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    context = {"tiles": html, "stamp": stamp, "asks": reverse_tiles(one), "board": one}
    answer = render(request, "kpis/_board.html" if request.htmx else "kpis/wall.html", context)
    answer["ETag"] = etag
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    assignment = request.viewer.assignment if request.viewer else None
    initial = {"unit": assignment.unit if assignment else None, "audience": Board.Audience.UNIT}
    form = BoardForm(request.POST or None, viewer=request.viewer, initial=initial)
    if request.method == "POST" and (made := save(form, partial(_start, request))):
        say(request, _("The dashboard is there. Put something on it."))
        return redirect("kpis:arrange", made.public_id)
    lede = _("A few numbers and goals that you look at together. Each reader sees what they may.")
    return render_form(
        request, form, _("New dashboard"), back="kpis:boards", lede=lede, save=_("Make it")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    one = find(request, public_id, "edit")
    form = BoardForm(request.POST or None, viewer=request.viewer, initial=held(BoardForm, one))
    act = partial(acting.edit_board, one, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=one):
        say(request, _("Saved."))
        return redirect(one)
    return render_form(request, form, _("Edit dashboard"), back=one)


@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request: Request, public_id: str) -> HttpResponse:
    """What is on it, in which order; a GET shows, a POST adds one thing."""
    one = find(request, public_id, "edit")
    form = TileForm(request.POST or None, board=one, viewer=request.viewer)
    if request.method == "POST" and save(form, partial(_add, request, one)):
        return redirect("kpis:arrange", one.public_id)
    context = {"board": one, "form": form, "tiles": list(one.tiles.select_related("kpi"))}
    return render(request, "kpis/arrange.html", context, status=form.status)


@require_POST
def move(request: Request, public_id: str, tile_id: str) -> HttpResponse:
    one, tile = _tile(request, public_id, tile_id)
    acting.move_tile(tile, actor=request.viewer)
    return redirect("kpis:arrange", one.public_id)


@require_POST
def take_off(request: Request, public_id: str, tile_id: str) -> HttpResponse:
    one, tile = _tile(request, public_id, tile_id)
    acting.take_tile_off(tile, actor=request.viewer)
    return redirect("kpis:arrange", one.public_id)


@require_POST
def mail(request: Request, public_id: str) -> HttpResponse:
    one = find(request, public_id)
    form = MailForm(request.POST)
    if not form.is_valid():
        return redirect(one)
    said = acting.mail_board(one, actor=request.viewer, **form.cleaned_data)
    say(request, _("It comes by mail, by your clock.") if said else _("No more mails of it."))
    return redirect(one)


@require_POST
def archive(request: Request, public_id: str) -> HttpResponse:
    one = acting.archive_board(find(request, public_id), actor=request.viewer)
    say_archived(request, one, "kpis:restore_board")
    return redirect("kpis:boards")


@require_POST
def restore(request: Request, public_id: str) -> HttpResponse:
    one = acting.restore_board(find(request, public_id), actor=request.viewer)
    say(request, _("“%(name)s” is back.") % {"name": one})
    return redirect(one)


def find(request: Request, public_id: str, verb: str = "view") -> Board:
    rows = Board.objects.allowed(request.viewer, verb).for_display()
    return get_object_or_404(rows.with_may(request.viewer, "edit"), public_id=public_id)


def reverse_tiles(board: Board) -> str:
    return reverse("kpis:board_tiles", args=[board.public_id])


def _drawn(request: Request, board: Board) -> tuple[str, str]:
    """The tiles, and a mark that changes exactly when they do."""
    context = {"shown": shown_to(request.viewer, board), "board": board}
    html = render_to_string("kpis/_tiles.html", context, request=request)
    return html, hashlib.sha256(html.encode()).hexdigest()[:24]


def _tile(request: Request, public_id: str, tile_id: str) -> tuple[Board, Tile]:
    one = find(request, public_id)
    rows = one.tiles.select_related("board")
    return one, get_object_or_404(rows, public_id=tile_id)


def _start(request: Request, *, version: int | None, **typed: Any) -> Board:
    return acting.start_board(actor=request.viewer, **typed)


def _add(request: Request, board: Board, *, kpi: Any, source: str, text: str) -> Tile:
    return acting.add_tile(board, actor=request.viewer, kpi=kpi, source=source, text=text)
