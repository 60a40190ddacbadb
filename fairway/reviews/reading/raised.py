"""How much of what is critical in a review was raised before: in these words wherever it is told."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def raised(before: int, new: int) -> str:
    """Nothing where nothing is critical."""
    if not before:
        words = ngettext(
            "%(n)s critical point here is new.", "%(n)s critical points here are new.", new
        )
        return words % {"n": new} if new else ""
    words = ngettext(
        "%(n)s critical point was raised before", "%(n)s critical points were raised before", before
    )
    rest = ngettext("%(n)s is new", "%(n)s are new", new) if new else _("none is new")
    told = {"before": words % {"n": before}, "new": rest % {"n": new}}
    return _("%(before)s; %(new)s.") % told
