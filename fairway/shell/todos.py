"""What a person owes, gathered from every room and put in the order of the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.ports import Todo, todo_sources
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
    groups = []
    for source in sorted(todo_sources, key=lambda source: source.order):
        todos = tuple(sorted(source.find(viewer), key=_due))
        if todos:
            groups.append(TodoGroup(source.label, source.icon, todos))
    groups.sort(key=lambda group: _due(group.todos[0]))
    return TodoList(tuple(groups), now)


def _due(todo: Todo) -> datetime:
    return todo.due_at or NEVER
