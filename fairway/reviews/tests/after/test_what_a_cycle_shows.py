"""A closed cycle is counted once, by unit, and nobody can be found in what is told of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from fairway.people.models import Appointment
from fairway.reviews.actions.reporting_cycles import (
    add_second_looks,
    ask_for_report,
    complete_reports,
    looks_are_over,
    write_report,
)
from fairway.reviews.actions.reporting_refused import LooksGoOn
from fairway.reviews.cycle_figures import ALL
from fairway.reviews.models import (
    Answer,
    CalibrationSession,
    Citation,
    CriticalStatement,
    CycleReport,
    Dispute,
    Placement,
    Question,
    ReportPart,
    Review,
    SharedVersion,
    UnitPattern,
)

LONG_AGO = "2024-01-08"


@pytest.fixture
def compared(closed, people, pia, organisation):
    """compared(person, 3, 4): comparing moved it from three to four."""
    question = Question.objects.filter(overall=True).get()
    session = CalibrationSession.objects.create(
        cycle=closed,
        unit=organisation.root,
        question=question,
        facilitator=pia,
        made_at=timezone.now(),
        opened_at=timezone.now(),
        locked_at=timezone.now(),
        state="locked",
    )

    def make(person, before, after):
        about = closed.participants.get(person=person)
        return Placement.objects.create(
            session=session,
            participant=about,
            person=person,
            rater=about.author,
            proposed=before,
            rating=after,
            final=after,
        )

    return make


def everybody(people):
    return [one for team in people.values() for one in team]


def content(unit=None):
    return ReportPart.objects.get(**({"unit": unit} if unit else {"is_whole": True})).content


def test_closing_a_cycle_makes_its_report_in_the_background(launched, pia, run_jobs, ana):
    from fairway.reviews.actions.changing import close_cycle

    cycle = launched("self", "manager")
    close_cycle(cycle, actor=pia)
    assert not CycleReport.objects.exists()
    run_jobs()
    assert CycleReport.objects.get().cycle == cycle


def test_it_is_made_once(closed):
    assert write_report(closed) == write_report(closed)
    assert ReportPart.objects.filter(is_whole=True).count() == 1


def test_the_whole_and_its_parts_are_told_where_what_is_left_is_enough(closed, organisation):
    write_report(closed)
    told = {one.unit.name: one.people for one in ReportPart.objects.select_related("unit")}
    assert told["Saltmarsh"] == 15
    # Support and Shops together would leave the two of People alone.
    assert len(told) == 2
    assert "People" not in told


def test_it_counts_what_was_written_and_when(closed, people):
    Review.objects.filter(participant__person=people["Shops"][0]).update(
        state="open", submitted_at=None
    )
    write_report(closed)
    told = content()["completion"]["manager"]
    assert told == {ALL: 15, "written": 14, "open": 1}  # HR reads on the board whose it is
    assert content()["timeliness"]["manager"]["before"] == 14


def test_what_was_new_to_people_is_counted(closed, people):
    asked = Question.objects.filter(overall=True).get()
    for number, one in enumerate(everybody(people)):
        review = Review.objects.get(participant__person=one, kind="manager")
        before = None
        if number >= 8:
            before = Citation.objects.create(
                review=review,
                question=asked,
                source="feedback",
                key="x",
                day=closed.period_from,
                at=timezone.now(),
            )
        CriticalStatement.objects.create(
            review=review, question=asked, text="Late.", is_new=number < 8, said_before=before
        )
    write_report(closed)
    assert content()["statements"] == {ALL: 15, "new": 8, "told": 7}
    assert content()["surprises"] == {ALL: 15, "some": 8, "none": 7}
    assert content()["coverage"]["share"] == pytest.approx(100 / 12, abs=0.01)


def test_what_comparing_changed_is_told_without_the_few(closed, people, compared, organisation):
    for number, one in enumerate(everybody(people)):
        compared(one, 3, 4 if number < 6 else 3)
    write_report(closed)
    assert content()["moves"] == {ALL: 15, "up": 6, "same": 9}
    assert content()["spread"] == {"before:3": 15, "after:3": 9, "after:4": 6}


def test_a_single_move_is_neither_told_nor_left_to_be_worked_out(closed, people, compared):
    for number, one in enumerate(everybody(people)):
        compared(one, 3, 4 if number == 0 else 3)
    write_report(closed)
    assert content()["moves"] == {ALL: 15, "up": None, "same": None}
    assert content()["spread"]["after:4"] is None
    assert content()["spread"]["after:3"] is None


def test_words_are_measured_and_what_is_said_in_confidence_is_not_opened(closed, people, cy):
    asked = Question.objects.create(
        section=Question.objects.filter(overall=True).get().section, rank=8, kind="text", text="W"
    )
    for one in everybody(people):
        review = Review.objects.get(participant__person=one, kind="manager")
        Answer.objects.create(
            review=review, question=asked, subject=one, text="word " * 40, at=timezone.now()
        )
    write_report(closed)
    assert content()["wording"]["lengths"] == {
        "manager": {"n": 15, "low": 40, "middle": 40, "high": 40}
    }
    assert content()["wording"]["rules"]["no_example"]["hinted"] == 15


def test_who_says_what_comes_next_once_in_a_review_has_not_left_it_open(closed, people):
    """It is asked for at the end; no other text of the review has to say it again."""
    section = Question.objects.filter(overall=True).get().section
    first, last = (
        Question.objects.create(section=section, rank=rank, kind="text", text="W")
        for rank in (8, 9)
    )
    past = "The hand-overs to the night shift came late twice, in June and in September."
    for number, one in enumerate(everybody(people)):
        review = Review.objects.get(participant__person=one, kind="manager")
        said = "Next: lead one project, with an hour a week to talk." if number < 8 else past
        for asked, text in ((last, said), (first, past)):
            Answer.objects.create(
                review=review, question=asked, subject=one, text=text, at=timezone.now()
            )
    write_report(closed)
    rules = content()["wording"]["rules"]
    assert rules["next_open"] == {ALL: 15, "hinted": 7, "fine": 8}
    assert rules["no_example"][ALL] == 30  # a text is looked at by itself for everything else


def test_second_looks_are_counted_when_nobody_can_ask_any_more(closed, people, pia, clock):
    version = None
    for one in everybody(people)[:6]:
        about = closed.participants.get(person=one)
        version = SharedVersion.objects.create(
            participant=about,
            person=one,
            number=1,
            content_hash="x",
            made_at=timezone.now(),
            to_subject_at=timezone.now(),
        )
        Dispute.objects.create(
            participant=about,
            version_disputed=version,
            person=one,
            author=about.author,
            opened_at=timezone.now(),
            decided_at=timezone.now(),
            state="decided",
            decision="stands",
            reviewer=pia,
            due_on=closed.period_from,
        )
    report = write_report(closed)
    assert not looks_are_over(closed)
    assert complete_reports() == 0
    with pytest.raises(LooksGoOn):
        ask_for_report(closed, actor=pia)
    clock("2027-01-20 09:00")
    assert complete_reports() == 1
    assert content()["looks"]["counts"] == {ALL: 6, "stands": 6}
    report.refresh_from_db()
    assert add_second_looks(report).looks_at == report.looks_at


def test_only_who_holds_the_cycle_asks_for_its_report(closed, hana, ana, pia):
    for one in (hana, ana):
        with pytest.raises(PermissionDenied):
            ask_for_report(closed, actor=one)
    assert ask_for_report(closed, actor=pia)


def test_hr_reads_its_units_and_whoever_leads_reads_patterns_alone(
    closed, people, hana, eva, pia, bo, ana, organisation
):
    write_report(closed)
    Appointment.objects.filter(person=hana).update(unit=organisation.root)
    assert ReportPart.objects.allowed(pia).count() == ReportPart.objects.count()
    assert ReportPart.objects.allowed(hana).exists()
    assert not ReportPart.objects.allowed(eva).exists()
    assert UnitPattern.objects.allowed(eva).exists()
    for one in (ana, bo):
        assert not UnitPattern.objects.allowed(one).exists()
    organisation.root.leader = bo
    organisation.root.save()
    assert UnitPattern.objects.allowed(bo).exists()
    assert not ReportPart.objects.allowed(bo).exists()


def test_hr_of_another_unit_reads_nothing_of_it(closed, hire, organisation):
    olga = hire("Olga Other", organisation.people, organisation.lisbon)
    Appointment.objects.create(
        person=olga, role="hr_partner", unit=organisation.people, valid_from=LONG_AGO
    )
    write_report(closed)
    assert not ReportPart.objects.allowed(olga).exists()


def test_the_page_shows_figures_and_the_file_holds_no_formula(closed, people, compared, at, pia):
    for number, one in enumerate(everybody(people)):
        compared(one, 3, 4 if number < 6 else 3)
    write_report(closed)
    page = at(pia).get(reverse("reviews:cycle_report", args=[closed.public_id]))
    assert "15 of 15 reviews were written." in page.content.decode()
    file = at(pia).get(reverse("reviews:report_file", args=[closed.public_id]))
    lines = b"".join(file.streaming_content).decode().splitlines()
    assert "Saltmarsh,What comparing changed,Moved up,How many,6" in lines
    assert not [line for line in lines if line.startswith(("=", "+", "-", "@"))]


def test_before_it_is_made_the_page_offers_to_count(closed, at, pia, run_jobs):
    address = reverse("reviews:cycle_report", args=[closed.public_id])
    assert b"Not counted yet" in at(pia).get(address).content
    at(pia).post(reverse("reviews:report_making", args=[closed.public_id]))
    run_jobs()
    assert b"What was written" in at(pia).get(address).content


def test_the_survey_stands_on_the_report_once_it_is_told(survey, people, answer, at, pia):
    from fairway.reviews.actions.surveying_results import tell_survey

    for one in everybody(people):
        answer(survey, one, 4, words="More time for writing.")
    address = reverse("reviews:cycle_report", args=[survey.cycle.public_id])
    assert b"people are asked until" in at(pia).get(address).content
    tell_survey(survey)
    page = at(pia).get(address).content.decode()
    assert "4.0 (n 10–19)" in page
    assert "More time for writing." in page


def test_answering_on_the_page(survey, ana, at):
    address = survey.get_absolute_url()
    page = at(ana).get(address).content.decode()
    assert page.index("Anonymous.") < page.index("I knew what was expected of me.")
    missing = at(ana).post(address, {"fair": "4", "words": "Kept while I go on."})
    assert missing.status_code == 422
    assert "Kept while I go on." in missing.content.decode()
    full = dict.fromkeys(("expected", "unsurprising", "fair", "next", "worth"), "4")
    assert at(ana).post(address, {**full, "words": ""}).status_code == 302
    assert "You have answered" in at(ana).get(address).content.decode()


def test_whoever_is_not_asked_finds_no_survey(survey, dee, at):
    assert at(dee).get(survey.get_absolute_url()).status_code == 404
