"""What a person owes, gathered from every room and put in the order of the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.ports import Todo, TodoSource, todo_sources
from fairway.foundation.waiting import Waiting, by_source, united
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.ui.moments import say_due

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class TodoGroup:
    """One room's to-dos, soonest first."""

    label: Any
    icon: str
    todos: tuple[Todo, ...]


@dataclass(frozen=True)
class TodoList:
    """All of them, the room with the most urgent one first."""

    groups: tuple[TodoGroup, ...]
    now: datetime
    waiting: Mapping[str, list[Waiting]] = field(default_factory=dict)  # by key of its source

    @property
    def todos(self) -> list[Todo]:
        return [todo for group in self.groups for todo in group.todos]

    @property
    def minutes(self) -> int:
        return sum(todo.minutes for todo in self.todos)

    @property
    def first(self) -> Todo | None:
        """The one next step: what has waited longest, or is due soonest."""
        return min(self.todos, key=_due, default=None)

    def number(self, tone: str) -> int:
        due = [todo.due_at for todo in self.todos if todo.due_at]
        return sum(say_due(at, self.now)[0] == tone for at in due)

    def in_words(self) -> str:
        """One calm sentence under the greeting."""
        late, today = self.number("stop"), self.number("watch")
        if not self.todos:
            return _("Nothing waits for you.")
        said = []
        if late:
            said.append(
                ngettext("%(n)s thing is late.", "%(n)s things are late.", late) % {"n": late}
            )
        if today:
            words = ngettext("%(n)s thing is due today.", "%(n)s things are due today.", today)
            said.append(words % {"n": today})
        if not said:
            return _("Nothing is late and nothing is due today.")
        return " ".join([*said, _("Everything else can wait.")])


def todos_for(viewer: Any, now: datetime) -> TodoList:
    groups, waiting = [], _waiting(viewer, now)
    for source in sorted(todo_sources, key=lambda source: source.order):
        told = [*source.find(viewer), *source.tell(waiting.get(source.key, []))]
        todos = tuple(sorted(told, key=_due))
        if todos:
            groups.append(TodoGroup(source.label, source.icon, todos))
    groups.sort(key=lambda group: _due(group.todos[0]))
    return TodoList(tuple(groups), now, waiting)


def _waiting(viewer: Any, now: datetime) -> dict[str, list[Waiting]]:
    """Of all rooms that say it in rows, in one query."""
    if not isinstance(viewer, Person) or not _telling_rows():
        return {}
    return by_source(WAITING.ask(viewer, now))


def _telling_rows() -> list[TodoSource]:
    return [source for source in todo_sources if source.rows is not None]


def _rows(viewer: Any, now: datetime) -> Any:
    asked = (source.rows(viewer, now) for source in _telling_rows() if source.rows is not None)
    return united([part for parts in asked for part in parts])


WAITING = PreparedForViewers(_rows, datetime(1, 2, 4, tzinfo=UTC))


def _due(todo: Todo) -> datetime:
    return todo.due_at or NEVER
