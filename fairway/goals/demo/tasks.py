"""The daily work under Ana's goals, some of it from the tracker that support and the shop share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fairway.foundation.bulk import insert_objects, reserve_ids
from fairway.foundation.demo import DemoCompany
from fairway.goals.demo.nodes import at
from fairway.goals.models import Goal, Task

TODO, DOING, DONE = Task.Stage.TODO, Task.Stage.DOING, Task.Stage.DONE
TRACKED = "https://tracker.saltmarsh.example/browse/"


@dataclass(frozen=True)
class Work:
    """`due` is in so many days, and `begun` so many days ago."""

    title: str
    who: str = "ana"
    stage: str = TODO
    due: int | None = None
    begun: int = 0
    ref: str = ""


WORK = {
    "Answer returns questions on the first contact": (
        Work("Ask Manila how they answer “where is my label”", stage=DONE, begun=16),
        Work("Chapter three: returns without a receipt", stage=DONE, begun=11),
        Work("Let two new colleagues read chapter three", "marisol", DONE, begun=6),
        Work("Chapter four: exchanges between shops", stage=DOING, begun=4, due=9),
        Work("Show the carrier's last scan in the case", "tomas", DOING, begun=8, ref="SUP-412"),
        Work("Print the label at the till when the mail bounces", "", ref="SUP-431"),
        Work("Read ten answers that led to a second question", due=2),
        Work("Ask Cy whether shops may see the guide", due=-1),
    ),
    "Fewer customers write twice about one return": (
        Work("One mail that says what happens next, and when", stage=DOING, begun=5, due=6),
        Work("Send the refund's day with the confirmation", "", DONE, begun=13, ref="SUP-398"),
        Work("Compare the week before the mail with the week after", due=20),
    ),
    "Get Marisol and Priya ready to run a shift": (
        Work("Choose the first hand-over with Bo", stage=DONE, begun=19),
        Work("A peak day with somebody beside", due=12),
    ),
    "Be ready to lead a team by spring": (Work("Ask Bo to let me open the Thursday round", due=3),),
}


def write_tasks(company: DemoCompany) -> None:
    """Beside the stories; nothing of it counts into progress, so nothing is rolled up."""
    open_ones = Goal.objects.filter(owner=company.cast["ana"], closed_at=None, title__in=WORK)
    rows = [
        _row(company, goal, work, rank)
        for goal in open_ones.order_by("pk")
        for rank, work in enumerate(WORK[goal.title])
    ]
    for row, key in zip(rows, reserve_ids(Task, len(rows)), strict=True):
        row.pk = key
    insert_objects(rows)


def _moments(
    company: DemoCompany, goal: Goal, work: Work
) -> tuple[datetime | None, datetime | None]:
    """When it was begun and done; never before the goal holds, early in a quarter as well."""
    if work.stage == TODO:
        return None, None
    first = at(goal.starts_on, 3)
    begun = max(company.moment(work.begun, 13), first)
    if work.stage == DOING:
        return begun, None
    return begun, max(company.moment(max(work.begun - 3, 1), 15), first + timedelta(minutes=10))


def _row(company: DemoCompany, goal: Goal, work: Work, rank: int) -> Task:
    begun, done = _moments(company, goal, work)
    return Task(
        goal=goal,
        title=work.title,
        owner=company.cast.get(work.who),
        due_on=None if work.due is None else company.today + timedelta(days=work.due),
        begun_at=begun,
        done_at=done,
        tracker="jira" if work.ref else "",
        tracker_ref=work.ref,
        tracker_url=f"{TRACKED}{work.ref}" if work.ref else "",
        rank=rank,
        added_at=begun or company.moment(2, 10),
    )
