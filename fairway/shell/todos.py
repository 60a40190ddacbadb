"""What a person owes, gathered from every room and put in the order of the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.ports import Todo, TodoSource, todo_sources
from fairway.foundation.times import wall

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class TodoLine:
    """A to-do with its due time said in the reader's zone; overdue, today or later."""

    todo: Todo
    state: str
    due: str


@dataclass(frozen=True)
class TodoGroup:
    label: Any
    icon: str
    lines: tuple[TodoLine, ...]


@dataclass(frozen=True)
class TodoList:
    groups: tuple[TodoGroup, ...]

    @property
    def lines(self) -> list[TodoLine]:
        return [line for group in self.groups for line in group.lines]

    @property
    def minutes(self) -> int:
        return sum(line.todo.minutes for line in self.lines)

    def number(self, state: str) -> int:
        return sum(line.state == state for line in self.lines)

    @property
    def first(self) -> TodoLine | None:
        """The one next step: what has waited longest, or is due soonest."""
        return min(self.lines, key=lambda line: line.todo.due_at or NEVER, default=None)

    def in_words(self) -> str:
        """One calm sentence under the greeting."""
        late, today = self.number("overdue"), self.number("today")
        if late and today:
            return _("%(late)s and %(today)s. Everything else can wait.") % {
                "late": ngettext("One thing is late", "%d things are late", late).replace(
                    "%d", str(late)
                ),
                "today": ngettext("one is due today", "%d are due today", today).replace(
                    "%d", str(today)
                ),
            }
        if late:
            return ngettext(
                "One thing is late. Everything else can wait.",
                "%(number)d things are late. Everything else can wait.",
                late,
            ) % {"number": late}
        if today:
            return ngettext(
                "One thing is due today. Everything else can wait.",
                "%(number)d things are due today. Everything else can wait.",
                today,
            ) % {"number": today}
        if self.lines:
            return _("Nothing is late and nothing is due today.")
        return _("Nothing waits for you.")


def todos_for(viewer: Any, now: datetime) -> TodoList:
    groups = []
    for source in sorted(todo_sources, key=lambda source: source.order):
        lines = _lines(source, viewer, now)
        if lines:
            groups.append(TodoGroup(source.label, source.icon, lines))
    groups.sort(key=lambda group: group.lines[0].todo.due_at or NEVER)
    return TodoList(tuple(groups))


def _lines(source: TodoSource, viewer: Any, now: datetime) -> tuple[TodoLine, ...]:
    todos = sorted(source.find(viewer), key=lambda todo: todo.due_at or NEVER)
    return tuple(
        TodoLine(todo, _state(todo, viewer.zone, now), _due(todo, viewer.zone, now))
        for todo in todos
    )


def _state(todo: Todo, zone: str, now: datetime) -> str:
    if todo.due_at is None:
        return "later"
    if todo.due_at <= now:
        return "overdue"
    return "today" if wall(todo.due_at, zone).date() == wall(now, zone).date() else "later"


def _due(todo: Todo, zone: str, now: datetime) -> str:
    if todo.due_at is None:
        return ""
    due, today = wall(todo.due_at, zone), wall(now, zone).date()
    if todo.due_at <= now:
        days = (today - due.date()).days
        if not days:
            return _("Overdue since %(time)s") % {"time": date_format(due, "H:i")}
        return ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", days) % {
            "days": days
        }
    if due.date() == today:
        return _("Today, %(time)s") % {"time": date_format(due, "H:i")}
    return date_format(due, "D j M, H:i")
