"""What comes after a cycle, offered to the house: events, to-dos, personal data, pages to measure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import (
    EventKind,
    PersonalData,
    TodoSource,
    event_kinds,
    personal_data,
    todo_sources,
)
from fairway.reviews.offers import (
    after_house,  # noqa: F401 says its policies
    after_mail,  # noqa: F401 writes its letter
    after_personal,
    after_todos,
)
from fairway.reviews.offers.house import GROUP

# That somebody has answered is no event: its time would tell which answer is theirs.
KINDS = (
    ("survey_opened", _("Asked how a cycle of reviews was"), "message-question", True),
    ("survey_told", _("What people said of a cycle was made"), "users", False),
    ("survey_ended", _("Answers of a survey were destroyed"), "trash", False),
)
event_kinds.offer(
    *(
        EventKind(f"reviews.{key}", label, "hr", icon=icon, data_class="C1", group=GROUP, told=told)
        for key, label, icon, told in KINDS
    )
)
todo_sources.offer(
    TodoSource(
        after_todos.SOURCE,
        _("How a cycle was"),
        "message-question",
        24,
        rows=after_todos.rows,
        tell=after_todos.tell,
    )
)
personal_data.offer(
    PersonalData(
        "review_surveys",
        _("Whether you were asked how a cycle was, and have answered"),
        after_personal.export,
        after_personal.erase,
    )
)
