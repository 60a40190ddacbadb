"""A cycle that runs: Bo has written about Ana, Ana about herself; Hana holds it."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.utils import timezone

from fairway.feedback.actions.giving import give_feedback
from fairway.feedback.models import Feedback, Visibility
from fairway.reviews.models import (
    Answer,
    CycleKind,
    Participant,
    Review,
    ReviewCycle,
)
from fairway.reviews.models.writing import CONFIDENTIAL, Said
from fairway.reviews.tests.making import published, questions_of

SCALE = [
    {"value": value, "label": {"en": f"Point {value}"}, "anchor": {"en": f"Anchor {value}"}}
    for value in range(1, 6)
]
_numbers = count(1)


@pytest.fixture
def template(db):
    """A rating of the whole, words, a skill, and what is for the manager alone."""
    version = published(
        [
            ("Overall", "rating", {"overall": True, "scale": SCALE}),
            ("Helped", "text", {}),
            ("Listens", "rating", {"scale": SCALE}),
            ("Private", "text", {"private_to_manager": True}),
        ]
    )
    return version, questions_of(version)


@pytest.fixture
def make_cycle(template, hana):
    def make(*kinds, name="Year 2026", ends=date(2026, 7, 1), **more):
        cycle = ReviewCycle.objects.create(
            name=name,
            purpose="annual",
            state="launched",
            launched_at=timezone.now(),
            ready_at=timezone.now(),
            period_from=ends - timedelta(days=181),
            period_until=ends,
            facilitator=hana,
            **{"manager_reads_report": True, **more},
        )
        for kind in kinds or ("self", "manager"):
            CycleKind.objects.create(
                cycle=cycle,
                kind=kind,
                template_version=template[0],
                anonymous=kind in CONFIDENTIAL,
            )
        return cycle

    return make


@pytest.fixture
def cycle(make_cycle):
    return make_cycle()


@pytest.fixture
def write(template):
    """write(participant, "manager", bo, overall=4, helped="…"): a submitted review."""

    def make(participant, kind, reviewer, **said):
        review = Review.objects.create(
            cycle=participant.cycle,
            participant=participant,
            kind=kind,
            reviewer=reviewer,
            state="submitted",
            opened_at=timezone.now(),
            submitted_at=timezone.now(),
            due_on=date.today(),  # noqa: DTZ011 around today, wherever the test runs
            external_key="" if reviewer else f"outside{next(_numbers)}",
        )
        for name, value in said.items():
            answer = Answer(
                review=review,
                question=template[1][name],
                subject=participant.person,
                at=timezone.now(),
            )
            content = Said(value) if isinstance(value, int) else Said(None, value)
            answer.hold(content, confidential=kind in CONFIDENTIAL)
            answer.save()
        return review

    return make


@pytest.fixture
def about(cycle, write):
    """about(ana, bo): she is in the cycle, both have written."""

    def make(person, author, in_cycle=None, **said):
        participant = Participant.objects.create(
            cycle=in_cycle or cycle, person=person, author=author
        )
        written = {"overall": 3, "helped": "The handovers.", "private": "Only for Bo.", **said}
        write(participant, "manager", author, **written)
        write(participant, "self", person, overall=4, helped="The new rota.")
        return participant

    return make


@pytest.fixture
def ana_in_it(about, ana, bo):
    return about(ana, bo)


@pytest.fixture
def given(ana_in_it, hana, bo):
    """What Bo was given and has given to Ana."""
    from fairway.reviews.actions.releasing import give_to_person, release_to_manager

    release_to_manager(ana_in_it, actor=hana)
    return give_to_person(ana_in_it, actor=bo)


@pytest.fixture
def told_in(ana):
    """told_in(4, bo): feedback of that month, which Ana has opened; its name in a list."""

    def make(month, by, words=""):
        said = words or f"It went well in month {month}."
        made = give_feedback(ana, actor=by, visibility=Visibility.PRIVATE, behaviour=said)
        at = datetime(2026, month, 3, 12, tzinfo=UTC)
        Feedback.objects.filter(pk=made.pk).update(given_at=at, read_at=at)
        return f"feedback:{made.public_id}"

    return make
