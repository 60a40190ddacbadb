"""What asking somebody outside offers the house: its events and its letters."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import event_kinds
from fairway.reviews.offers import outside_mail  # noqa: F401 writes its letters
from fairway.reviews.offers.shapes import kind

# Who is asked in confidence is for HR; nothing in them tells what was written.
KINDS = (
    ("invited_outside", _("Invited somebody outside to a review"), "mail"),
    ("outside_entered", _("Somebody outside opened their questions"), "login-2"),
)
event_kinds.offer(*(kind(key, label, "hr", icon, data_class="C3") for key, label, icon in KINDS))
