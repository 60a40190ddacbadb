"""Check-ins in the access matrix: Ana's, sent to Bo, who passed a point of one up to Mia."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fairway.conversations.actions.checkins_asking import set_rhythm
from fairway.conversations.actions.checkins_reading import pass_point_up, reply_to_check_in
from fairway.conversations.actions.checkins_writing import Answered, Said, send_check_in
from fairway.conversations.models import (
    Blocker,
    CheckIn,
    CheckInQuestion,
    CheckInTemplate,
    PassedPoint,
)
from fairway.foundation.events import SYSTEM
from tests.access.binding import Canary, Route

ROW, OWN, KEEP, READ = (
    "Weekly check-in",
    "Own pages",
    "Kept by few",
    "Open to every person",
)
SENT_ON, OPEN_ON = date(2026, 11, 9), date(2026, 11, 16)
SUBJECT, MANAGER = frozenset({"subject"}), frozenset({"manager"})
PAIR = SUBJECT | MANAGER
THREE = PAIR | {"skip"}
SETTERS = frozenset({"hr_partner", "people_lead"})
KEEPERS = SETTERS | {"other_hr_partner"}
WHY_SET = "HR partners of the unit and people leads; nobody of the world leads a unit"
WHY_KEEP = "HR partners and people leads write the questions; a template serves many units"
ALL = frozenset(
    {
        "subject", "manager", "dotted", "skip", "hr_partner", "executive", "administrator",
        "auditor", "peer", "former", "external", "people_lead", "fairness", "other_hr_partner",
        "other_employer", "leaver",
    }
)  # fmt: skip


def a_template(world: Any) -> CheckInTemplate:
    found = CheckInTemplate.objects.in_use().order_by("pk").first()
    if found:
        return found
    rhythm = set_rhythm(
        world.organisation.root, actor=SYSTEM, every_weeks=1, weekday=1, at=time(10)
    )
    return rhythm.template


def made(world: Any, week_on: date) -> CheckIn:
    template = a_template(world)  # before the moment: it asks what stood when it was opened
    now = timezone.now()
    check_in, _new = CheckIn.objects.get_or_create(
        person=world.subject,
        week_on=week_on,
        defaults={
            "template": template,
            "opened_at": now,
            "due_at": now + timedelta(days=5),
            "asks_monthly": True,
        },
    )
    return check_in


def open_one(world: Any) -> CheckIn:
    return made(world, OPEN_ON)


def sent_one(world: Any) -> CheckIn:
    check_in = made(world, SENT_ON)
    if check_in.is_sent:
        return check_in
    words = {one.pk: Answered("Words") for one in _questions(world, "text", "support")}
    said = Said(
        answers=words,
        wellbeing=4,
        asks_wellbeing=True,
        priorities=["Labels"],
        blocker="Labels come late",
    )
    return send_check_in(check_in, actor=world.subject, said=said)


def passed(world: Any) -> PassedPoint:
    check_in = made(world, SENT_ON - timedelta(weeks=1))
    if not check_in.is_sent:
        answers = {one.pk: Answered("Words") for one in _questions(world, "support")}
        check_in = send_check_in(check_in, actor=world.subject, said=Said(answers=answers))
    found = PassedPoint.objects.filter(check_in=check_in).first()
    return found or pass_point_up(check_in, actor=world.people["manager"], words="A decision")


def a_blocker(world: Any) -> Blocker:
    return Blocker.objects.get(raised_in=sent_one(world))


def _questions(world: Any, *kinds: str) -> Any:
    return CheckInQuestion.objects.in_use().filter(template=a_template(world), kind__in=kinds)


def at(name: str, make: Callable[[Any], Any]) -> Callable[[Any], str]:
    return lambda world: reverse(f"conversations:{name}", args=[make(world).public_id])


def page(name: str, row: str = OWN) -> Route:
    return Route(f"conversations:{name}", row, url=lambda world: reverse(f"conversations:{name}"))


def for_(
    name: str,
    who: frozenset[str],
    make: Callable[[Any], Any],
    why: str,
    *,
    row: str = ROW,
    data: Any = None,
    post: bool = True,
) -> Route:
    return Route(
        f"conversations:{name}",
        row,
        url=at(name, make),
        method="post" if post else "get",
        data=data,
        also=who,
        never=ALL - who,
        reason=why,
    )


HERS = "whose it is, until it is sent"
BOTH = "the two of them, once it is sent"
READER = "who it was sent to"


def ana(world: Any) -> Any:
    return world.subject


def support(world: Any) -> Any:
    return world.organisation.support


def words(name: str) -> Any:
    return lambda world: {name: "Words"}


def an_answer(world: Any) -> dict[str, str]:
    (question,) = _questions(world, "support")
    return {f"q_{question.public_id}": "Words", "version": ""}


def rhythm(world: Any) -> dict[str, Any]:
    a_template(world)
    return {"every_weeks": "1", "weekday": "1", "at": "10:00", "version": ""}


ROUTES = [
    page("check_ins"),
    page("check_ins_to_read"),
    page("check_in_hour"),
    page("check_in_rhythms"),
    page("check_in_templates", READ),
    Route("conversations:check_in", ROW, url=at("check_in", sent_one)),
    for_("check_ins_of", PAIR, ana, "her own, and what was sent to her manager", post=False),
    for_("check_in", SUBJECT, open_one, HERS, post=False),
    Route("conversations:check_in_who", ROW, url=at("check_in_who", sent_one)),
    for_("check_in", SUBJECT, open_one, HERS, data=an_answer),
    for_("check_in_draft", SUBJECT, open_one, HERS, data=an_answer),
    for_("check_in_reading", MANAGER, sent_one, READER),
    for_("check_in_replies", PAIR, sent_one, BOTH, data=words("body")),
    for_("pass_up", MANAGER, sent_one, READER, post=False),
    for_("pass_up", MANAGER, sent_one, READER, data=words("words")),
    for_(
        "point",
        THREE,
        passed,
        "whose check-in it is from, who passed it up, and to whom",
        post=False,
    ),
    for_("point", frozenset({"skip"}), passed, "to whom it was passed", data=words("answer")),
    for_("blocker_agenda", PAIR, a_blocker, BOTH),
    for_("blocker_action", PAIR, a_blocker, BOTH, post=False),
    for_("blocker_action", PAIR, a_blocker, BOTH, data=words("words")),
    for_("blocker_clearing", SUBJECT, a_blocker, "in whose way it was"),
    for_("check_in_rhythm", SETTERS, support, WHY_SET, row=KEEP, post=False),
    for_("check_in_rhythm", SETTERS, support, WHY_SET, row=KEEP, data=rhythm),
    for_("check_in_rhythm_dropping", SETTERS, support, WHY_SET, row=KEEP),
    Route("conversations:check_in_template", READ, url=at("check_in_template", a_template)),
    Route(
        "conversations:new_check_in_template",
        KEEP,
        url=lambda world: reverse("conversations:new_check_in_template"),
        also=KEEPERS,
        reason=WHY_KEEP,
    ),
    for_("edit_check_in_template", KEEPERS, a_template, WHY_KEEP, row=KEEP, post=False),
    for_("check_in_template_archiving", KEEPERS, a_template, WHY_KEEP, row=KEEP),
]


def put_answer(world: Any, word: str) -> None:
    sent_one(world).answers.update(words=word)


def put_priority(world: Any, word: str) -> None:
    sent_one(world).priorities.update(words=word)


def put_blocker(world: Any, word: str) -> None:
    Blocker.objects.filter(pk=a_blocker(world).pk).update(words=word)


def put_action(world: Any, word: str) -> None:
    Blocker.objects.filter(pk=a_blocker(world).pk).update(
        action=word,
        taken_up="action",
        taken_up_by=world.people["manager"],
        taken_up_at=timezone.now(),
    )


def put_reply(world: Any, word: str) -> None:
    reply_to_check_in(sent_one(world), actor=world.subject, body=word)


def put_draft(world: Any, word: str) -> None:
    """What she has typed and not sent is hers alone."""
    (question,) = _questions(world, "support")
    open_one(world).answers.update_or_create(question=question, defaults={"words": word})


def put_point(world: Any, word: str) -> None:
    PassedPoint.objects.filter(pk=passed(world).pk).update(words=word)


CANARIES = [
    Canary(ROW, "answer", put_answer),
    Canary(ROW, "priority", put_priority),
    Canary(ROW, "blocker", put_blocker),
    Canary(ROW, "action", put_action),
    Canary(ROW, "reply", put_reply),
    Canary("One's own alone", "check-in draft", put_draft),
    Canary(ROW, "point passed up", put_point, also=frozenset({"skip"})),
]
