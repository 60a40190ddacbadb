"""Measures to start from: people."""

from django.utils.translation import gettext_lazy as _

from fairway.kpis.library.sample import Sample

SAMPLES = (
    Sample(
        "people-1",
        _("Leavers we would have kept"),
        _(
            "Of people who worked here, the share who left in the last twelve months though we would have kept them."
        ),
        _("Up: read the reasons given, unit by unit, before any programme."),
        measure="percent",
        label="",
        direction="down",
        timing="lagging",
        kind="outcome",
        cadence="monthly",
    ),
    Sample(
        "people-2",
        _("Places filled from our own people"),
        _("Of places filled, the share that somebody from here took."),
        _("Down: ask who was not thought of, and why."),
        measure="percent",
        label="",
        direction="up",
        timing="lagging",
        kind="outcome",
        cadence="quarterly",
    ),
    Sample(
        "people-3",
        _("Days until a place is filled"),
        _("The middle number of days from opening a place to an accepted offer."),
        _("Up: look at the step in which candidates wait longest."),
        measure="duration",
        label="days",
        direction="down",
        timing="lagging",
        kind="driver",
        cadence="monthly",
    ),
    Sample(
        "people-4",
        _("New people still here after a year"),
        _("Of those who joined a year before, the share who are still here."),
        _("Down: talk to those who joined three months ago."),
        measure="percent",
        label="",
        direction="up",
        timing="lagging",
        kind="quality",
        cadence="monthly",
    ),
    Sample(
        "people-5",
        _("1:1s that took place"),
        _("Of 1:1s that pairs had planned in a unit, the share that took place."),
        _("Down: look at the workload of managers before reminding anybody."),
        measure="percent",
        label="",
        direction="up",
        timing="leading",
        kind="driver",
        cadence="monthly",
    ),
    Sample(
        "people-6",
        _("Know what good looks like"),
        _(
            "Of those who answered, the share who say they know what good work looks like in their role."
        ),
        _("Down: look at whether expectations were confirmed, and do that first."),
        measure="percent",
        label="",
        direction="up",
        timing="leading",
        kind="quality",
        cadence="quarterly",
    ),
    Sample(
        "people-7",
        _("Learning that was tried at work"),
        _(
            "Of lessons finished in a unit, the share whose task was tried at work within two weeks."
        ),
        _("Down: ask managers what made trying it hard."),
        measure="percent",
        label="",
        direction="up",
        timing="leading",
        kind="development",
        cadence="monthly",
    ),
)
