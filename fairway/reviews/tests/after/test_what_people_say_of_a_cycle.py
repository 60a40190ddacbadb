"""Whoever took part says how a cycle was; nothing leads from what they said back to them."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, models

from fairway.foundation.models import Event
from fairway.reviews.actions.changing import close_cycle
from fairway.reviews.actions.surveying import answer_survey, open_survey, poured
from fairway.reviews.actions.surveying_refused import SurveyOver
from fairway.reviews.actions.surveying_results import (
    end_survey,
    remind_of_surveys,
    settle_surveys,
    tell_survey,
)
from fairway.reviews.models import (
    CycleSurvey,
    Statement,
    SurveyAnswer,
    SurveyInvitation,
    SurveyPot,
    SurveyResult,
    SurveyWords,
)
from fairway.reviews.tests.after.conftest import ENDED, GONE


def everybody(people):
    return [one for team in people.values() for one in team]


def whole(survey, number=1):
    found = SurveyResult.objects.filter(survey=survey, is_whole=True, number=number).first()
    return {one["statement"]: one for one in found.content} if found else {}


def test_closing_a_cycle_asks_everybody_who_took_part(
    launched, ana, bo, pia, hire, organisation, run_jobs
):
    for number in range(5):
        hire(f"P{number} Q", organisation.support, organisation.lisbon, bo)
    cycle = launched("self", "manager")
    close_cycle(cycle, actor=pia)
    run_jobs()
    survey = CycleSurvey.objects.get(cycle=cycle)
    assert {ana.pk, bo.pk} <= set(survey.invitations.values_list("person", flat=True))
    assert survey.unit == organisation.support


def test_nobody_is_asked_where_fewer_than_five_took_part(launched, ana, pia, run_jobs):
    cycle = launched("self")
    close_cycle(cycle, actor=pia)
    run_jobs()
    assert not CycleSurvey.objects.filter(cycle=cycle).exists()


def test_it_opens_once(survey, closed):
    assert open_survey(closed) == survey
    assert CycleSurvey.objects.count() == 1


def test_a_part_with_too_few_people_is_none(survey, people, organisation):
    places = {one.person_id: one.place for one in survey.invitations.select_related("place")}
    assert places[people["Shops"][0].pk] == organisation.shops
    assert {places[one.pk] for one in people["People"]} == {organisation.root}


def test_sent_twice_it_counts_once(survey, ana, answer):
    assert answer(survey, ana, 4) is True
    assert answer(survey, ana, 1) is False
    assert [one.values["fair"] for one in poured(SurveyPot.objects.get())] == [4]


def test_nobody_answers_for_somebody_else(survey, ana, bo):
    theirs = SurveyInvitation.objects.get(survey=survey, person=bo)
    with pytest.raises(PermissionDenied):
        answer_survey(theirs, actor=ana, values=dict.fromkeys(Statement.values, 1))


def test_an_answer_holds_neither_person_nor_number_nor_time():
    kinds = {field.name: field for field in SurveyAnswer._meta.get_fields()}
    assert set(kinds) == {"public_id", "survey", "keeper", "content"}
    assert kinds["public_id"].primary_key
    assert not isinstance(kinds["public_id"], models.AutoField)
    assert not any(
        isinstance(field, models.DateField) for field in SurveyInvitation._meta.get_fields()
    )


def test_what_is_stored_does_not_tell_what_was_said(survey, people, answer):
    for one in people["Support"]:
        answer(survey, one, 2, words="The canary sang.")
    with connection.cursor() as cursor:
        for table in (SurveyAnswer, SurveyPot):
            cursor.execute(f"SELECT * FROM {table._meta.db_table}")
            assert "canary" not in str(
                [bytes(v) if isinstance(v, memoryview) else v for row in cursor for v in row]
            )


def test_answers_wait_until_five_are_put_down_together(survey, people, answer):
    for one in people["Support"][:4]:
        answer(survey, one, 3)
    assert SurveyAnswer.objects.count() == 0
    answer(survey, people["Support"][4], 3)
    assert SurveyAnswer.objects.count() == 5
    assert poured(SurveyPot.objects.get()) == []


def test_no_event_and_no_job_tells_that_somebody_answered(survey, ana, answer):
    before = Event.objects.count()
    answer(survey, ana, 4, words="Fine.")
    assert Event.objects.count() == before


def test_it_is_told_after_its_last_day_and_only_once(survey, people, answer, clock):
    for one in everybody(people):
        answer(survey, one, 4)
    settle_surveys()
    assert not SurveyResult.objects.exists()
    clock(ENDED)
    settle_surveys()
    settle_surveys()
    assert whole(survey)["fair"] == {
        "statement": "fair",
        "mean": 4.0,
        "end": "",
        "people": "10–19",
    }
    assert SurveyResult.objects.filter(is_whole=True).count() == 1


def test_fewer_than_five_answers_say_nothing(survey, people, answer):
    for one in people["Support"][:4]:
        answer(survey, one, 1)
    tell_survey(survey)
    assert not SurveyResult.objects.exists()


def test_parts_stand_beside_the_whole_where_what_is_left_is_enough(
    survey, people, answer, organisation
):
    for one in everybody(people):
        answer(survey, one, 2 if one in people["Support"] else 4)
    tell_survey(survey)
    told = set(SurveyResult.objects.filter(is_whole=False).values_list("unit", flat=True))
    assert len(told) == 1  # both would leave the two who work elsewhere alone


def test_words_are_told_from_ten_people_and_never_of_a_part(survey, people, answer):
    for number, one in enumerate(everybody(people)[:10]):
        answer(survey, one, 4, words=f"Words {number}" if number < 9 else "")
    tell_survey(survey)
    assert not SurveyWords.objects.exists()


def test_ten_who_wrote_are_read_in_no_order(survey, people, answer):
    for number, one in enumerate(everybody(people)[:12]):
        answer(survey, one, 4, words=f"Words {number:02}")
    tell_survey(survey, seed=7)
    words = json.loads(SurveyWords.objects.get().read_content())
    assert sorted(words) == [f"Words {number:02}" for number in range(12)]
    assert words != sorted(words)


def test_late_answers_wait_until_they_are_enough(survey, people, answer, clock):
    for one in everybody(people)[:10]:
        answer(survey, one, 4)
    clock(ENDED)
    settle_surveys()
    for one in everybody(people)[10:14]:
        answer(survey, one, 2)
    clock(GONE)
    settle_surveys()
    assert whole(survey, 2) == {}


def test_five_late_answers_join_those_of_all_together(survey, people, answer, clock):
    for one in everybody(people)[:10]:
        answer(survey, one, 4)
    clock(ENDED)
    settle_surveys()
    for one in everybody(people)[10:15]:
        answer(survey, one, 2)
    clock(GONE)
    settle_surveys()
    assert whole(survey, 2)["worth"]["mean"] == 3.3
    assert not SurveyResult.objects.filter(number=2, is_whole=False).exists()


def test_in_the_end_the_answers_are_destroyed_and_nobody_can_add_one(
    survey, people, answer, clock, ana
):
    for one in people["Shops"]:
        answer(survey, one, 4)
    tell_survey(survey)
    end_survey(survey)
    assert not SurveyAnswer.objects.exists()
    assert not SurveyPot.objects.exists()
    with pytest.raises(SurveyOver):
        answer(survey, ana, 4)


def test_whoever_has_not_answered_is_reminded_once(
    survey, people, answer, clock, ana, mailoutbox, run_jobs
):
    answer(survey, ana, 4)
    clock("2026-12-08 09:00")
    assert remind_of_surveys() == survey.asked - 1
    assert remind_of_surveys() == 0


def test_whoever_stopped_such_mail_gets_no_letter_of_it(survey, ana, bo, clock):
    from fairway.foundation.models import MailOut
    from fairway.foundation.notifications.unsubscribing import Offer, unsubscribe

    unsubscribe(Offer(ana, "reviews.survey_opened"))
    clock("2026-12-08 09:00")
    assert remind_of_surveys() == survey.asked - 1
    written_to = MailOut.objects.filter(template="reviews.survey").values_list("person", flat=True)
    assert bo.pk in written_to
    assert ana.pk not in written_to


def test_an_erased_persons_answer_stays_unfindable(survey, ana, answer):
    from fairway.reviews.offers.after_personal import export

    answer(survey, ana, 4, words="Mine.")
    told = list(export(ana))
    assert told == [{"kind": "asked how a cycle was", "cycle": "Year", "answered": True}]
