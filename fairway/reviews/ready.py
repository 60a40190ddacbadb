"""Ready templates. Each opens with patterns over the whole period and ends with what comes next:
what helped, which support and expectations follow, and which capability to strengthen.

A new review summarises what was said before: so the first question asks for patterns, not for the
last weeks, and a rating at either end of its scale asks for something that happened.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.reviews.models import Audience, Use
from fairway.reviews.wording import Asked, Example, Kind, Part, Point, Ready

SCALE = (
    Point(1, _("Not yet"), _("Expectations of the role were mostly not met, also with support.")),
    Point(2, _("Partly"), _("Some expectations were met; others need support or more time.")),
    Point(3, _("Fully"), _("What the role asks for was done, reliably and well.")),
    Point(4, _("Beyond"), _("Often more than the role asks for, seen by others too.")),
    Point(5, _("Far beyond"), _("Work at the next level through most of the period.")),
)
SEEN = (
    Point(1, _("Rarely"), _("I can hardly think of a time.")),
    Point(2, _("Sometimes"), _("I have seen it, and missed it as often.")),
    Point(3, _("Mostly"), _("I can count on it on ordinary days.")),
    Point(4, _("Always"), _("I can count on it also when it is hard.")),
)


def patterns(required: bool = True) -> Asked:
    return Asked(
        Kind.TEXT,
        _("What patterns do we see across the period?"),
        _("Look at all of its months. What came up again and again, in results and in how?"),
        required=required,
        min_words=30 if required else None,
        max_words=600,
    )


HELPED = Asked(
    Kind.TEXT,
    _("What helped, and what was in the way?"),
    _("Clarity, workload, tools, process, skills: name what is not in one person’s hands as well."),
    required=True,
    max_words=400,
)
SUPPORT = Asked(
    Kind.TEXT,
    _("Which support and which expectations come next?"),
    _("What will be expected until next time, and what the manager and the team will do for it."),
    required=True,
    max_words=400,
)
CAPABILITY = Asked(
    Kind.TEXT,
    _("Which capability would it help most to strengthen?"),
    _("One is enough: a task, and how one would see that it goes well."),
    required=True,
    max_words=300,
)
GOALS = Asked(
    Kind.GOAL_RESULT, _("What became of the goals?"), scale=SCALE, required=True, weight=2
)
HOW = Asked(Kind.RATING, _("How was the work done with others?"), scale=SCALE, required=True)
OVERALL = Asked(
    Kind.RATING,
    _("All in all, how does the period compare with what the role asks for?"),
    scale=SCALE,
    required=True,
    overall=True,
)
COMES_NEXT = (HELPED, SUPPORT, CAPABILITY)
NEXT = Part(_("What comes next"), COMES_NEXT, Audience.EVERYBODY)
# The two plan it; colleagues say what they know of, in ten minutes.
NEXT_OF_THE_TWO = Part(_("What comes next"), COMES_NEXT, Audience.PAIR)
FOR_THE_MANAGER = Part(
    _("For the manager alone"),
    (
        Asked(
            Kind.TEXT,
            _("What do you want to remember for your own planning?"),
            _("It is not shared with the person."),
            private_to_manager=True,
            max_words=200,
        ),
    ),
    Audience.MANAGER,
)
# What colleagues say is nobody's plan: the same three, of the work with each other.
TOGETHER = (
    Asked(
        Kind.TEXT,
        _("What helps in the work with them and should go on, and what is in the way?"),
        _(
            "Say what you saw and what came of it; what is not in one person’s hands counts as well."
        ),
        required=True,
        max_words=300,
    ),
    Asked(
        Kind.TEXT,
        _("What do you hope for in the work with them next, and which support would help?"),
        _("Say only what you would also say to them."),
        max_words=300,
    ),
    Asked(
        Kind.TEXT,
        _("Which capability would it help them most to strengthen?"),
        _("One is enough, and how one would see that it goes well."),
        max_words=200,
    ),
)
OTHERS = Part(_("Working together"), TOGETHER, Audience.OTHERS)
# Of a manager by their people, in confidence.
OF_MY_MANAGER = (
    Asked(
        Kind.TEXT,
        _("What helps you in the work with your manager, and what is in the way?"),
        _("Name what should go on, and what is not in your manager’s hands as well."),
        required=True,
        max_words=300,
    ),
    Asked(
        Kind.TEXT,
        _("Which support do you need next, and which expectations should become clearer?"),
        _("What your manager could do for it, and what would have to come from elsewhere."),
        max_words=300,
    ),
    Asked(
        Kind.TEXT,
        _("Which capability would it help most if your manager strengthened it?"),
        _("One is enough. Say only what you would also say to them."),
        max_words=200,
    ),
)
UPWARD = (
    Asked(Kind.RATING, _("I know what is expected of me."), scale=SEEN, required=True),
    Asked(Kind.RATING, _("I can say so when something goes wrong."), scale=SEEN, required=True),
    Asked(Kind.RATING, _("I get feedback that helps me."), scale=SEEN, required=True),
    Asked(Kind.RATING, _("My manager gets things out of my way."), scale=SEEN, required=True),
)


SKILLS = Asked(
    Kind.COMPETENCY,
    _("At which level do you see the skills of the role?"),
    _("Choose what you saw, also where the role expects something else."),
    most_skills=3,
    wants_example=Example.NEVER,
)
# Of those who see the work all the time, and twice a year: a whole year has enough to ask.
OF_THE_ROLE = Part(_("Skills of the role"), (SKILLS,), Audience.PAIR)


READY = (
    Ready(
        "annual",
        _("Annual review"),
        Use.ANNUAL,
        _("A summary of the year, with nothing in it that was not said before."),
        (
            Part(_("Across the period"), (patterns(), GOALS), Audience.PAIR),
            Part(_("How it was done"), (HOW,)),
            OTHERS,
            NEXT_OF_THE_TWO,
            FOR_THE_MANAGER,
            Part(_("All in all"), (OVERALL,), Audience.MANAGER),
        ),
    ),
    Ready(
        "half_year",
        _("Half-year review"),
        Use.HALF_YEAR,
        _("Where we stand after half of the year, and what should change."),
        (
            Part(_("Across the period"), (patterns(), GOALS, HOW)),
            OF_THE_ROLE,
            NEXT,
            Part(_("All in all"), (OVERALL,), Audience.MANAGER),
        ),
    ),
    Ready(
        "probation",
        _("End of probation"),
        Use.PROBATION,
        _("Whether the role and the person fit each other, and what both still need."),
        (
            Part(
                _("The first months"),
                (
                    patterns(),
                    Asked(
                        Kind.CHOICE,
                        _("What do you recommend?"),
                        scale=(
                            Point(1, _("To go on together")),
                            Point(2, _("To go on, with support that is named below")),
                            Point(3, _("To talk about it before the decision")),
                        ),
                        required=True,
                    ),
                ),
            ),
            NEXT,
        ),
    ),
    Ready(
        "project",
        _("End of a project"),
        Use.PROJECT,
        _("What this project showed, while everybody remembers it."),
        (
            Part(_("The project"), (patterns(),)),
            Part(_("Results"), (GOALS,), Audience.PAIR),
            OTHERS,
            NEXT_OF_THE_TWO,
        ),
    ),
    Ready(
        "upward",
        _("Feedback to managers"),
        Use.UPWARD,
        _("How it is to work with your manager. It is shared only where enough have answered."),
        (
            Part(_("Across the period"), (patterns(required=False),)),
            Part(_("Working with your manager"), (*UPWARD, *OF_MY_MANAGER), Audience.OTHERS),
            Part(_("What comes next"), COMES_NEXT, Audience.SELF),
            Part(_("What comes next"), COMES_NEXT, Audience.MANAGER),
        ),
    ),
    Ready(
        "development",
        _("360° for development only"),
        Use.DEVELOPMENT,
        _("For learning alone: it leads to no rating, no promotion and no pay."),
        (
            Part(
                _("Across the period"),
                (
                    patterns(required=False),
                    Asked(Kind.RATING, _("Explains so that others can follow."), scale=SEEN),
                    Asked(Kind.RATING, _("Keeps what was promised."), scale=SEEN),
                    Asked(Kind.RATING, _("Makes it easy to disagree."), scale=SEEN),
                ),
            ),
            OTHERS,
            Part(_("What comes next"), COMES_NEXT, Audience.SELF),
            Part(_("What comes next"), COMES_NEXT, Audience.MANAGER),
        ),
    ),
)


def ready_called(key: str) -> Ready | None:
    return next((one for one in READY if one.key == key), None)
