"""What other pages show of a role: each asks for it once it is drawn, so that none is slower."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.policy import get
from fairway.people.models import Person
from fairway.skills.standing import waiting_for


def has_role(viewer: Any, person: Person) -> bool:
    """Whoever works here as something; a leaver no longer does."""
    return bool(person.active and person.assignment and person.assignment.job_profile_id)


def on_person(viewer: Any, person: Person) -> dict[str, Any] | None:
    return {"person": person} if has_role(viewer, person) else None


def lines(viewer: Any, since: datetime) -> Iterator[tuple[str, str]]:
    """Of the daily mail."""
    if not isinstance(viewer, Person):
        return
    people = waiting_for(viewer)
    if viewer in people:
        words = _("What is expected in your role waits for you to read it")
        yield words, reverse("skills:of_person", args=[viewer.public_id])
    if n := len([one for one in people if one != viewer]):
        words = ngettext(
            "The role of %(n)s of your people waits for you to confirm it",
            "The roles of %(n)s of your people wait for you to confirm them",
            n,
        )
        yield words % {"n": n}, reverse("skills:waiting")


def say_what_is_expected() -> str:
    """A paragraph of "How performance works here"."""
    said = [
        _(
            "What each role expects is written down, for everybody to read. Employee and manager "
            "both confirm it when somebody takes up a role and when it changes."
        )
    ]
    if months := int(get("skills.confirm_every")):
        words = ngettext(
            "They do so again every month.", "They do so again every %(n)s months.", months
        )
        said.append(words % {"n": months})
    said.append(_("What excellent looks like is something to strive for, never a pass mark."))
    return " ".join(said)
