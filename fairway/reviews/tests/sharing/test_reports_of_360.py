"""The report of a 360: made once, given to the person first, of answers that nobody reads."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.policy import set_policy
from fairway.people.days import organisation_day
from fairway.reviews.actions.reporting_360 import (
    destroy_confidential_answers,
    release_report,
)
from fairway.reviews.actions.sharing_refused import (
    NobodyAsked,
    NoReportPromised,
    StillAnswering,
)
from fairway.reviews.models import (
    Answer,
    OwnDay,
    Participant,
    Phase,
    ReportOf360,
    Review,
)

pytestmark = pytest.mark.django_db
WORD = "canarycomment"


@pytest.fixture
def peers(hire, organisation):
    return [
        hire(f"{name} Peer", organisation.shops, organisation.lisbon)
        for name in ("Ada", "Ben", "Cleo", "Dov", "Elif")
    ]


@pytest.fixture
def asked(make_cycle, write, ana, bo, peers):
    """Ana rates herself 5; five colleagues say 2 or 3 and write a word each."""
    cycle = make_cycle("self", "manager", "peer", "upward", name="All round")
    participant = Participant.objects.create(cycle=cycle, person=ana, author=bo)
    write(participant, "self", ana, listens=5)
    for number, peer in enumerate(peers):
        write(participant, "peer", peer, listens=2 + number % 2, helped=f"{WORD}{number}")
    return participant


def test_it_says_what_they_say_together_and_how_far_she_is_from_it(asked, hana):
    said = release_report(asked, actor=hana).words()
    line = next(one for one in said["lines"] if one["text"]["en"] == "Listens")
    assert line["own"] == 5
    assert line["groups"] == [{"of": "all", "mean": 2.4, "end": "", "people": "5–9"}]
    assert line["sign"] == "blind_spot"
    texts = said["comments"][0]["groups"][0][1]
    assert sorted(texts) == [f"{WORD}{number}" for number in range(5)]


def test_she_reads_it_then_her_manager_and_nobody_else(asked, ana, bo, mia, hana, pia, cy, peers):
    report = release_report(asked, actor=hana)
    people = {"ana": ana, "bo": bo, "mia": mia, "hana": hana, "pia": pia, "cy": cy}
    people |= {peer.name: peer for peer in peers}
    assert {name for name, one in people.items() if can(one, "view", report)} == {"ana", "bo"}


def test_her_manager_reads_nothing_where_raters_were_told_so(asked, hana, bo):
    """What was promised at launch stands, also where the organisation has changed its mind since."""
    asked.cycle.manager_reads_report = False
    asked.cycle.save()
    assert not can(bo, "view", release_report(asked, actor=hana))


def test_her_manager_reads_nothing_where_that_has_become_stricter_since(asked, hana, bo):
    set_policy("reviews.manager_reads_360", False, actor=SYSTEM)
    assert not can(bo, "view", release_report(asked, actor=hana))


def test_a_manager_who_comes_later_begins_without_it(asked, ana, mia, hana, hire, organisation):
    from fairway.people.actions.assigning import change_manager

    report = release_report(asked, actor=hana)
    new = hire("Nora Neves", organisation.support, organisation.lisbon, mia)
    change_manager(ana, new, actor=SYSTEM, valid_from=organisation_day())
    assert not can(new, "view", report)


def test_it_is_made_once_and_what_comes_later_is_in_none(asked, hana, cy, write):
    first = release_report(asked, actor=hana)
    before = first.words()
    write(asked, "peer", cy, listens=5, helped="Late.")
    assert release_report(asked, actor=hana) == first
    assert ReportOf360.objects.get().words() == before


def test_it_waits_for_whoever_may_still_answer(asked, hana, cy):
    owed = Review.objects.create(
        cycle=asked.cycle,
        participant=asked,
        kind="peer",
        reviewer=cy,
        due_on=date.today() + timedelta(days=3),  # noqa: DTZ011 around today
    )
    with pytest.raises(StillAnswering):
        release_report(asked, actor=hana)
    owed.due_on = date.today() - timedelta(days=3)  # noqa: DTZ011
    owed.save()
    with pytest.raises(StillAnswering):  # late, as one may be
        release_report(asked, actor=hana)
    owed.due_on = date.today() - timedelta(days=9)  # noqa: DTZ011
    owed.save()
    assert release_report(asked, actor=hana)


def phase(cycle, kind, opens, due):
    today = organisation_day()
    days = {"opens_on": today + timedelta(days=opens), "due_on": today + timedelta(days=due)}
    return Phase.objects.create(cycle=cycle, kind=kind, **days)


@pytest.mark.parametrize(
    ("naming", "writing", "may"),
    [
        (2, 9, False),
        (-9, 9, False),
        (-9, 0, False),
        (-9, -1, False),
        (-9, -2, True),
        (2, -2, False),
    ],
)
def test_it_waits_while_somebody_may_be_named_or_write(asked, hana, naming, writing, may):
    phase(asked.cycle, "nominate", -30, naming)
    phase(asked.cycle, "write", -30, writing)
    if may:
        assert release_report(asked, actor=hana)
        return
    with pytest.raises(StillAnswering):
        release_report(asked, actor=hana)
    assert not ReportOf360.objects.exists()


@pytest.mark.parametrize("who", ["person", "author"])
def test_it_waits_for_the_days_that_one_of_the_two_was_given_to_name(asked, hana, who):
    phase(asked.cycle, "nominate", -30, -20)
    phase(asked.cycle, "write", -30, -10)
    more = organisation_day() + timedelta(days=4)
    early = organisation_day() - timedelta(days=20)
    mine = {"cycle": asked.cycle, "person": getattr(asked, who), "kind": "nominate"}
    own = OwnDay.objects.create(**mine, due_on=early, extended_until=more)
    with pytest.raises(StillAnswering):
        release_report(asked, actor=hana)
    own.delete()
    assert release_report(asked, actor=hana)


def test_about_whoever_joined_late_others_write_as_long_as_about_everybody(asked, hana):
    phase(asked.cycle, "write", -30, -10)
    asked.opens_on = organisation_day() - timedelta(days=15)
    asked.save()
    with pytest.raises(StillAnswering):
        release_report(asked, actor=hana)
    asked.opens_on = organisation_day() - timedelta(days=22)
    asked.save()
    assert release_report(asked, actor=hana)


def test_a_closed_cycle_waits_for_nobody(asked, hana):
    phase(asked.cycle, "write", -30, 9)
    asked.cycle.state, asked.cycle.closed_at = "closed", timezone.now()
    asked.cycle.save()
    assert release_report(asked, actor=hana)


def test_of_whom_nobody_was_asked_there_is_none(asked, hana):
    Review.objects.filter(participant=asked, kind="peer").delete()
    with pytest.raises(NobodyAsked):
        release_report(asked, actor=hana)
    assert not ReportOf360.objects.exists()


def test_where_all_who_were_asked_said_no_there_is_none(asked, hana):
    Review.objects.filter(kind="peer").update(state="closed", aside="declined")
    with pytest.raises(NobodyAsked):
        release_report(asked, actor=hana)


def test_neither_she_nor_her_manager_makes_it(asked, ana, bo):
    for one in (ana, bo):
        with pytest.raises(PermissionDenied):
            release_report(asked, actor=one)


def test_where_nobody_was_asked_in_confidence_there_is_none(ana_in_it, hana):
    with pytest.raises(NoReportPromised):
        release_report(ana_in_it, actor=hana)


def test_below_the_threshold_it_says_nothing(asked, hana, peers):
    Review.objects.filter(reviewer__in=peers[:2]).delete()
    said = release_report(asked, actor=hana).words()
    assert said["comments"] == []
    assert [line["groups"] for line in said["lines"]] == [[]]


def test_the_answers_go_once_nobody_can_ask_for_a_second_look(asked, hana):
    release_report(asked, actor=hana)
    assert destroy_confidential_answers() == 0
    asked.cycle.state, asked.cycle.closed_at = "closed", timezone.now() - timedelta(days=20)
    asked.cycle.save()
    assert destroy_confidential_answers() > 0
    assert not Answer.objects.filter(review__kind="peer").exists()
    assert Answer.objects.filter(review__kind="self").exists()
    assert Review.objects.filter(kind="peer").count() == 5
    assert ReportOf360.objects.get().answers_gone_at is not None
    assert WORD in str(ReportOf360.objects.get().words())


def test_answers_that_are_in_no_report_yet_are_kept(asked, hana):
    asked.cycle.state, asked.cycle.closed_at = "closed", timezone.now() - timedelta(days=20)
    asked.cycle.save()
    assert destroy_confidential_answers() == 0
    assert release_report(asked, actor=hana).words()["comments"]


def test_nothing_of_it_lies_open_in_the_database(asked, hana):
    release_report(asked, actor=hana)
    assert WORD not in str(list(ReportOf360.objects.values()))
    assert WORD not in str(list(Answer.objects.values()))
