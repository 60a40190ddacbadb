"""The tabs of the organisation's own pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from fairway.ui.parts import Tab


def organisation_tabs(current: str) -> list[Tab]:
    offered = [
        ("people:units", _("Units")),
        ("people:places", _("Locations")),
        ("people:jobs", _("Roles")),
        ("people:employers", _("Employers")),
        ("people:appointments", _("Appointments")),
    ]
    return [Tab(label, reverse(name), name == current) for name, label in offered]
