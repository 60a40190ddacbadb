"""What calibration offers the house: its events, what waits, pages to measure, personal data."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation import reading
from fairway.foundation.ports import (
    BenchPage,
    DemoSource,
    PaletteAction,
    PersonalData,
    TodoSource,
    bench_pages,
    demo_sources,
    event_kinds,
    palette_actions,
    personal_data,
    todo_sources,
)
from fairway.reviews.demo import calibrating as calibrating_demo
from fairway.reviews.models import CalibrationSession
from fairway.reviews.offers import (
    calibrating_house,
    calibrating_personal,
    calibrating_telling,
    calibrating_todos,
)
from fairway.reviews.offers.shapes import kind
from fairway.reviews.rules.compared import may_compare
from fairway.reviews.views.calibrating_moves import PAGE

__all__ = ["calibrating_house"]

KINDS = (
    ("calibration_made", _("Called a session to compare ratings"), "adjustments", None),
    ("calibration_joined", _("Took further reviews into a session"), "plus", None),
    (
        "calibrator_added",
        _("Asked somebody to compare ratings"),
        "user-plus",
        calibrating_telling.added,
    ),
    (
        "calibration_held",
        _("Took over a session of comparing ratings"),
        "switch-horizontal",
        calibrating_telling.held,
    ),
    ("calibrator_removed", _("Took somebody out of a session"), "user-minus", None),
    ("calibration_opened", _("Opened a session"), "lock-open", calibrating_telling.opened),
    ("calibration_dissolved", _("Dissolved a session"), "trash", None),
    (
        "calibration_locked",
        _("Locked the ratings of a session"),
        "lock",
        calibrating_telling.locked,
    ),
    ("pre_voted", _("Said first how they see ratings"), "checklist", None),
    ("rating_moved", _("Moved a rating"), "arrows-exchange", None),
    ("rating_moved_back", _("Took back the move of a rating"), "arrow-back-up", None),
    ("rating_explained", _("Wrote the reason for an employee"), "pencil", None),
    ("ratings_reckoned", _("Reckoned how strict raters are"), "scale", None),
    ("gaps_reckoned", _("Reckoned gaps between groups"), "scale", None),
)
event_kinds.offer(
    *(
        kind(key, label, "auditor", icon, data_class="C4", notify=told)
        for key, label, icon, told in KINDS
    )
)
todo_sources.offer(
    TodoSource(
        calibrating_todos.SOURCE,
        _("Comparing ratings"),
        "adjustments",
        22,
        rows=calibrating_todos.rows,
        tell=calibrating_todos.tell,
    )
)
palette_actions.offer(
    PaletteAction(
        "calibrate",
        _("Compare ratings"),
        "adjustments",
        "reviews:calibrations",
        visible=may_compare,
        keywords=_("calibration nine box distribution"),
    )
)
personal_data.offer(
    PersonalData(
        "calibration",
        _("Comparing ratings"),
        calibrating_personal.export,
        calibrating_personal.erase,
    )
)


def _a_session(_world: Any) -> str:
    session = CalibrationSession.objects.order_by("-pk").first()
    return session.get_absolute_url() if session else reverse("reviews:calibrations")


def _its_gaps(_world: Any) -> str:
    session = CalibrationSession.objects.order_by("-pk").first()
    there = reverse("reviews:calibrations")
    return reverse("reviews:calibration_gaps", args=[session.public_id]) if session else there


reading.pages.offer(reading.Page(PAGE, _("Their rating, compared with others")))
# After cycles and what was written in them, before it is given out.
demo_sources.offer(DemoSource("calibration", 80, calibrating_demo.make_calibration))
bench_pages.offer(
    BenchPage("calibration, sessions", "hana", lambda world: reverse("reviews:calibrations")),
    BenchPage("calibration, a session", "hana", _a_session),
    BenchPage("calibration, gaps", "hana", _its_gaps, fragment=True),
)
