"""Before a cycle that runs is changed it says how many people each part of the change concerns."""

from datetime import timedelta

import pytest

from fairway.reviews.actions.changing import Wanted, change_cycle, foresee
from fairway.reviews.actions.cycles import Stretch
from fairway.reviews.actions.keeping import extend_review, remove_participant
from fairway.reviews.actions.nominating import decline_review
from fairway.reviews.models import CycleChange, Participant, Review
from fairway.reviews.reading.impact_told import lines_of

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def crowd(hire, organisation, bo, mia):
    """So many in Support that each has colleagues: six more report to Bo."""
    where = (organisation.support, organisation.lisbon)
    return [hire(f"{name} Crowd", *where, bo) for name in ("Al", "Ben", "Cai", "Dan", "Ed", "Flo")]


@pytest.fixture
def told(db):
    """told(cycle, write=WEEK, threshold=6): label and words of what moving so far would concern."""

    def make(cycle, **wanted):
        more = {key: wanted.pop(key) for key in ("threshold", "notice") if key in wanted}
        stretches = {kind: later(cycle, kind, by) for kind, by in wanted.items()}
        found = lines_of(foresee(cycle, Wanted(stretches, **more)))
        return {str(one.label): one.words for one in found}

    return make


def later(cycle, kind, by):
    one = cycle.phases.get(kind=kind)
    return Stretch(one.opens_on, one.due_on + by)


def asked_about(cycle):
    """By person in the cycle, how many are asked in confidence: reckoned without the database."""
    in_it = Participant.objects.filter(cycle=cycle, state="open")
    asked = [one for one in Review.objects.filter(cycle=cycle) if one.state != "closed"]
    colleagues = [one.participant_id for one in asked if one.kind in ("peer", "upward", "external")]
    return {one.person: colleagues.count(one.pk) for one in in_it}


@pytest.mark.parametrize("threshold", [5, 6, 9])
def test_a_higher_threshold_counts_whose_report_could_stay_silent(
    crowd, ana, hana, pia, launched, told, participant, threshold
):
    cycle = launched("self", "peer", "upward", peers=5, nominate=False)
    remove_participant(participant(cycle, crowd[0]), actor=hana, reason="On parental leave")
    for one in Review.objects.filter(cycle=cycle, kind="peer", participant__person=ana)[:2]:
        decline_review(one, actor=one.reviewer, reason="We hardly met")
    few = [one for one, number in asked_about(cycle).items() if number < threshold]
    impact = foresee(cycle, Wanted(threshold=threshold))
    assert impact.people["threshold"] == len(few)
    words = told(cycle, threshold=threshold)["How many must have answered"]
    assert f"fewer than {threshold} are asked" in words
    expected = f"about {len(few)} people" if len(few) >= 5 else "about fewer than five people"
    assert expected in words


def test_who_was_taken_out_or_has_a_report_already_is_not_counted(
    crowd, ana, pia, hana, launched, participant
):
    from fairway.reviews.models import ReportOf360

    cycle = launched("self", "peer", nominate=True, peers=4)
    everybody = cycle.participants.count()
    counted = [foresee(cycle, Wanted(threshold=5)).people["threshold"]]
    remove_participant(participant(cycle, crowd[0]), actor=hana, reason="On parental leave")
    counted.append(foresee(cycle, Wanted(threshold=5)).people["threshold"])
    about = participant(cycle, ana)
    report = ReportOf360(participant=about, person=ana, threshold=4, released_at=cycle.ready_at)
    report.seal_content("{}")
    report.save()
    counted.append(foresee(cycle, Wanted(threshold=5)).people["threshold"])
    assert counted == [everybody, everybody - 1, everybody - 2]


def test_where_enough_are_asked_about_everybody_it_says_so(crowd, ana, bo, pia, launched, told):
    cycle = launched("self", "peer", peers=5, nominate=False, most=20, left_out=(bo.pk,))
    assert set(asked_about(cycle).values()) == {5}
    words = told(cycle, threshold=5)["How many must have answered"]
    assert words == "As it stands, at least 5 are asked in confidence about everybody."


def test_where_nobody_is_asked_in_confidence_no_report_depends_on_it(ana, pia, launched, told):
    words = told(launched("self"), threshold=5)["How many must have answered"]
    assert words == "Nobody is waiting for a report of what others say in confidence."


def test_later_days_to_choose_concern_all_who_name(crowd, ana, pia, launched, told):
    cycle = launched("self", "peer", peers=4)
    number = cycle.participants.count()
    words = told(cycle, nominate=WEEK)["Choose who is asked"]
    assert words == f"{number} people have until then to say whom to ask."


def test_where_nobody_names_nobody_is_counted(ana, pia, launched, told):
    words = told(launched("self"), nominate=WEEK)["Choose who is asked"]
    assert words == "Nobody names whom to ask in this cycle."


def test_what_has_as_long_already_is_not_counted_and_does_not_move(
    ana, bo, hana, pia, launched, review, run_jobs, told
):
    cycle = launched("self")
    mine = review(cycle, ana, "self")
    until = extend_review(mine, actor=hana, until=mine.due_on + 3 * WEEK).last_day
    assert "1 review that is not written yet. 1 person writes." in told(cycle, write=WEEK)["Write"]
    change_cycle(cycle, actor=pia, wanted=Wanted({"write": later(cycle, "write", WEEK)}))
    run_jobs()
    mine.refresh_from_db()
    assert mine.last_day == until
    assert CycleChange.objects.get().reviews == 1


def test_another_first_day_says_that_the_last_one_stays(ana, bo, pia, launched):
    cycle = launched("self")
    one = cycle.phases.get(kind="write")
    moved = {"write": Stretch(one.opens_on + timedelta(days=1), one.due_on)}
    (line,) = lines_of(foresee(cycle, Wanted(moved)))
    assert line.words == (
        "It begins on another day; its last day stays. "
        "2 people still write; who is left too few days gets more."
    )


def test_each_part_of_a_change_has_a_line_of_its_own(ana, bo, pia, launched, told):
    cycle = launched("self", "peer", peers=4)
    said = told(cycle, write=WEEK, nominate=WEEK, threshold=5, notice={"en": "New words."})
    assert list(said) == ["Choose who is asked", "Write", "How many must have answered", "Notice"]
    assert all(said.values())


def test_it_asks_a_few_queries_however_much_is_changed(
    ana, pia, launched, django_assert_max_num_queries
):
    cycle = launched("self", "manager", "peer", peers=4)
    stretches = {kind: later(cycle, kind, WEEK) for kind in ("nominate", "write")}
    until = stretches["write"].due_on
    for kind in ("calibrate", "share", "sign"):
        stretches[kind] = Stretch(until, until)
    with django_assert_max_num_queries(5):
        lines_of(foresee(cycle, Wanted(stretches, threshold=7, notice={"en": "New."})))
