"""What is given out in the access matrix: Ana's review by Bo, and a second look at another one."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fairway.foundation.ids import new_public_id
from fairway.reviews.models import (
    Acknowledgement,
    CycleKind,
    Dispute,
    DisputeEvidence,
    Exhibit,
    Participant,
    Question,
    Release,
    ReportOf360,
    ReviewCycle,
    ReviewTemplate,
    Section,
    SharedVersion,
    TemplateVersion,
    hash_of_words,
    spelled,
)
from tests.access.binding import Canary, Route

SHARED, LOOK, REPORT = "Manager review shared, unsigned", "Dispute/appeal file", "360 report"
GIVEN, AGAIN = "Given out", "Looked at again"
FEW, READ = "Kept by few", "Open to every person"
ALL = frozenset(
    {
        "subject", "manager", "dotted", "skip", "hr_partner", "executive", "auditor", "peer",
        "former", "people_lead", "fairness", "other_hr_partner", "other_employer",
        "administrator", "leaver", "external",
    }
)  # fmt: skip
HR = frozenset({"hr_partner", "people_lead"})
HOLDERS = HR | {"other_hr_partner"}
SCALE = [{"value": value, "label": f"Point {value}", "anchor": ""} for value in range(1, 6)]
NOT_AUTHOR = "her former manager did not write this review"
BETWEEN_THREE = "HR names who looks, and reads nothing of it; the colleague is the one who looks"


def participant(world: Any, name: str = GIVEN) -> Participant:
    if name not in world.things:
        world.things[name] = _participant(world, name)
    found: Participant = world.things[name]
    return found


def _participant(world: Any, name: str) -> Participant:
    template = ReviewTemplate.objects.create(name=name, kind_of_use="annual")
    asked = TemplateVersion.objects.create(template=template, number=1, published_at=timezone.now())
    section = Section.objects.create(template_version=asked, rank=1, title="The year")
    Question.objects.create(
        section=section, rank=1, kind="rating", text="Overall", scale=SCALE, overall=True
    )
    cycle = ReviewCycle.objects.create(
        name=name,
        purpose="annual",
        state="launched",
        launched_at=timezone.now(),
        ready_at=timezone.now(),
        period_from=date(2026, 1, 1),
        period_until=date(2026, 7, 1),
        facilitator=world.people["people_lead"],
    )
    CycleKind.objects.create(cycle=cycle, kind="manager", template_version=asked)
    return Participant.objects.create(
        cycle=cycle, person=world.subject, author=world.people["manager"]
    )


def version(world: Any, name: str = GIVEN) -> SharedVersion:
    about = participant(world, name)
    found = SharedVersion.objects.filter(participant=about).first()
    if found is not None:
        return found
    made = SharedVersion(
        participant=about,
        person=world.subject,
        number=1,
        rating=3,
        made_at=timezone.now(),
        to_subject_at=timezone.now(),
        open_above=True,
    )
    _say(made, "Said")
    made.save()
    for to in Release.To.values:
        Release.objects.create(participant=about, version=made, to=to, at=timezone.now())
    return made


def _say(one: SharedVersion, word: str) -> None:
    content = {
        "person": "Ana",
        "author": "Bo",
        "cycle": "Given out",
        "period": ["2026-01-01", "2026-07-01"],
        "parts": [],
        "rating": {"value": 3, "label": "", "anchor": "", "reason": word},
        "version": 1,
    }
    one.seal_content(spelled(content))
    one.content_hash = hash_of_words(content)


def fresh(world: Any) -> SharedVersion:
    """As before anybody signed it or asked for a second look."""
    one = version(world)
    Dispute.objects.filter(participant=one.participant).delete()
    one.signatures.all().delete()
    Acknowledgement.objects.filter(version=one).delete()
    return SharedVersion.objects.get(pk=one.pk)


def looked_at(world: Any) -> SharedVersion:
    return look(world).version_disputed


def look(world: Any) -> Dispute:
    """Assigned to a colleague of another unit."""
    one = version(world, AGAIN)
    known = Dispute.objects.filter(participant=one.participant).first()
    if known is None:
        known = Dispute(
            participant=one.participant,
            version_disputed=one,
            person=world.subject,
            author=world.people["manager"],
            opened_at=timezone.now(),
        )
        known.seal_words("Why")
    known.state, known.decision, known.decided_at, known.rating = "assigned", "", None, None
    known.reviewer = world.people["peer"]
    known.due_on = date.today() + timedelta(days=9)  # noqa: DTZ011 around today
    known.save()
    return known


def report(world: Any) -> ReportOf360:
    known = ReportOf360.objects.filter(participant=participant(world)).first()
    if known is None:
        known = ReportOf360(
            participant=participant(world),
            person=world.subject,
            threshold=4,
            to_manager=True,
            released_at=timezone.now(),
        )
        known.seal_content(json.dumps({"lines": [], "comments": []}))
        known.save()
    return known


def at(name: str, thing: Any) -> Any:
    return lambda world: reverse(f"reviews:{name}", args=[thing(world).public_id])


def cycle(world: Any) -> ReviewCycle:
    return participant(world).cycle


def only(
    name: str, row: str, who: set[str] | frozenset[str], url: Any, reason: str, **more: Any
) -> Route:
    return Route(
        f"reviews:{name}",
        row,
        url=url,
        also=frozenset(who),
        never=ALL - who,
        reason=reason,
        **{"answer": frozenset({302}), "method": "post", **more},
    )


def seen(world: Any) -> dict[str, Any]:
    return {"seen": version(world).content_hash}


GET: dict[str, Any] = {"method": "get", "answer": frozenset({200})}
THEIRS, AUTHOR = "whom it is about, and nobody else", "who wrote it, and nobody else"
SUBJECT, MANAGER, PEER = {"subject"}, {"manager"}, {"peer"}
BY_HR = "HR of her unit and people leads"
ROUTES = [
    Route("reviews:given", READ, url=lambda world: reverse("reviews:given")),
    Route("reviews:disputes_to_name", READ, url=lambda world: reverse("reviews:disputes_to_name")),
    Route(
        "reviews:shared",
        SHARED,
        url=at("shared", fresh),
        never=frozenset({"former"}),
        reason=NOT_AUTHOR,
    ),
    Route(
        "reviews:shared",
        SHARED,
        url=at("shared", looked_at),
        also=frozenset(PEER),
        never=frozenset({"former"}),
        reason=f"{NOT_AUTHOR}; the colleague is the one who looks",
    ),
    Route(
        "reviews:shared_who",
        SHARED,
        url=at("shared_who", fresh),
        never=frozenset({"former"}),
        reason=NOT_AUTHOR,
    ),
    Route(
        "reviews:shared_who",
        SHARED,
        url=at("shared_who", looked_at),
        also=frozenset(PEER),
        never=frozenset({"former"}),
        reason=f"{NOT_AUTHOR}; the colleague is the one who looks",
    ),
    only("acknowledge", SHARED, SUBJECT, at("acknowledge", fresh), THEIRS, data=seen),
    only("sign", SHARED, SUBJECT | MANAGER, at("sign", fresh), "the two of it", data=seen),
    only(
        "document",
        SHARED,
        SUBJECT | HR,
        at("document", fresh),
        "she and HR take it along",
    ),
    only("guide", SHARED, MANAGER, at("guide", fresh), AUTHOR, **GET),
    only("new_dispute", SHARED, SUBJECT, at("new_dispute", fresh), THEIRS, **GET),
    only(
        "new_dispute",
        SHARED,
        SUBJECT,
        at("new_dispute", fresh),
        THEIRS,
        data=lambda world: {"question": "", "words": "The spring is missing."},
    ),
    Route(
        "reviews:dispute",
        LOOK,
        url=at("dispute", look),
        also=frozenset(PEER),
        never=HR | {"former"},
        reason=f"{BETWEEN_THREE}; {NOT_AUTHOR}",
    ),
    only("assign_dispute", LOOK, HR, at("assign_dispute", look), BY_HR, **GET),
    only(
        "answer_dispute",
        LOOK,
        MANAGER,
        at("answer_dispute", look),
        AUTHOR,
        data=lambda world: {"words": "So it was."},
    ),
    only(
        "dispute_evidence",
        LOOK,
        SUBJECT | MANAGER,
        at("dispute_evidence", look),
        "either side",
        data=lambda world: {"words": "See there."},
    ),
    only(
        "decide_dispute",
        LOOK,
        PEER,
        at("decide_dispute", look),
        "who was named to look",
        data=lambda world: {"decision": "stands", "reason": "It stands.", "rating": ""},
    ),
    only("answer_dispute", LOOK, MANAGER, at("answer_dispute", look), AUTHOR, **GET),
    only(
        "dispute_evidence",
        LOOK,
        SUBJECT | MANAGER,
        at("dispute_evidence", look),
        "either side",
        **GET,
    ),
    only("withdraw_dispute", LOOK, SUBJECT, at("withdraw_dispute", look), THEIRS),
    only(
        "give",
        SHARED,
        MANAGER | HR,
        lambda world: reverse("reviews:give", args=[fresh(world).participant.public_id]),
        "who wrote it, and HR",
    ),
    Route("reviews:report_360", REPORT, url=at("report_360", report)),
    only("sharing", FEW, HOLDERS, at("sharing", cycle), "HR, each for whom they reach", **GET),
    only(
        "give_out",
        FEW,
        HOLDERS,
        lambda world: f"{at('give_out', cycle)(world)}?what=people",
        "HR, each for whom they reach",
        **GET,
    ),
    only(
        "give_out",
        FEW,
        HOLDERS,
        at("give_out", cycle),
        "HR, each for whom they reach",
        data=lambda world: {"what": "people"},
        answer=frozenset({200}),
    ),
    only(
        "documents",
        FEW,
        HOLDERS,
        at("documents", cycle),
        "HR, each for whom they reach",
        answer=frozenset({200, 302}),
    ),
]


def put_words(world: Any, word: str) -> None:
    one = fresh(world)
    _say(one, word)
    one.save()


def put_comment(world: Any, word: str) -> None:
    """On the one that is looked at: what is said with the other goes with each who acknowledges."""
    one = looked_at(world)
    said = Acknowledgement(
        participant=one.participant, version=one, person=world.subject, at=timezone.now()
    )
    said.seal_comment(word)
    said.save()


def put_evidence(world: Any, word: str) -> None:
    one = look(world)
    brought = DisputeEvidence(dispute=one, person=world.subject, by=world.subject, at=one.opened_at)
    brought.seal_words(word)
    brought.save()


def put_exhibit(world: Any, word: str) -> None:
    one = look(world)
    shown = Exhibit(
        dispute=one,
        person=world.subject,
        by=world.subject,
        place=Exhibit.Place.ASKED,
        at=one.opened_at,
        source="goal_closed",
        key=new_public_id(),
        has_words=True,
    )
    shown.seal_content(json.dumps({"title": word, "words": word}))
    shown.save()


def put_look(name: str) -> Any:
    def put(world: Any, word: str) -> None:
        one = look(world)
        getattr(one, f"seal_{name}")(word)
        one.save()

    return put


def put_report(world: Any, word: str) -> None:
    one = report(world)
    said = {"lines": [], "comments": [{"text": "Q", "groups": [[["peer"], [word]]]}]}
    one.seal_content(json.dumps(said))
    one.save()


CANARIES = [
    Canary(SHARED, "content", put_words),
    Canary(SHARED, "comment", put_comment, also=frozenset(PEER)),
    Canary(LOOK, "words", put_look("words"), also=frozenset(PEER)),
    Canary(LOOK, "response", put_look("response"), also=frozenset(PEER)),
    Canary(LOOK, "evidence", put_evidence, also=frozenset(PEER)),
    Canary(LOOK, "exhibit", put_exhibit, also=frozenset(PEER)),
    Canary(REPORT, "content", put_report),
]
