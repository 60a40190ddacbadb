"""Templates and cycles in the access matrix: one that runs, with Ana in it, and a draft beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.transaction import atomic
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.events import SYSTEM
from fairway.people.days import organisation_day
from fairway.reviews.actions.assembling import assemble, write
from fairway.reviews.actions.templates import publish_template, save_bank_question, save_template
from fairway.reviews.forms.keeping import ChangeForm
from fairway.reviews.models import (
    BankQuestion,
    Handover,
    Nomination,
    Participant,
    Review,
    ReviewCycle,
    ReviewTemplate,
)
from fairway.reviews.ready import SCALE
from fairway.reviews.wording import Asked, Part
from tests.access.binding import Canary, Route

OWN, KEEP, LIST = "Own pages", "Kept by few", "360 reviewer list"
ALL = frozenset(
    {
        "subject", "manager", "dotted", "skip", "hr_partner", "executive", "auditor", "peer",
        "former", "people_lead", "fairness", "other_hr_partner", "other_employer",
        "administrator", "leaver", "external",
    }
)  # fmt: skip
KEEPERS = frozenset({"hr_partner", "other_hr_partner", "people_lead"})
HOLDERS = frozenset({"people_lead"})
HR = frozenset({"hr_partner", "people_lead"})
SUBJECT, MANAGER, DOTTED = (frozenset({one}) for one in ("subject", "manager", "dotted"))
WHY_KEEP = "HR partners and people leads set up what serves many units"
WHY_HOLD = "who holds the cycle, a people lead here, and every other people lead"
WHY_TAKE = "people leads, and where nobody holds it HR of everybody in it"
WHY_HR = "HR of their unit and people leads, never about themselves"
DAY = timedelta(days=1)
NAMES = {"running": "Year, running", "draft": "Year, in the making"}


def a_template(world: Any) -> ReviewTemplate:
    found = ReviewTemplate.objects.in_use().first()
    if found:
        return found
    questions = [Asked("text", "What patterns?"), Asked("rating", "How?", scale=SCALE)]
    made = save_template(
        None, actor=SYSTEM, name="Year", use="annual", parts=[Part("One", questions)]
    )
    publish_template(made, actor=SYSTEM)
    made.refresh_from_db()
    return made


def a_draft_template(world: Any) -> ReviewTemplate:
    """One with something to publish."""
    found = ReviewTemplate.objects.filter(name="Half").first()
    parts = [Part("One", [Asked("text", "What patterns?")])]
    return found or save_template(None, actor=SYSTEM, name="Half", use="half_year", parts=parts)


def a_bank_question(world: Any) -> BankQuestion:
    found = BankQuestion.objects.in_use().first()
    return found or save_bank_question(None, actor=SYSTEM, asked=Asked("text", "What helped?"))


def _cycle(world: Any, which: str) -> ReviewCycle:
    found = ReviewCycle.objects.filter(name=NAMES[which]).first()
    if found:
        return found
    version, today = a_template(world).versions.get(number=1), organisation_day()
    running = {"state": "launched", "launched_at": timezone.now(), "ready_at": timezone.now()}
    cycle = ReviewCycle.objects.create(
        name=NAMES[which],
        purpose="annual",
        period_from=date(today.year - 1, 1, 1),
        period_until=date(today.year, 1, 1),
        peers_most=4,
        facilitator=world.people["people_lead"],
        **(running if which == "running" else {}),
    )
    for kind in ("self", "manager", "peer"):
        cycle.kinds.create(kind=kind, template_version=version)
    for phase in ("nominate", "write"):
        cycle.phases.create(kind=phase, opens_on=today, due_on=today + 20 * DAY)
    return cycle


def draft(world: Any) -> ReviewCycle:
    return _cycle(world, "draft")


def running(world: Any) -> ReviewCycle:
    return _cycle(world, "running")


def left_alone(world: Any) -> ReviewCycle:
    """One that runs, with Ana in it, and whoever held it is no longer HR."""
    found = ReviewCycle.objects.filter(name="Year, held by nobody").first()
    if found is None:
        found = ReviewCycle.objects.create(
            name="Year, held by nobody",
            purpose="annual",
            period_from=date(2025, 1, 1),
            period_until=date(2026, 1, 1),
            facilitator=world.people["former"],
            state="launched",
            launched_at=timezone.now(),
            ready_at=timezone.now(),
        )
        Participant.objects.create(cycle=found, person=world.subject)
    ReviewCycle.objects.filter(pk=found.pk).update(facilitator=world.people["former"])
    return found


def owing(world: Any) -> ReviewCycle:
    """The one that runs, with somebody who has still to write."""
    about(world)
    return running(world)


def about(world: Any) -> Participant:
    cycle = running(world)
    found = Participant.objects.filter(cycle=cycle, person=world.subject).first()
    if found is None:
        with atomic():
            write(assemble(cycle, [world.subject.pk]), cycle=cycle, actor=SYSTEM)
    return Participant.objects.get(cycle=cycle, person=world.subject)


def of_manager(world: Any) -> Review:
    return Review.objects.get(participant=about(world), kind="manager")


def of_peer(world: Any) -> Review:
    made, _new = Review.objects.get_or_create(
        cycle=running(world),
        participant=about(world),
        kind="peer",
        reviewer=world.people["peer"],
        defaults={"due_on": organisation_day() + 20 * DAY},
    )
    return made


def named(world: Any) -> Nomination:
    """By herself, and waiting."""
    made, _new = Nomination.objects.get_or_create(
        participant=about(world),
        reviewer=world.people["fairness"],
        defaults={"proposed_by": world.subject, "proposed_at": timezone.now()},
    )
    return made


def days_of_manager(world: Any) -> str:
    """Of her manager, for whom her list waits."""
    args = [named(world).participant.cycle.public_id, world.people["manager"].public_id, "nominate"]
    return reverse("reviews:manager_days", args=args)


def handed_over(world: Any) -> Handover:
    made, _new = Handover.objects.get_or_create(
        participant=about(world),
        defaults={
            "old": world.people["manager"],
            "new": world.people["skip"],
            "opened_at": timezone.now(),
            "due_on": organisation_day() + 5 * DAY,
        },
    )
    return made


def at(name: str, make: Callable[[Any], Any], *more: Any) -> Callable[[Any], str]:
    return lambda world: reverse(f"reviews:{name}", args=[make(world).public_id, *more])


def bare(name: str) -> Callable[[Any], str]:
    return lambda world: reverse(f"reviews:{name}")


def for_(
    name: str,
    who: frozenset[str],
    url: Callable[[Any], str],
    why: str,
    *,
    row: str = KEEP,
    data: Any = None,
    post: bool = False,
    answer: frozenset[int] = frozenset({200, 302}),
) -> Route:
    return Route(
        f"reviews:{name}",
        row,
        url=url,
        method="post" if post else "get",
        data=data,
        also=who,
        never=ALL - who,
        answer=answer,
        reason=why,
    )


def typed(**words: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda world: words


LATER = typed(until=str(timezone.now().date() + 60 * DAY), version="")
A_YEAR = typed(name="Next", purpose="annual", period_from="2026-01-01", period_until="2027-01-01")


def stricter(world: Any) -> dict[str, Any]:
    """The change itself: with the mark of the page that told whom it concerns."""
    form = ChangeForm({"threshold": "6"}, viewer=world.people["people_lead"])
    form.full_clean()
    return {**form.data, "sure": form.mark()}


CHANGED = frozenset({302})
CONCERNED = SUBJECT | MANAGER | HR
ROUTES = [
    Route("reviews:overview", OWN, url=bare("overview")),
    *(
        for_(name, KEEPERS, bare(name), WHY_KEEP)
        for name in (
            "cycles", "new_cycle", "templates", "new_template", "bank", "new_bank_question",
        )
    ),
    for_("cycle", KEEPERS, at("cycle", running), WHY_KEEP),
    for_("cycle_missing", KEEPERS, at("cycle_missing", running), WHY_KEEP),
    for_("new_cycle", KEEPERS, bare("new_cycle"), WHY_KEEP, data=A_YEAR, post=True),
    for_("cycle_missing", HOLDERS, at("cycle_missing", owing), WHY_HOLD, data=typed(words="Soon"), post=True),
    for_("cycle_changing", HOLDERS, at("cycle_changing", running), WHY_HOLD, data=stricter, post=True, answer=CHANGED),
    for_("cycle_step", HOLDERS, at("cycle_step", draft, "visibility"), WHY_HOLD, data=typed(threshold=6), post=True),
    for_(
        "cycle_people",
        KEEPERS,
        at("cycle_people", running),
        "another unit’s partner is told whose task it is",
        data=lambda world: {"person": world.subject.email},
        post=True,
        answer=frozenset({302, 422}),
    ),
    for_("cycle_people", KEEPERS, at("cycle_people", running), WHY_KEEP),
    for_("cycle_changing", HOLDERS, at("cycle_changing", running), WHY_HOLD),
    for_("cycle_step", HOLDERS, at("cycle_step", draft, "verify"), WHY_HOLD),
    for_("cycle_step", HOLDERS, at("cycle_step", draft, "people"), WHY_HOLD),
    for_("cycle_launch", HOLDERS, at("cycle_launch", draft), WHY_HOLD, post=True),
    for_("cycle_closing", HOLDERS, at("cycle_closing", running), WHY_HOLD, post=True),
    for_("cycle_holder", HOLDERS, at("cycle_holder", running), WHY_TAKE),
    for_("cycle_holder", HR, at("cycle_holder", left_alone), WHY_TAKE),
    for_("cycle_holder", HR, at("cycle_holder", left_alone), WHY_TAKE, post=True),
    for_("cycle_discarding", HOLDERS, at("cycle_discarding", draft), WHY_HOLD, post=True),
    for_("template", KEEPERS, at("template", a_template), WHY_KEEP),
    for_("edit_template", KEEPERS, at("edit_template", a_template), WHY_KEEP),
    for_("template_publishing", KEEPERS, at("template_publishing", a_draft_template), WHY_KEEP, post=True),
    for_("template_archiving", KEEPERS, at("template_archiving", a_draft_template), WHY_KEEP, post=True),
    for_("bank_question", KEEPERS, at("bank_question", a_bank_question), WHY_KEEP),
    for_("bank_archiving", KEEPERS, at("bank_archiving", a_bank_question), WHY_KEEP, post=True),
    for_("participant", CONCERNED, at("participant", about), "those concerned, and HR", row=LIST),
    for_(
        "nominations",
        CONCERNED | DOTTED,
        at("nominations", about),
        "a dotted-line manager sees only whom they named themselves",
        row=LIST,
    ),
    for_(
        "nominations",
        SUBJECT | MANAGER | DOTTED,
        at("nominations", about),
        "the person and their managers name; HR decides",
        data=lambda world: {"reviewer": world.people["auditor"].email},
        row=LIST,
        post=True,
    ),
    for_(
        "participant_removing",
        HR,
        at("participant_removing", about),
        WHY_HR,
        data=typed(reason="On leave"),
        post=True,
    ),
    for_("nomination_approval", MANAGER | HR, at("nomination_approval", named), "the author and HR", post=True),
    for_(
        "nomination_decline",
        MANAGER | HR,
        at("nomination_decline", named),
        "the author and HR",
        data=typed(reason="Never met"),
        post=True,
    ),
    for_("nomination_withdrawal", SUBJECT, at("nomination_withdrawal", named), "who named them", post=True),
    for_(
        "handover_decision",
        HR,
        at("handover_decision", handed_over),
        WHY_HR,
        data=typed(choice="keep"),
        post=True,
    ),
    for_("handover_release", MANAGER, at("handover_release", handed_over), "whose draft it is", post=True),
    for_("step_days", HR, at("step_days", about, "nominate"), WHY_HR),
    for_("step_days", HR, at("step_days", about, "nominate"), WHY_HR, data=LATER, post=True),
    for_("cycle_managers", KEEPERS, at("cycle_managers", running), WHY_KEEP),
    for_("manager_days", HR, days_of_manager, WHY_HR),
    for_("manager_days", HR, days_of_manager, WHY_HR, data=LATER, post=True),
    for_("review_days", HR, at("review_days", of_manager), WHY_HR),
    for_("review_days", HR, at("review_days", of_manager), WHY_HR, data=LATER, post=True),
    for_("review_reassigning", HR, at("review_reassigning", of_manager), WHY_HR),
    for_(
        "review_reassigning",
        HR,
        at("review_reassigning", of_manager),
        WHY_HR,
        data=lambda world: {"to": world.people["skip"].email, "version": ""},
        post=True,
    ),
    for_("review_removing", HR, at("review_removing", of_manager), WHY_HR),
    for_("review_removing", HR, at("review_removing", of_manager), WHY_HR, data=typed(reason="Moved"), post=True),
    for_(
        "review_declining",
        frozenset({"peer"}),
        at("review_declining", of_peer),
        "who is asked about a colleague",
        data=typed(reason="Two days"),
        post=True,
    ),
    for_(
        "review_declining",
        frozenset({"peer"}),
        at("review_declining", of_peer),
        "who is asked about a colleague",
    ),
]  # fmt: skip


def put_why_not(world: Any, word: str) -> None:
    """Why somebody on her list is not asked."""
    now = timezone.now()
    Nomination.objects.create(
        participant=about(world),
        reviewer=world.people["executive"],
        proposed_by=world.subject,
        proposed_at=now,
        state="declined",
        decided_at=now,
        reason=word,
    )


def put_why_no(world: Any, word: str) -> None:
    """Why who was asked said no: to HR, which finds somebody else."""
    Review.objects.create(
        cycle=running(world),
        participant=about(world),
        kind="peer",
        reviewer=world.people["former"],
        due_on=organisation_day(),
        state="closed",
        aside="declined",
        reason=word,
    )


CANARIES = [
    Canary(LIST, "why not", put_why_not, also=frozenset({"people_lead"})),
    # Who said it is handed it out with their own data.
    Canary(KEEP, "why somebody said no", put_why_no, also=HR | {"former"}),
]
