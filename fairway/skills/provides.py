"""What roles and skills offer the rest of the house."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.policy import Number, Policy, policies
from fairway.foundation.ports import (
    ApiRouter,
    BenchPage,
    DemoSource,
    DigestSource,
    EventKind,
    NavItem,
    PaletteAction,
    PersonalData,
    PersonCard,
    PersonTab,
    PolicyText,
    SearchHit,
    SearchSource,
    TodoSource,
    api_routers,
    bench_pages,
    demo_sources,
    digest_sources,
    event_kinds,
    nav_items,
    palette_actions,
    person_cards,
    person_tabs,
    personal_data,
    policy_texts,
    search_sources,
    todo_sources,
)
from fairway.people.models import JobProfile
from fairway.skills import cards, personal, todos
from fairway.skills.demo import make_roles
from fairway.skills.models import RoleExpectation
from fairway.skills.rules import may_keep

GROUP = _("Roles and skills")
FEWEST_LETTERS = 2


def find_roles(viewer: Any, words: str, most: int) -> Iterable[SearchHit]:
    """Roles that are still given, by words of their title."""
    wanted = words.split()[:6]
    if not any(len(word) >= FEWEST_LETTERS for word in wanted):
        return []
    roles = JobProfile.objects.allowed(viewer).filter(closed_on=None).select_related("family")
    for word in wanted:
        roles = roles.filter(title__icontains=word)
    return [_hit(role) for role in roles.order_by("title", "level", "pk")[:most]]


def _hit(role: JobProfile) -> SearchHit:
    family = role.family.name if role.family else ""
    return SearchHit(str(role), reverse("skills:role", args=[role.public_id]), family, "stairs-up")


OPEN_KINDS = (
    ("expectation_written", _("Wrote what is expected in a role"), "clipboard-text"),
    ("skill_saved", _("Wrote about a skill"), "vocabulary"),
    ("skill_archived", _("Archived a skill"), "archive"),
    ("skill_restored", _("Brought a skill back"), "vocabulary"),
)
event_kinds.offer(
    *(
        EventKind(f"skills.{key}", label, "everyone", icon=icon, data_class="C1", group=GROUP)
        for key, label, icon in OPEN_KINDS
    ),
    EventKind(
        "skills.confirmed",
        _("Confirmed what is expected in a role"),
        "manager_line",
        icon="clipboard-check",
        data_class="C2",
        group=GROUP,
    ),
    EventKind(
        "skills.imported",
        _("Imported roles and skills"),
        "hr",
        icon="file-import",
        data_class="C1",
        group=GROUP,
    ),
)
policies.offer(
    Policy(
        "skills.confirm_every",
        Number(0, 36, _("months")),
        12,
        _("How often both confirm what is expected"),
        _(
            "Employee and manager are asked when somebody takes up a role, when it changes, and "
            "after so many months. With 0 they are not asked again as long as nothing changes."
        ),
        GROUP,
    )
)
policy_texts.offer(
    PolicyText("skills", _("What is expected of you"), 5, cards.say_what_is_expected)
)
nav_items.offer(
    NavItem(
        "roles",
        _("Roles and skills"),
        "stairs-up",
        "skills:roles",
        order=55,
        covers=("skills:skills", "skills:imports"),
    )
)
person_tabs.offer(PersonTab("role", _("Role"), "skills:of_person", 15, cards.has_role))
person_cards.offer(PersonCard("role", "skills/_on_person.html", cards.on_person, order=20))
todo_sources.offer(TodoSource("roles", GROUP, "stairs-up", 30, todos.found))
search_sources.offer(SearchSource("roles", _("Roles"), 30, find_roles))
digest_sources.offer(DigestSource("skills", GROUP, 25, cards.lines))
palette_actions.offer(
    PaletteAction("skills", _("Skills"), "vocabulary", "skills:skills", keywords=_("competency")),
    PaletteAction("new_skill", _("New skill"), "plus", "skills:new_skill", may_keep),
    PaletteAction(
        "import_skills",
        _("Import roles and skills"),
        "file-import",
        "skills:imports",
        may_keep,
        keywords=_("framework csv"),
    ),
)
personal_data.offer(
    PersonalData(
        "skills", _("What you and your manager confirmed"), personal.export, personal.erase
    )
)
api_routers.offer(
    ApiRouter(
        "roles", GROUP, "fairway.skills.api.router", (("roles:read", _("Read what roles expect")),)
    )
)
demo_sources.offer(DemoSource("skills", 30, make_roles))


def page_of_a_role(world: Any) -> str:
    rows = RoleExpectation.objects.select_related("profile").order_by("pk")
    found = rows.first()
    return found.get_absolute_url() if found else "/roles/"


bench_pages.offer(
    BenchPage("roles", "ana", lambda world: "/roles/"),
    BenchPage("role", "ana", page_of_a_role),
    BenchPage(
        "role of a person", "bo", lambda world: f"/roles/of/{world.people['ana'].public_id}/"
    ),
)
