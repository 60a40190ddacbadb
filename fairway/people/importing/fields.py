"""What a column of a list of people can mean here."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Field(NamedTuple):
    key: str
    label: Any
    help: Any = ""
    most: int = 200


FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("employee_number", _("Employee number"), most=60),
        Field("name", _("Name"), _("In full, in either order")),
        Field("given_name", _("Given name"), most=100),
        Field("family_name", _("Family name"), most=100),
        Field("preferred_name", _("Preferred name"), _("What they are called at work")),
        Field("email", _("Work e-mail"), most=254),
        Field("job_title", _("Job title")),
        Field("level", _("Level"), most=40),
        Field("division", _("Division"), _("Above the unit")),
        Field("unit", _("Unit"), _("Department or the like")),
        Field("team", _("Team"), _("Below the unit")),
        Field("unit_path", _("Path of units"), _("Such as Sales / North / Leeds"), 600),
        Field("location", _("Location"), _("Site, shop or office")),
        Field("city", _("City")),
        Field("state", _("State or region")),
        Field("country", _("Country")),
        Field("time_zone", _("Time zone"), _("Such as Europe/Lisbon")),
        Field("work_mode", _("Way of working"), _("On-site, hybrid or remote")),
        Field("employer", _("Employer"), _("Legal entity or franchisee")),
        Field("manager", _("Manager"), _("By name, number or e-mail")),
        Field("manager_number", _("Manager's employee number"), most=60),
        Field("manager_email", _("Manager's e-mail"), most=254),
        Field("manager_name", _("Manager's name"), _("In either order")),
        Field("joined_on", _("Hire date")),
        Field("left_on", _("Leaving date"), _("The first day they are no longer here")),
        Field("last_day", _("Last day"), _("The last day they work here")),
        Field("status", _("Status"), _("Active or left")),
        Field("weekly_hours", _("Weekly hours"), _("Contracted, not worked")),
    )
}

# Kept for fairness audits only, and only when a people lead asks for each.
SENSITIVE: dict[str, Any] = {
    "sex": _("Sex"),
    "gender": _("Gender"),
    "race": _("Race"),
    "ethnicity": _("Ethnicity"),
    "birth_date": _("Date of birth"),
    "age": _("Age"),
    "marital_status": _("Marital status"),
    "citizenship": _("Citizenship"),
    "disability": _("Disability"),
    "religion": _("Religion"),
    "sexual_orientation": _("Sexual orientation"),
    "veteran_status": _("Veteran status"),
    "family": _("Children and family"),
    "union": _("Union membership"),
}

DATES = ("joined_on", "left_on", "last_day")
MANAGERS = ("manager", "manager_number", "manager_email", "manager_name")
UNITS = ("division", "unit", "team", "unit_path")
PLACES = ("location", "city", "state", "country")
NAMES = ("name", "given_name", "family_name")

REASONS: dict[str, Any] = {
    "activity": _(
        "Fairway keeps no record of people's activity, presence or lateness, so it does not read "
        "this column."
    ),
    "absence": _(
        "Counts of absences say nothing about results and are not kept; days away are planned on "
        "each person's page."
    ),
    "survey": _(
        "Answers to surveys belong to those who gave them and are never kept with a name, so this "
        "column is not read."
    ),
    "sensitive": _(
        "Sensitive: left out unless a people lead asks for it, for fairness audits only."
    ),
    "pay": _("Pay is no part of the list of people."),
    "rating": _("Ratings and scores are no part of the list of people."),
    "private": _("Private details that Fairway does not need."),
    "other": _("Not needed here."),
    "twice": _("Another column already says this."),
}
REFUSED = ("activity", "absence", "survey")


def label_of(key: str) -> str:
    """The label of a field, or of a sensitive kind."""
    return str(FIELDS[key].label if key in FIELDS else SENSITIVE.get(key, key))
