"""What helps to write goals offers the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.goals import setting  # noqa: F401 rights are declared where they are written

# Told like whatever happens to a goal.
KINDS = (("imported", _("Imported goals"), "upload"),)
