"""What asking somebody outside offers the house: its events, its letters, and what waits for HR."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import TodoSource, event_kinds, todo_sources
from fairway.reviews.offers import (
    outside_mail,  # noqa: F401 writes its letters
    outside_todos,
)
from fairway.reviews.offers.house import GROUP
from fairway.reviews.offers.outside_telling import not_delivered
from fairway.reviews.offers.shapes import kind

# Who is asked in confidence is for HR; nothing in them tells what was written.
KINDS = (
    ("invited_outside", _("Invited somebody outside to a review"), "mail", None),
    ("outside_entered", _("Somebody outside opened their questions"), "login-2", None),
    ("outside_undelivered", _("An invitation could not be delivered"), "mail", not_delivered),
    ("outside_readdressed", _("Named another address for an invitation"), "pencil", None),
)
event_kinds.offer(
    *(
        kind(key, label, "hr", icon, data_class="C3", notify=told)
        for key, label, icon, told in KINDS
    )
)
todo_sources.offer(
    TodoSource(
        outside_todos.SOURCE,
        GROUP,
        "mail",
        20,
        rows=outside_todos.rows,
        tell=outside_todos.tell,
    )
)
