"""Pay in the access matrix, in each state. The HR partner of other units holds the pay right here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from fairway.people.models import Appointment
from fairway.reviews.models import (
    Participant,
    PayBand,
    PayBudget,
    PayLine,
    PayRound,
    PaySaid,
    PayStep,
    ReviewCycle,
)
from fairway.reviews.tests.matrix_sharing import FEW, READ, at, only, participant
from tests.access.binding import Canary, Route

PAY = "Compensation recommendation"
MANAGER, SKIP, SUBJECT = {"manager"}, {"skip"}, {"subject"}
PARTNER, LEAD = {"other_hr_partner"}, {"people_lead"}
APART = "pay is a right of its own: here the HR partner of other units holds it, hers does not"
BUDGETS = f"{APART}; executives see budgets, and no lines"
STATES = ("draft", "proposed", "agreed", "approved", "published")


def pay_round(state: str) -> Callable[[Any], PayRound]:
    """Set up, open, or published."""

    def find(world: Any) -> PayRound:
        known = world.things.get(f"pay {state}")
        if known is None:
            about = participant(world, f"Pay {state}")
            known = world.things[f"pay {state}"] = _round(world, state, about)
        return PayRound.objects.get(pk=known.pk)

    return find


def _round(world: Any, state: str, about: Participant) -> PayRound:
    _appoint(world)
    now = timezone.now()
    ReviewCycle.objects.filter(pk=about.cycle_id).update(
        asks_pay=True, state="closed", closed_at=now
    )
    settled = state == "published"
    made = PayRound.objects.create(
        cycle=about.cycle,
        purpose="annual",
        state=state,
        holds_from=date(2027, 1, 1),
        begun_by=world.people["other_hr_partner"],
        begun_at=now,
        opened_at=None if state == "set_up" else now,
        locked_at=now if settled else None,
        published_at=now if settled else None,
    )
    support = world.organisation.support
    PayBudget.objects.create(round=made, unit=support, currency="EUR", amount=5)
    PayBand.objects.create(
        round=made,
        profile=world.organisation.profile,
        currency="EUR",
        low=1,
        middle=2,
        high=3,
    )
    return made


def _appoint(world: Any) -> None:
    """Over the units of the subject, once."""
    Appointment.objects.get_or_create(
        person=world.people["other_hr_partner"],
        role="pay_partner",
        unit=world.organisation.support,
        defaults={"valid_from": date(2024, 1, 8)},
    )


def line(state: str) -> Callable[[Any], PayLine]:
    """Hers, in a round of its own for each state."""

    def find(world: Any) -> PayLine:
        known = world.things.get(f"pay line {state}")
        if known is None:
            known = world.things[f"pay line {state}"] = _line(world, state)
        return PayLine.objects.get(pk=known.pk)

    return find


def _line(world: Any, state: str) -> PayLine:
    about = participant(world, f"Pay line {state}")
    made_in = _round(world, "published" if state == "published" else "open", about)
    stored = "approved" if state == "published" else state
    made = PayLine(
        round=made_in,
        participant=about,
        person=world.subject,
        unit=world.organisation.support,
        profile=world.organisation.profile,
        currency="EUR",
        state=stored,
        proposed_by=None if state == "draft" else world.people["manager"],
        agreed_by=world.people["skip"] if state in STATES[2:] else None,
        approved_by=world.people["other_hr_partner"] if stored == "approved" else None,
    )
    made.say(PaySaid(current=3_600_000, proposed=None if state == "draft" else 3_800_000))
    made.save()
    return made


def readers(state: str) -> set[str]:
    return MANAGER | PARTNER | (set() if state == "draft" else SKIP)


def version_of(state: str, **said: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda world: {**said, "version": line(state)(world).version}


def to(name: str, thing: Callable[[Any], Any], *more: str) -> Callable[[Any], str]:
    return lambda world: reverse(f"reviews:{name}", args=[thing(world).public_id, *more])


def cycle_with_pay(world: Any) -> ReviewCycle:
    _appoint(world)
    about = participant(world, "Pay not begun")
    ReviewCycle.objects.filter(pk=about.cycle_id).update(
        asks_pay=True, state="closed", closed_at=timezone.now()
    )
    return ReviewCycle.objects.get(pk=about.cycle_id)


def budget(world: Any) -> str:
    found = pay_round("set_up")(world)
    return reverse(
        "reviews:take_out_of_pay", args=[found.public_id, "budget", found.budgets.get().public_id]
    )


GET: dict[str, Any] = {"method": "get", "answer": frozenset({200})}
HOLD = PARTNER | LEAD
ROUTES = [
    Route("reviews:pay", READ, url=lambda world: reverse("reviews:pay")),
    only("begin_pay", FEW, HOLD, at("begin_pay", cycle_with_pay), APART, **GET),
    only(
        "begin_pay",
        FEW,
        HOLD,
        at("begin_pay", cycle_with_pay),
        APART,
        data=lambda _world: {"holds_from": "2027-01-01"},
    ),
    only("pay_round", PAY, HOLD, at("pay_round", pay_round("set_up")), APART, **GET),
    *(
        only(
            "pay_round",
            PAY,
            readers(state) | LEAD | SKIP | {"executive"},
            lambda world, state=state: line(state)(world).round.get_absolute_url(),
            BUDGETS,
            **GET,
        )
        for state in STATES
    ),
    only("pay_setup", FEW, HOLD, at("pay_setup", pay_round("set_up")), APART, **GET),
    only(
        "add_to_pay",
        FEW,
        HOLD,
        to("add_to_pay", pay_round("set_up"), "band"),
        APART,
        data=lambda _world: {
            "profile": "Support specialist L3",
            "currency": "EUR",
            "low": "1",
            "middle": "2",
            "high": "3",
        },
    ),
    only("take_out_of_pay", FEW, HOLD, budget, APART),
    only(
        "pay_day",
        FEW,
        HOLD,
        at("pay_day", pay_round("set_up")),
        APART,
        data=lambda _world: {"holds_from": "2027-04-01"},
    ),
    only("discard_pay", FEW, HOLD, at("discard_pay", pay_round("set_up")), APART),
    only(
        "move_pay",
        FEW,
        HOLD,
        to("move_pay", pay_round("set_up"), "opening"),
        APART,
    ),
    only("pay_now", FEW, PARTNER, at("pay_now", pay_round("open")), APART, **GET),
    only(
        "pay_now",
        FEW,
        PARTNER,
        at("pay_now", pay_round("open")),
        APART,
        data=lambda _world: {"file": SimpleUploadedFile("pay.csv", b"A-0;1;EUR")},
        answer=frozenset({422}),
    ),
    only(
        "export_pay",
        PAY,
        PARTNER,
        lambda world: reverse(
            "reviews:export_pay", args=[line("published")(world).round.public_id]
        ),
        APART,
        answer=frozenset({200}),
    ),
    *(
        only("pay_line", PAY, readers(state), at("pay_line", line(state)), APART, **GET)
        for state in STATES
    ),
    only(
        "recommend_pay",
        PAY,
        MANAGER | PARTNER,
        at("recommend_pay", line("draft")),
        APART,
        data=version_of("draft", amount="38000", percent="", reason="Returns."),
    ),
    only(
        "decide_pay",
        PAY,
        SKIP,
        at("decide_pay", line("proposed")),
        APART,
        data=version_of("proposed", decision="approve", reason=""),
    ),
    only(
        "decide_pay",
        PAY,
        PARTNER,
        at("decide_pay", line("agreed")),
        APART,
        data=version_of("agreed", decision="approve", reason=""),
    ),
    only("pay_result", PAY, SUBJECT, at("pay_result", line("published")), "her own", **GET),
    *(
        only("pay_result", PAY, set(), at("pay_result", line(state)), "not published", **GET)
        for state in STATES[:-1]
    ),
]


def put_reason(state: str) -> Callable[[Any, str], None]:
    def put(world: Any, word: str) -> None:
        # Ahead of what is asked, for whatever an action makes in its turn is taken back.
        for make in (pay_round("set_up"), pay_round("open"), cycle_with_pay):
            make(world)
        one = line(state)(world)
        one.say(PaySaid(**{**vars(one.said()), "reason": word}))
        one.save()

    return put


def put_step(state: str) -> Callable[[Any, str], None]:
    def put(world: Any, word: str) -> None:
        one = line(state)(world)
        step = PayStep(
            line=one,
            person=world.subject,
            kind="sent_back",
            by=world.people["skip"],
            at=timezone.now(),
        )
        step.seal_reason(word)
        step.save()

    return put


# The row lets HR partners in; without the right of its own they hear nothing, as ROUTES say.
CANARIES = [
    *(
        Canary(PAY, f"reason {state}", put_reason(state), also=frozenset(PARTNER))
        for state in STATES
    ),
    *(Canary(PAY, f"step {state}", put_step(state), also=frozenset(PARTNER)) for state in STATES),
]
