"""What goals offer the rest of the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.foundation.policy import Choice, Number, Policy, policies
from fairway.foundation.ports import (
    ApiRouter,
    DelegableVerb,
    DemoSource,
    EventKind,
    api_routers,
    delegable_verbs,
    demo_sources,
    event_kinds,
)
from fairway.goals import (
    boards,
    daily,
    evidence,
    figures,
    pictured,
    reviewing,
    rules,
    saved,
    tasking,
    telling,
    writing,
)
from fairway.goals.demo import make_goals

GROUP = _("Goals")
# Whose goal it is and their line read what happened to it; to others the goal itself tells.
KINDS = (
    ("added", _("Wrote a goal"), "target-arrow"),
    ("edited", _("Edited a goal"), "pencil"),
    ("deleted", _("Threw a draft away"), "trash"),
    ("proposed", _("Proposed a goal"), "send"),
    ("agreed", _("Agreed to a goal"), "circle-check"),
    ("sent_back", _("Sent a goal back"), "arrow-back-up"),
    ("aligned", _("Said what a goal contributes to"), "arrow-up-right"),
    ("shared", _("Said who owns a goal too"), "users-group"),
    ("result_added", _("Added a key result"), "plus"),
    ("result_edited", _("Edited a key result"), "pencil"),
    ("result_removed", _("Removed a key result"), "trash"),
    ("progress_told", _("Told how a goal goes"), "message-2"),
    ("progress_corrected", _("Corrected an update"), "pencil"),
    ("update_due", _("A goal waits for an update"), "clock"),
    ("closed", _("Closed a goal"), "flag"),
    ("reopened", _("Opened a goal again"), "lock-open"),
    ("change_proposed", _("Proposed to change a goal"), "pencil"),
    ("change_approved", _("Agreed to a change of a goal"), "circle-check"),
    ("change_declined", _("Declined a change of a goal"), "arrow-back-up"),
    ("change_withdrawn", _("Took back a change of a goal"), "arrow-back-up"),
    ("commented", _("Wrote about a goal"), "message-circle"),
    ("mentioned", _("Mentioned somebody at a goal"), "message-circle"),
    ("comment_removed", _("Took a comment back"), "trash"),
    *writing.KINDS,
    *reviewing.KINDS,
)
event_kinds.offer(
    *(
        EventKind(
            f"goals.{key}",
            label,
            "manager_line",
            icon=icon,
            data_class="C2",
            group=GROUP,
            notify=(telling.TOLD | reviewing.TOLD).get(key),
        )
        for key, label, icon in KINDS
    )
)
demo_sources.offer(DemoSource("goals", 40, make_goals))
delegable_verbs.offer(DelegableVerb(rules.AGREE, _("Agree to goals and their changes")))
policies.offer(
    Policy(
        "goals.agreement",
        Choice(
            {
                "other": _("The other one of owner and manager"),
                "at_once": _("Nobody: a goal holds when it is proposed"),
            }
        ),
        "other",
        _("Who agrees to a goal"),
        _(
            "Goals that both have agreed to are pursued more often. Where nobody has to agree, "
            "managers still see every goal and can talk about it."
        ),
        GROUP,
    ),
    Policy(
        "goals.tolerance",
        Number(0, 50, _("percentage points")),
        10,
        _("How far from the plan still counts as planned"),
        _("Only beyond this Fairway says that a goal is ahead or behind."),
        GROUP,
    ),
    Policy(
        "goals.stalled_after",
        Number(7, 180, _("days")),
        21,
        _("When a goal counts as stalled"),
        _("So many days without an update, and it is shown among the stalled ones."),
        GROUP,
    ),
    Policy(
        "goals.update_every",
        Number(1, 90, _("days")),
        7,
        _("How often goals are updated"),
        _("The rhythm that a new goal begins with. Each goal can have its own."),
        GROUP,
    ),
    Policy(
        "goals.most_goals",
        Number(1, 20),
        5,
        _("How many goals a person should have at most"),
        _("More is possible; Fairway only says that it is many."),
        GROUP,
    ),
)

# They offer what their pages give the house.
api_routers.offer(
    ApiRouter(
        "goals",
        _("Goals"),
        "fairway.goals.api_tasks.router",
        scopes=(
            ("goals:read", _("Read goals, key results, updates and tasks")),
            ("goals:write", _("Tell how goals go, and write tasks")),
        ),
    )
)

__all__ = ["boards", "daily", "evidence", "figures", "pictured", "saved", "tasking"]
