"""The goals that pages, tests and the manual tell of: this quarter's, around Ana and Bo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from fairway.foundation.demo import DemoCompany
from fairway.goals.demo.nodes import Node, agree, at, goal_of, under
from fairway.goals.demo.values import add_milestones, measured
from fairway.goals.demo.words import RETURNS, SHELF, WORK, Measure
from fairway.goals.models import Goal, KeyResult
from fairway.goals.models.progressing import Status
from fairway.kpis.models import Kpi
from fairway.strategy.models import Period, StrategicPriority

ON, RISK, OFF = Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK
COPIED = "Settle a return in one conversation"
STALLED_FOR = 44
Values = Sequence[tuple[Measure, int | None]]


class Stories:
    """`given` are units' goals that others contribute to, by unit and priority."""

    def __init__(self, company: DemoCompany, year: Period, quarter: Period) -> None:
        self.company, self.year, self.quarter = company, year, quarter
        self.cast, self.units = company.cast, company.units
        chosen = StrategicPriority.objects.filter(period=year).order_by("rank")
        self.priorities = list(chosen[:3])
        self.nodes: list[Node] = []
        self.given: dict[tuple[str, int], Node] = {}

    def make(self) -> list[Node]:
        self.given["support", RETURNS] = bos = self._settle_a_return()
        self._answer_on_first_contact(bos)
        self._fewer_write_twice(bos)
        self.given["north", RETURNS] = self._exchange_anywhere()
        self._rota()
        self._shift_leads()
        self.given["customer", SHELF] = self._stock_right()
        self._count_once()
        self._copied(bos)
        self._with_stock_and_the_south(bos)
        self._stalled()
        self._waits_for_bo(bos)
        self._private()
        return self.nodes

    def _settle_a_return(self) -> Node:
        node = self._told(
            goal_of(
                self.quarter,
                "Settle a return in one conversation",
                why="One return in five takes two conversations, and half of those customers do "
                "not come back.",
                unit=self.units["support"],
                responsible=self.cast["bo"],
                priority=self.priorities[RETURNS],
            ),
            (
                (Measure("Returns settled in one conversation", "percent", 1, 620, 800), 728),
                (Measure("Refunds paid within a day", "percent", 1, 550, 800), 685),
            ),
            notes={-1: "Manila is ahead of Lisbon now; Lee wrote down how."},
        )
        return node

    def _answer_on_first_contact(self, above: Node) -> None:
        first = Measure("First-contact resolution, returns", "percent", 1, 710, 800)
        node = self._told(
            goal_of(
                self.quarter,
                "Answer returns questions on the first contact",
                why="Most second contacts ask what the first answer left out.",
                owner=self.cast["ana"],
            ),
            (
                (first, 764),
                (Measure("Repeat contacts per 100 orders", "number", 1, 140, 90), 116),
                (Measure("New returns guide, 4 chapters", "number", 0, 0, 4), 3),
            ),
            notes={
                0: "Began with the two chapters that people ask about most.",
                -1: "Chapter three is out. The late labels are the one thing I cannot fix from "
                "here.",
            },
        )
        node.results[0].weight = 2
        self._read_kpi(node.results[0])
        asked = min(self.company.moment(1, 17, 2), at(self.company.today, 8))
        node.comments = (
            (
                self.cast["bo"],
                asked,
                "Thank you. I have asked the carrier for the scan times and put it first on "
                "Thursday.",
            ),
        )
        under(
            above, node, how="When the first answer is right, nobody needs a second conversation."
        )

    def _fewer_write_twice(self, above: Node) -> None:
        node = self._told(
            goal_of(
                self.quarter,
                "Fewer customers write twice about one return",
                owner=self.cast["ana"],
                framework="smart",
            ),
            ((Measure("Customers who write twice, a day", "number", 0, 30, 5), 18),),
            status=RISK,
            confidence=3,
        )
        under(above, node, how="Each customer who writes twice is a conversation too many.")

    def _exchange_anywhere(self) -> Node:
        """One of its key results has never been told of."""
        return self._told(
            goal_of(
                self.quarter,
                "Exchange in any shop, whoever sold it",
                unit=self.units["north"],
                responsible=self.cast["cy"],
                priority=self.priorities[RETURNS],
            ),
            (
                (Measure("Exchanges settled at the till", "percent", 0, 20, 70), 39),
                (Measure("Exchanges a week", "number", 0, 50, 150), 88),
                (Measure("Shops with the exchange drawer", "number", 0, 0, 31), None),
            ),
            status=OFF,
            confidence=2,
        )

    def _rota(self) -> None:
        self._told(
            goal_of(
                self.quarter,
                "Publish every rota two weeks ahead",
                owner=self.cast["cy"],
                priority=self.priorities[WORK],
            ),
            ((Measure("Rotas out two weeks ahead", "percent", 0, 40, 100), 82),),
            confidence=5,
        )

    def _shift_leads(self) -> None:
        """One key result follows from a goal that contributes to it."""
        above = self._told(
            goal_of(
                self.quarter,
                "Half of new shift leads come from within",
                unit=self.units["people"],
                responsible=self.cast["farah"],
                priority=self.priorities[WORK],
            ),
            (
                (Measure("People ready to run a shift", "number", 0, 0, 2), None),
                (Measure("New shift leads from our own teams", "percent", 0, 20, 50), 36),
            ),
            status=RISK,
            confidence=3,
        )
        above.results[0].source = KeyResult.Source.GOALS
        above.results[0].updated_at = None
        node = self._told(
            goal_of(
                self.quarter, "Get Marisol and Priya ready to run a shift", owner=self.cast["ana"]
            ),
            ((Measure("Shifts they ran with somebody beside", "number", 0, 0, 8), 4),),
            status=OFF,
            confidence=2,
        )
        steps = ("Plan agreed", "First hand-over", "A peak day", "A night", "A shift alone")
        result = add_milestones(node, "On the way to a shift of their own", steps, rank=1)
        for number, step in enumerate(node.milestones):
            step.done = number < 1
        result.updated_at = node.told_on[-1] if node.told_on else None
        node.above_result = above.results[0]
        under(above, node, how="Two people of ours who can lead are two leads from within.")
        self.given["people", WORK] = above

    def _stock_right(self) -> Node:
        return self._told(
            goal_of(
                self.quarter,
                "Stock right to 98 % in 31 shops",
                unit=self.units["customer"],
                responsible=self.cast["mia"],
                priority=self.priorities[SHELF],
            ),
            ((Measure("Stock that is right when counted", "percent", 1, 940, 980), 962),),
        )

    def _count_once(self) -> None:
        node = self._told(
            goal_of(
                self.quarter,
                "Count once, when it arrives",
                owner=self.cast["noor"],
                priority=self.priorities[SHELF],
            ),
            ((Measure("Deliveries counted on arrival", "percent", 1, 600, 950), 817),),
        )
        self._read_kpi(node.results[0])

    def _copied(self, above: Node) -> None:
        """The title of the goal above, and no word on how."""
        node = self._told(
            goal_of(self.quarter, COPIED, owner=self.cast["tomas"]),
            ((Measure("Returns settled in one conversation", "percent", 0, 60, 80), 68),),
        )
        under(above, node)

    def _with_stock_and_the_south(self, above: Node) -> None:
        node = self._told(
            goal_of(
                self.quarter,
                "Labels that arrive before the parcel",
                unit=self.units["support"],
                responsible=self.cast["bo"],
            ),
            ((Measure("Labels scanned before the parcel", "percent", 0, 30, 90), 54),),
            status=RISK,
            confidence=3,
        )
        node.co_owners = (self.units["stock"], self.cast["dee"])
        under(above, node, how="A label that is there answers the question before it is asked.")

    def _stalled(self) -> None:
        """Nobody has told of it for weeks."""
        begun = self.company.day(STALLED_FOR + 31)
        goal = goal_of(
            self.year,
            "Answer payment questions without handing over",
            owner=self.cast["joao"],
            priority=self.priorities[RETURNS],
        )
        goal.starts_on = begun
        days = [at(begun + timedelta(days=7 * week), 14, 5) for week in range(1, 5)]
        days[-1] = self.company.moment(STALLED_FOR, 14, 5)
        self._told(
            goal,
            ((Measure("Payment questions handed over, a week", "number", 0, 80, 10), 66),),
            status=RISK,
            confidence=2,
            days=days,
            notes={-1: "Waiting for the rights in the payment system."},
        )

    def _waits_for_bo(self, above: Node) -> None:
        goal = goal_of(
            self.quarter,
            "Write the ten answers that customers ask for most",
            owner=self.cast["ines"],
            framework="smart",
            proposed_by=self.cast["ines"],
            proposed_at=self.company.moment(0, 7, 40),
        )
        node = Node(goal, fixed=True)
        node.results.append(measured(Measure("Answers that are out", "number", 0, 0, 10)))
        under(above, node, how="An answer that is written down is right the first time.")
        self.nodes.append(node)

    def _private(self) -> None:
        self._told(
            goal_of(
                self.quarter,
                "Be ready to lead a team by spring",
                why="I would like to talk about it before others do.",
                owner=self.cast["ana"],
                framework="agreed",
                visibility=Goal.Visibility.LINE,
            ),
            ((Measure("Team meetings I led", "number", 0, 0, 6), 3),),
        )

    def _told(
        self,
        goal: Goal,
        values: Values,
        *,
        status: str = ON,
        confidence: int = 4,
        notes: dict[int, str] | None = None,
        days: list[datetime] | None = None,
    ) -> Node:
        """Agreed before it began, told of week by week until yesterday."""
        agree(goal, goal.starts_on - timedelta(days=4), self._who_agrees(goal))
        node = Node(goal, fixed=True)
        node.told_on = self._weekly(goal.starts_on) if days is None else days
        for rank, (one, value) in enumerate(values):
            result = measured(one, rank=rank)
            if value is not None:
                result.current, result.updated_at = value, node.told_on[-1]
            node.results.append(result)
        last = len(node.told_on) - 1
        node.notes = {last if turn < 0 else turn: said for turn, said in (notes or {}).items()}
        goal.status, goal.confidence, goal.updated_at = status, confidence, node.told_on[-1]
        goal.next_update_on = node.told_on[-1].date() + timedelta(days=goal.cadence_days)
        self.nodes.append(node)
        return node

    def _who_agrees(self, goal: Goal) -> int | None:
        above = {"ana": "bo", "tomas": "bo", "joao": "bo", "cy": "mia", "noor": "mia"}
        boss: dict[int | None, Any] = {
            self.cast[one].pk: self.cast[two] for one, two in above.items()
        }
        agreed_by = boss.get(goal.owner_id)
        return agreed_by.pk if agreed_by else goal.responsible_id

    def _weekly(self, start: date) -> list[datetime]:
        """Yesterday, and each week before; on the first day of a quarter, that morning."""
        day, days = max(self.company.day(1), start), []
        while day >= start:
            days.append(at(day, 3 if day == self.company.today else 11, 20))
            day -= timedelta(days=7)
        return days[::-1]

    def _read_kpi(self, result: KeyResult) -> None:
        """Where the company measures it already."""
        kpi = Kpi.objects.filter(name=result.title).first()
        if kpi is not None and kpi.decimals == result.decimals:
            result.source, result.kpi = KeyResult.Source.KPI, kpi
