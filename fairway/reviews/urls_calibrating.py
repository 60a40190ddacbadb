"""Addresses of comparing ratings."""

from django.urls import URLPattern, path

from fairway.reviews.views import calibrating, calibrating_beside, calibrating_moves, holding
from fairway.reviews.views import calibrating_running as running

ONE = "calibration/<public_id:public_id>/"
ROW = "calibration/people/<public_id:public_id>/"

urlpatterns: list[URLPattern] = [
    path("calibration/", calibrating.calibrations, name="calibrations"),
    path("calibration/new/", running.new_calibration, name="new_calibration"),
    path("calibration/outcomes/", calibrating_beside.outcomes, name="calibration_outcomes"),
    path(
        "calibration/gaps/<public_id:public_id>/", calibrating_beside.gap_release, name="cycle_gaps"
    ),
    path(ONE, calibrating.calibration, name="calibration"),
    path(f"{ONE}rows/", calibrating.more_rows, name="calibration_rows"),
    path(f"{ONE}table.csv", calibrating.table_file, name="calibration_file"),
    path(f"{ONE}votes/", calibrating_moves.pre_votes, name="pre_votes"),
    path(f"{ONE}changes/", calibrating_beside.changes, name="calibration_changes"),
    path(f"{ONE}strictness/", calibrating_beside.strictness, name="calibration_strictness"),
    path(f"{ONE}gaps/", calibrating_beside.gaps, name="calibration_gaps"),
    path(f"{ONE}who/", calibrating_beside.who, name="calibration_who"),
    path(f"{ONE}people/", running.people, name="calibrators"),
    path(
        f"{ONE}people/<public_id:person_id>/removal/",
        running.remove,
        name="remove_calibrator",
    ),
    path(f"{ONE}reviews/", running.take_in, name="take_in_reviews"),
    path(f"{ONE}holder/", holding.session_holder, name="calibration_holder"),
    path(f"{ONE}opening/", running.opening, name="open_calibration"),
    path(f"{ONE}lock/", running.lock, name="lock_calibration"),
    path(f"{ONE}dissolution/", running.dissolve, name="dissolve_calibration"),
    path(f"{ROW}move/", calibrating_moves.move, name="move_rating"),
    path(f"{ROW}words/", calibrating_moves.explain, name="explain_rating"),
    path(
        "calibration/moves/<public_id:public_id>/undoing/",
        calibrating_moves.undo,
        name="undo_move",
    ),
]
