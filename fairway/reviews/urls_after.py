"""Addresses of what comes after a cycle: what people say of it, and what it shows."""

from django.urls import URLPattern, path

from fairway.reviews.views import reports, surveys

urlpatterns: list[URLPattern] = [
    path("surveys/<public_id:public_id>/", surveys.cycle_survey, name="cycle_survey"),
    path("cycles/<public_id:public_id>/report/", reports.cycle_report, name="cycle_report"),
    path(
        "cycles/<public_id:public_id>/report/making/",
        reports.report_making,
        name="report_making",
    ),
    path(
        "cycles/<public_id:public_id>/report/tables.csv",
        reports.report_file,
        name="report_file",
    ),
    path("patterns/", reports.patterns, name="patterns"),
    path("patterns/<public_id:public_id>/", reports.patterns_of, name="patterns_of"),
]
