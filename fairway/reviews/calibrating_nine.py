"""People in the nine fields by face and name, put together in one go: each has a menu of nine places,
and a template would take longer over them than over all else on the page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairway.foundation.addresses import address_of
from fairway.reviews.reading.calibrating_standing import Field, Stands
from fairway.ui.templatetags.ui import avatar

Rows = list[list[tuple[Field, SafeString]]]
STANDS = '<span class="is-one" title="{}">{}<span>{}</span></span>'
MOVABLE = (
    '<details class="fy-pop" data-menu data-card="{}" draggable="true"><summary role="button" '
    'aria-label="{}" title="{}">{}<span>{}</span></summary>'
    '<div class="fy-menu"><form method="get" action="{}">{}</form></div></details>'
)


def drawn_fields(fields: Iterable[Iterable[Field]], places: SafeString | str) -> Rows:
    """Each field beside its people; `places` is the menu where they can be moved."""
    return [[(one, _people(one.people, places)) for one in row] for row in fields]


def _people(people: Iterable[Stands], places: SafeString | str) -> SafeString:
    drawn = [(one, avatar(one.name, one.person, "sm")) for one in people]
    if not places:
        return format_html_join("", STANDS, ((one.name, face, one.name) for one, face in drawn))
    label = _("%(name)s, move")
    return format_html_join(
        "",
        MOVABLE,
        (
            (
                one.public_id,
                label % {"name": one.name},
                one.name,
                face,
                one.name,
                address_of("reviews:move_rating", one.public_id),
                places,
            )
            for one, face in drawn
        ),
    )
