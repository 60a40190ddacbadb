"""The daily pages of goals in the access matrix: Ana's open goal, and her private one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.closing import close_goal
from fairway.goals.actions.contributing import contribute
from fairway.goals.actions.creating import add_goal
from fairway.goals.actions.results import add_result
from fairway.goals.actions.talking import comment_on
from fairway.goals.actions.updating import Told, tell_progress
from fairway.goals.models import Goal
from fairway.strategy.actions.periods import add_period
from fairway.strategy.models import Period
from tests.access.binding import Canary, Route

GOAL, PART, TALK, READ = (
    "Individual goal",
    "Key result, progress update",
    "Goal change, comment",
    "Open to every person",
)
NOBODYS = frozenset({"administrator"})
# The policy's "agg" for executives and "R*" for auditors come on top of what colleagues see, and
# an open goal is every colleague's; a franchisee is another company, whose people see none of it.
OPEN_TO = frozenset(
    {
        "subject", "manager", "dotted", "skip", "hr_partner", "executive", "auditor", "peer",
        "former", "people_lead", "fairness", "other_hr_partner",
    }
)  # fmt: skip
AS_COLLEAGUES = "an open goal is read by every colleague of the same employer"
WORKERS = frozenset({"subject", "manager"})
ALL = OPEN_TO | frozenset({"other_employer", "administrator", "leaver", "external"})
ITS_OWN = "whoever works on a goal: its owner and their manager"
LINE = frozenset({"subject", "manager", "skip", "hr_partner", "people_lead"})
LINE_WHY = "a private goal is its owner's, the line's above and HR's"


def a_period() -> Period:
    found = Period.objects.in_use().filter(closed_at=None).first()
    return found or add_period(
        "custom",
        "2030",
        actor=SYSTEM,
        starts_on=date(2030, 1, 1),
        last_day=date(2030, 12, 31),
    )


def a_goal(world: Any, title: str = "Answer on first contact", **fields: Any) -> Goal:
    found = Goal.objects.filter(owner=world.subject, title=title).first()
    if found:
        return found
    goal = add_goal(title, actor=SYSTEM, owner=world.subject, period=a_period(), **fields)
    result = add_result(goal, "Calls", actor=SYSTEM, baseline=0, target=10)
    tell_progress(
        goal, actor=world.subject, results={result: Told(value=4)}, status="on_track", note="Four."
    )
    return goal


def agreed(world: Any) -> Goal:
    goal = a_goal(world)
    return goal if goal.is_agreed else propose_goal(goal, actor=SYSTEM)


def draft(world: Any) -> Goal:
    return a_goal(world, "A draft of hers")


def proposed(world: Any) -> Goal:
    goal = a_goal(world, "Proposed by her")
    return goal if goal.proposed_at else propose_goal(goal, actor=world.subject)


def closed(world: Any) -> Goal:
    goal = a_goal(world, "Closed")
    if goal.is_open:
        propose_goal(goal, actor=SYSTEM)
        close_goal(goal, actor=SYSTEM, outcome="achieved")
    return goal


def empty_draft(world: Any) -> Goal:
    found = Goal.objects.filter(owner=world.subject, title="Empty").first()
    return found or add_goal("Empty", actor=SYSTEM, owner=world.subject, period=a_period())


def private(world: Any) -> Goal:
    """Hers alone and the line's; it contributes to the open one, which counts it unnamed."""
    found = Goal.objects.filter(owner=world.subject, visibility="line").first()
    if found:
        return found
    above = agreed(world)
    Goal.objects.filter(pk=above.pk).update(roll_up="both")
    goal = a_goal(world, "Private", visibility="line")
    propose_goal(goal, actor=SYSTEM)
    return contribute(goal, actor=SYSTEM, to=above, how="By hand.")


def put(field: str) -> Any:
    def write(world: Any, word: str) -> None:
        Goal.objects.filter(pk=private(world).pk).update(**{field: word})

    return write


def put_note(world: Any, word: str) -> None:
    private(world).updates.filter(result=None).update(note=word)


def put_result(world: Any, word: str) -> None:
    private(world).results.update(title=word)


def put_comment(world: Any, word: str) -> None:
    private(world).comments.create(by=world.subject, at=timezone.now(), body=word)


def a_comment(world: Any) -> Any:
    goal = agreed(world)
    return goal.comments.first() or comment_on(goal, actor=world.subject, body="A word.")


def an_update(world: Any) -> Any:
    return agreed(world).updates.filter(result=None).first()


def at(name: str, make: Any) -> Any:
    return lambda world: reverse(f"goals:{name}", args=[make(world).public_id])


def open_to(name: str, make: Any, row: str = GOAL, method: str = "get") -> Route:
    return Route(
        f"goals:{name}",
        row,
        url=at(name, make),
        method=method,
        also=OPEN_TO,
        never=ALL - OPEN_TO,
        reason=AS_COLLEAGUES,
    )


def only(
    name: str, who: frozenset[str], why: str, make: Any, data: Any = None, url: Any = None
) -> Route:
    """A thing to do, and who does it; everybody else is refused."""
    return Route(
        f"goals:{name}",
        GOAL,
        url=url or at(name, make),
        method="post",
        data=data,
        also=who,
        never=ALL - who,
        answer=frozenset({200, 302}),
        reason=why,
    )


def of_comment(world: Any) -> str:
    comment = a_comment(world)
    return reverse("goals:uncomment", args=[comment.goal.public_id, comment.public_id])


def of_update(world: Any) -> str:
    update = an_update(world)
    return reverse("goals:correct", args=[update.goal.public_id, update.public_id])


def of_result(world: Any) -> str:
    goal = agreed(world)
    return reverse("goals:convert", args=[goal.public_id, goal.results.get().public_id])


def hers(world: Any) -> dict[str, Any]:
    return {"whose": world.subject.public_id}


def fixed(name: str, *args: str) -> Route:
    return Route(f"goals:{name}", READ, url=lambda world: reverse(f"goals:{name}", args=args))


def told(world: Any) -> dict[str, Any]:
    return {"status": "at_risk", "note": "Slower."}


MANAGER = frozenset({"manager"})
ROUTES = [
    fixed("list"),
    fixed("new"),
    fixed("create", "smart"),
    Route("goals:pick", READ, url=lambda world: f"{reverse('goals:pick')}?q=canary"),
    Route(
        "goals:list",
        READ,
        url=lambda world: f"{reverse('goals:list')}?whose=company&period=all",
    ),
    Route(
        "goals:of_person",
        GOAL,
        url=lambda world: reverse("goals:of_person", args=[world.subject.public_id]),
        also=OPEN_TO,
        never=ALL - OPEN_TO,
        reason="as the person's page: colleagues of the same employer",
    ),
    open_to("goal", agreed),
    Route(
        "goals:goal",
        GOAL,
        url=at("goal", private),
        also=LINE,
        never=ALL - LINE,
        reason=LINE_WHY,
    ),
    open_to("who", agreed),
    *(open_to(name, agreed) for name in ("contribute", "owners", "send_back", "close", "delete")),
    Route(
        "goals:convert",
        GOAL,
        url=of_result,
        also=OPEN_TO,
        never=ALL - OPEN_TO,
        reason=AS_COLLEAGUES,
    ),
    only("convert", WORKERS, ITS_OWN, agreed, hers, url=of_result),
    only("owners", WORKERS, ITS_OWN, agreed, lambda world: {"add": ""}),
    only(
        "contribute",
        WORKERS,
        ITS_OWN,
        agreed,
        lambda world: {"contributes_to": "", "how": "", "weight": 1},
    ),
    open_to("edit", draft),
    Route(
        "goals:update",
        PART,
        url=at("update", agreed),
        also=WORKERS,
        never=ALL - WORKERS,
        reason=ITS_OWN,
    ),
    only("update", WORKERS, ITS_OWN, agreed, told),
    Route(
        "goals:correct",
        PART,
        url=of_update,
        also=frozenset({"subject"}),
        never=ALL - frozenset({"subject"}),
        reason="who told it corrects it",
    ),
    only(
        "comment",
        frozenset({"subject", "manager", "dotted"}),
        "its workers, and the dotted line at an open goal",
        agreed,
        lambda world: {"body": "A word"},
    ),
    only("uncomment", frozenset({"subject"}), "who wrote it takes it back", agreed, url=of_comment),
    only("propose", WORKERS, ITS_OWN, draft),
    only("agree", MANAGER, "the other one of owner and manager", proposed),
    only(
        "send_back",
        MANAGER,
        "the other one of owner and manager",
        proposed,
        lambda world: {"why": "Smaller, please."},
    ),
    only("close", WORKERS, ITS_OWN, agreed, lambda world: {"outcome": "partly"}),
    only("reopen", WORKERS, ITS_OWN, closed),
    only("delete", frozenset({"subject"}), "a draft of one's own", empty_draft),
]
CANARIES = [
    Canary(GOAL, field, write, also=LINE)
    for field, write in (
        ("title", put("title")),
        ("why", put("why")),
        ("contributes_how", put("contributes_how")),
        ("note", put_note),
        ("result", put_result),
        ("comment", put_comment),
    )
]
