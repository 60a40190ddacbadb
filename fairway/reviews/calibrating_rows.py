"""The rows of a session's table, put together in one go: of hundreds of people a template takes
longer than all else on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairway.foundation.addresses import address_of
from fairway.reviews.models import CalibrationSession
from fairway.reviews.reading.calibrating import Row

ROW = (
    '<tr{}><th scope="row" class="text-nowrap fw-normal text-start">{}</th><td>{}</td><td>{}</td>'
    '<td class="text-nowrap">{}</td><td>{}</td><td class="is-num">{}</td>{}<td class="fy-s">{}</td>'
    '<td class="is-num"><b>{}</b></td><td class="fy-s">{}</td><td class="is-act">{}</td></tr>'
)
BUTTONS = (
    '<span class="fy-flex flex-nowrap"><a class="btn btn-sm" href="{}">{}<span '
    'class="visually-hidden">: {}</span></a><a class="btn btn-sm btn-ghost-secondary" href="{}">{}'
    '<span class="visually-hidden">: {}</span></a></span>'
)
CHANGED, NONE = SafeString(' class="is-changed"'), "\N{EN DASH}"


def drawn_rows(session: CalibrationSession, rows: Iterable[Row]) -> SafeString:
    return format_html_join("\n", ROW, _cells(session, rows))


def _cells(session: CalibrationSession, rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    change, words, written = _("Change"), _("Words"), _("written")
    for row in rows:
        one, name = row.placement, row.person.name
        yield (
            CHANGED if one.is_changed else "",
            name,
            one.rater.name,
            row.level,
            row.tenure,
            row.before,
            _number(one.proposed),
            "" if session.is_pre_vote else format_html("<td>{}</td>", str(row.votes)),
            row.adjusted,
            _number(one.rating),
            written if one.has_employee_reason else "",
            _buttons(one.public_id, name, change, words) if row.may_move else "",
        )


def _number(rating: int | None) -> object:
    return NONE if rating is None else rating


def _buttons(public_id: str, name: str, change: str, words: str) -> SafeString:
    move = address_of("reviews:move_rating", public_id)
    explain = address_of("reviews:explain_rating", public_id)
    return format_html(BUTTONS, move, change, name, explain, words, name)
