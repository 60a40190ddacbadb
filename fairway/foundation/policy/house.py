"""The policies that hold for the whole house, and those that its first rooms need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from fairway.foundation.languages.names import LANGUAGES
from fairway.foundation.languages.words import Words
from fairway.foundation.policy.declaring import ADMINISTRATOR, PEOPLE_LEAD, Policy, policies
from fairway.foundation.policy.kinds import (
    Choice,
    Kind,
    Name,
    Number,
    Several,
    TimeOfDay,
    YesNo,
    Zone,
)

BOTH = (PEOPLE_LEAD, ADMINISTRATOR)
ORGANISATION, NOTICES, SIGHT = _("Organisation"), _("Notifications"), _("Who sees what")
FLOORS, RETENTION, RULES = _("Anonymity"), _("How long things are kept"), _("Who decides")
ASSISTANT = _("Assistant")

SIZES = {
    "light": _("Light: goals, check-ins, notes and one review"),
    "standard": _("Standard: everything most companies use"),
    "enterprise": _("Enterprise: everything, with calibration, employers and audits"),
}
INDUSTRIES = {
    "technology": _("Technology"),
    "healthcare": _("Healthcare"),
    "finance": _("Finance"),
    "manufacturing": _("Manufacturing"),
    "nonprofit": _("Non-profit"),
    "retail": _("Retail"),
    "other": _("Something else"),
}
SIGHT_OF_GOALS = {
    "line": _("Their managers and HR partners"),
    "unit": _("Also everybody in their unit"),
    "company": _("Everybody here"),
}


def more(old: Any, new: Any) -> bool:
    return new > old


def further(order: Any) -> Callable[[Any, Any], bool]:
    places = list(order)
    return lambda old, new: places.index(new) > places.index(old)


def _offer(group: Any, *rows: tuple[str, Kind, Any, Any, Any], **options: Any) -> None:
    policies.offer(
        *(
            Policy(key, kind, default, label, help_text, group, **options)
            for key, kind, default, label, help_text in rows
        )
    )


_offer(
    ORGANISATION,
    (
        "organisation.name",
        Name(),
        _("Our organisation"),
        _("Name"),
        _("Shown at the top of every page and in every mail."),
    ),
    (
        "organisation.time_zone",
        Zone(),
        "UTC",
        _("Time zone"),
        _(
            "The clock by which the organisation's own days begin and end, such as the first day "
            "of a new role. People's deadlines go by their own clocks."
        ),
    ),
    (
        "organisation.size",
        Choice(SIZES),
        "standard",
        _("How much of Fairway you use"),
        _("What is not in use is not visible. You can change this at any time; nothing is lost."),
    ),
    (
        "organisation.industry",
        Choice(INDUSTRIES),
        "other",
        _("Industry"),
        _("Decides which example goals, measures and words are offered. It changes no data."),
    ),
    (
        "organisation.language",
        Choice(LANGUAGES),
        "en",
        _("Main language"),
        _("Missions, questions, values and the like are written in it first."),
    ),
    (
        "organisation.further_languages",
        Several(LANGUAGES),
        [],
        _("Further languages"),
        _(
            "What the organisation writes can be written in each of these too. People read it in "
            "their own language where it is there, else in the main one."
        ),
    ),
    (
        "organisation.fiscal_year_start",
        Choice(dict(MONTHS)),
        1,
        _("The fiscal year begins in"),
        _("Years, halves and quarters are counted from the first day of this month."),
    ),
    kept_by=BOTH,
)
_offer(
    NOTICES,
    (
        "notifications.digest_at",
        TimeOfDay(),
        "09:00",
        _("Daily digest"),
        _(
            "When the one daily mail goes out, by each person's own clock. Who has told Fairway "
            "their working hours gets it when their working day begins."
        ),
    ),
    (
        "notifications.quiet_from",
        TimeOfDay(),
        "20:00",
        _("Quiet from"),
        _("From this time on, by each person's own clock, no mail is sent until the morning."),
    ),
    (
        "notifications.quiet_until",
        TimeOfDay(),
        "07:00",
        _("Quiet until"),
        _("Mail that waited through the quiet hours is sent from this time on."),
    ),
    kept_by=BOTH,
)
_offer(
    SIGHT,
    (
        "goals.visibility",
        Choice(SIGHT_OF_GOALS),
        "company",
        _("Who sees a person's goals"),
        _(
            "The default for new goals. A goal can always be made private to its owner and their "
            "manager. Goals that exist already stay as they are."
        ),
    ),
    wider=further(SIGHT_OF_GOALS),
)
_offer(
    SIGHT,
    (
        "feedback.manager_only",
        YesNo(),
        False,
        _("Allow feedback that only the manager reads"),
        _(
            "Off, feedback always reaches the person it is about. On, somebody may write to the "
            "manager alone; the person is told that such feedback exists once their review is shared."
        ),
    ),
    (
        "feedback.recognition_is_public",
        YesNo(),
        True,
        _("Recognition is visible to everybody"),
        _("Off, only the person, their manager and whoever wrote it see a recognition."),
    ),
    (
        "reviews.skip_level_reads",
        YesNo(),
        True,
        _("Managers further up read shared reviews"),
        _("How many levels up is said below. They never read drafts, notes or private feedback."),
    ),
    (
        "people.skip_level_depth",
        Number(least=0, most=10),
        1,
        _("Levels above the manager that see a person's record"),
        _("1 is the manager's manager. Above that, managers see figures for groups, no persons."),
    ),
    (
        "reviews.manager_reads_360",
        YesNo(),
        True,
        _("The manager reads the report of a 360"),
        _("Raters are told so before they begin. The report reaches the manager with the person."),
    ),
    (
        "reviews.hr_sees_drafts",
        YesNo(),
        False,
        _("HR partners see drafts of reviews"),
        _(
            "Off, they see that a draft exists and when it is due, and read it once it is handed in."
        ),
    ),
    (
        "people.new_manager_reads_cycles",
        Number(least=0, most=8),
        2,
        _("Past reviews a new manager reads"),
        _("How many earlier cycles of signed reviews open to a person's next manager."),
    ),
    wider=more,
)
_offer(
    FLOORS,
    (
        "surveys.least_answers",
        Number(least=5, most=100),
        5,
        _("Fewest answers a survey result is shown for"),
        _("Smaller groups are not shown at all. Five is the floor and cannot be lowered."),
    ),
    (
        "surveys.least_answers_for_text",
        Number(least=10, most=200),
        10,
        _("Fewest answers before free text is shown"),
        _("Words give people away more easily than numbers, so ten is the floor."),
    ),
    (
        "reviews.least_raters",
        Number(least=3, most=50),
        4,
        _("Fewest raters of a group in a 360"),
        _("Smaller groups of raters are joined with others. Three is the floor."),
    ),
    wider=lambda old, new: new < old,
)
_offer(
    ASSISTANT,
    (
        "assistant.open_and_team_data",
        YesNo(),
        True,
        _("The assistant may use open and team data"),
        _("Goals, measures and public recognition: what colleagues see anyway."),
    ),
    (
        "assistant.personal_data",
        YesNo(yes=_("Only for the person or the author"), no=_("Never")),
        True,
        _("The assistant may use personal data"),
        _(
            "Notes, feedback and reviews, and only when the person they are about or their author "
            "asks. Sealed data is never given to an assistant, whatever is chosen here."
        ),
    ),
    wider=more,
)
_offer(
    RETENTION,
    (
        "retention.reviews_years",
        Number(least=1, most=30, unit=_("years")),
        7,
        _("Signed reviews"),
        _("Counted from the day a review was signed. A legal hold keeps it longer."),
    ),
    (
        "retention.feedback_years",
        Number(least=1, most=30, unit=_("years")),
        3,
        _("Feedback and one-to-one notes"),
        _("Private notes of somebody who left go after 30 days, whatever is chosen here."),
    ),
    (
        "retention.leavers_months",
        Number(least=1, most=240, unit=_("months")),
        24,
        _("Records of people who left"),
        _("After this time their record is proposed for erasure."),
    ),
    (
        "retention.read_log_months",
        Number(least=6, most=120, unit=_("months")),
        24,
        _("Who looked at whose record"),
        _("People see for this long who opened pages about them."),
    ),
    (
        "retention.notifications_days",
        Number(least=30, most=3650, unit=_("days")),
        180,
        _("Notifications"),
        _("Older notifications are forgotten; what they spoke of stays."),
    ),
    per_employer=True,
    wider=more,
)
_offer(
    RULES,
    (
        "rules.why",
        Words(),
        _(
            "We talk about work often, so that a review holds no surprises. Goals say what matters, "
            "feedback says how it is going, and a plan says how to get better."
        ),
        _("Why we do this"),
        _("The first paragraph of “How performance works here”."),
    ),
    (
        "rules.who_sets_goals",
        Words(),
        _(
            "Leaders set a few priorities for the year. Each unit says what it will do for them. "
            "You propose your own goals, and you and your manager agree on them together."
        ),
        _("Who sets goals"),
        _("Say who proposes goals and who agrees to them."),
    ),
    (
        "rules.who_approves_changes",
        Words(),
        _(
            "You and your manager agree on every change of a goal. The old wording stays on record, "
            "with the reason."
        ),
        _("Who approves changes"),
        _("Say what happens when a goal no longer fits."),
    ),
    (
        "rules.who_runs_cycles",
        Words(),
        _(
            "HR partners start and close review cycles and keep the dates. Your manager writes your "
            "review; nobody else changes it."
        ),
        _("Who runs review cycles"),
        _("Say who starts a cycle, who writes, and who sees that it is done on time."),
    ),
    (
        "rules.who_settles_disputes",
        Words(),
        _(
            "If you see something differently, say so in the review or ask for a second look. "
            "Somebody who had no part in it answers within ten working days."
        ),
        _("Who settles disputes"),
        _("Say whom to turn to, and how long an answer may take."),
    ),
)
