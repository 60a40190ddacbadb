"""The pages: what they say, what they take, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from fairway.foundation.policy import set_policy
from fairway.reviews.actions.calibrating import add_calibrators
from fairway.reviews.actions.calibrating_moves import undo_move
from fairway.reviews.models import CalibrationSession, Placement, PreVote
from fairway.reviews.tests.calibrating.making import WHY

pytestmark = pytest.mark.django_db


def page(answer):
    return answer.content.decode()


def url(name, *rows):
    return reverse(f"reviews:{name}", args=[row.public_id for row in rows])


def test_hr_calls_a_session_says_who_takes_part_and_opens_it(
    cycle, rate, organisation, ana, bo, hana, at
):
    rate(ana, 4, by=bo)
    asked = {"cycle": cycle.public_id, "unit": "Support", "level": ""}
    answer = at(hana).post(url("new_calibration"), asked)
    session = CalibrationSession.objects.get()
    assert answer.url == url("calibrators", session)
    at(hana).post(url("calibrators", session), {"raters": "yes"})
    assert [one.person for one in session.calibrators.all()] == [bo]
    at(hana).post(url("open_calibration", session))
    session.refresh_from_db()
    assert session.is_open


def test_a_unit_with_nobody_to_compare_is_said_in_words(cycle, organisation, hana, at):
    asked = {"cycle": cycle.public_id, "unit": "Support", "level": "L9"}
    answer = at(hana).post(url("new_calibration"), asked)
    assert answer.status_code == 422
    assert "L9" in page(answer)


def test_a_unit_that_one_is_not_hr_of_is_said_in_words(cycle, organisation, hana, at):
    asked = {"cycle": cycle.public_id, "unit": "Shops", "level": "L9"}
    answer = at(hana).post(url("new_calibration"), asked)
    assert answer.status_code == 422
    assert "You are not HR of Shops" in page(answer)
    assert "L9" in page(answer)


def test_a_calibrator_says_first_without_what_was_proposed(session, placed, ana, bo, hana, at):
    add_calibrators(session, actor=hana, people=[bo])
    client = at(bo)
    assert client.get(session.get_absolute_url()).url == url("pre_votes", session)
    assert "Ana Reyes" in page(client.get(url("pre_votes", session)))
    assert client.get(url("calibration_file", session)).status_code == 404
    key = placed(ana).public_id
    client.post(url("pre_votes", session), {f"rating-{key}": "4", f"growth-{key}": "2"})
    vote = PreVote.objects.get()
    assert (vote.by, vote.person, vote.rating, vote.growth) == (bo, ana, 4, 2)


def test_the_table_shows_proposed_and_now(moved, opened, ana, mia, hana, at):
    moved(ana, 5, by=mia)
    shown = page(at(hana).get(opened.get_absolute_url()))
    assert "Ana Reyes" in shown
    assert "is-changed" in shown
    assert "n = 3" in shown


def test_a_move_without_a_reason_comes_back_with_what_was_typed(opened, placed, ana, mia, at):
    typed = {
        "rating": "5",
        "growth": "3",
        "reason": "",
        "employee_reason": "Kept words",
        "version": 1,
    }
    answer = at(mia).post(url("move_rating", placed(ana)), typed)
    assert answer.status_code == 422
    assert "Kept words" in page(answer)
    assert placed(ana).rating == 4


def test_a_stale_form_comes_back_with_409_and_what_was_typed(moved, placed, ana, bo, mia, at):
    old = placed(ana).version
    moved(ana, 5, by=mia)
    typed = {"rating": "3", "growth": "", "reason": "Typed words", "version": old}
    answer = at(bo).post(url("move_rating", placed(ana)), typed)
    assert answer.status_code == 409
    assert "Typed words" in page(answer)
    assert placed(ana).rating == 5
    typed["version"] = placed(ana).version
    assert at(bo).post(url("move_rating", placed(ana)), typed).status_code == 302
    assert placed(ana).rating == 3


def test_dropped_on_a_field_the_form_begins_with_the_nearest_rating(opened, placed, ana, mia, at):
    answer = at(mia).get(url("move_rating", placed(ana)) + "?status=2-3")
    form = answer.context["form"]
    assert (form["rating"].value(), form["growth"].value()) == (3, 3)


def test_a_field_that_is_none_is_passed_over(opened, placed, ana, mia, at):
    answer = at(mia).get(url("move_rating", placed(ana)) + "?status=9-9")
    assert answer.context["form"]["rating"].value() == 4


def test_a_move_is_taken_back_from_the_list_of_changes(moved, opened, placed, ana, mia, at):
    move = moved(ana, 5, by=mia)
    client = at(mia)
    assert WHY in page(client.get(url("calibration_changes", opened)))
    client.post(url("undo_move", move))
    assert placed(ana).rating == 4
    assert "taken back" in page(client.get(url("calibration_changes", opened)))


def test_the_feed_asks_again_as_long_as_the_session_is_open(opened, hana, at):
    fragment = at(hana).get(url("calibration_changes", opened), headers={"HX-Request": "true"})
    assert "every 5s" in page(fragment)


def test_the_feed_says_when_the_table_around_it_is_behind(opened, moved, ana, mia, hana, at):
    client, said = at(hana), "since you opened this page"
    address = url("calibration_changes", opened)
    assert said not in page(client.get(f"{address}?seen=0"))
    move = moved(ana, 5, by=mia)
    assert said in page(client.get(f"{address}?seen=0"))
    assert said not in page(client.get(f"{address}?seen=1"))
    undo_move(move, actor=mia)
    assert said in page(client.get(f"{address}?seen=1"))
    assert client.get(f"{address}?seen=²").status_code == 200


def test_no_count_tells_anybody_that_they_were_moved_themselves(opened, moved, bo, mia, at):
    client = at(bo)
    before = page(client.get(opened.get_absolute_url()))
    address = url("calibration_changes", opened)
    feed = client.get(f"{address}?seen=0", headers={"HX-Request": "true"}).content
    moved(bo, 4, by=mia)
    assert "changes/?seen=0" in before
    assert "changes/?seen=0" in page(client.get(opened.get_absolute_url()))
    assert "since you opened this page" not in page(client.get(f"{address}?seen=0"))
    assert client.get(f"{address}?seen=0", headers={"HX-Request": "true"}).content == feed


def test_what_was_written_with_a_move_is_told_to_stay(moved, opened, ana, mia, at):
    move = moved(ana, 5, by=mia)
    client = at(mia)
    client.post(url("undo_move", move))
    shown = page(client.get(opened.get_absolute_url()))
    assert "What was written for Ana Reyes stays as well" in shown


def test_the_lock_says_what_it_does_and_does_it(moved, opened, ana, mia, hana, at):
    moved(ana, 5, by=mia)
    client = at(hana)
    shown = page(client.get(url("lock_calibration", opened)))
    assert "This settles 3 ratings" in shown
    assert "changed against what was proposed: 1" in shown
    client.post(url("lock_calibration", opened), {"seen": opened.moves.all().count_changes()})
    opened.refresh_from_db()
    assert opened.is_locked


def test_a_lock_that_no_longer_says_the_truth_is_answered_with_409(
    moved, opened, ana, mia, hana, at
):
    moved(ana, 5, by=mia)
    assert at(hana).post(url("lock_calibration", opened), {"seen": 0}).status_code == 409
    opened.refresh_from_db()
    assert opened.is_open


def test_only_open_rows_are_shown_when_asked_for(moved, opened, ana, mia, hana, at):
    moved(ana, 5, by=mia, employee_reason=None)
    rows = at(hana).get(opened.get_absolute_url() + "?open").context["rows"]
    assert [row.person for row in rows] == [ana]


def test_the_nine_fields_may_be_off(cycle, rate, organisation, ana, bo, hana, pia, at):
    set_policy("reviews.nine_fields", False, actor=pia)
    rate(ana, 4, by=bo)
    asked = {"cycle": cycle.public_id, "unit": "Support", "level": ""}
    at(hana).post(url("new_calibration"), asked)
    session = CalibrationSession.objects.get()
    assert "fy-nine" not in page(at(hana).get(session.get_absolute_url()))


def test_the_nine_fields_may_be_called_otherwise(cycle, rate, organisation, ana, bo, hana, pia, at):
    set_policy("reviews.nine_labels", "\n".join(f"Field {n}" for n in range(1, 10)), actor=pia)
    rate(ana, 4, by=bo)
    asked = {"cycle": cycle.public_id, "unit": "Support", "level": ""}
    at(hana).post(url("new_calibration"), asked)
    shown = page(at(hana).get(CalibrationSession.objects.get().get_absolute_url()))
    assert "Field 1" in shown
    assert "Field 9" in shown


def test_the_rows_that_follow_come_as_a_fragment(opened, hana, at):
    answer = at(hana).get(url("calibration_rows", opened), headers={"HX-Request": "true"})
    assert "<html" not in page(answer)
    assert "Ana Reyes" in page(answer)


def test_the_file_has_the_rows_that_one_sees_and_no_reason(moved, opened, ana, bo, mia, at):
    moved(ana, 5, by=mia)
    lines = b"".join(at(bo).get(url("calibration_file", opened)).streaming_content).decode()
    assert "Ana Reyes" in lines
    assert "Bo Almeida,Mia" not in lines
    assert "Oslo" not in lines


def test_what_became_of_them_is_read_by_whoever_proposed_them(locked, bo, at):
    shown = page(at(bo).get(reverse("reviews:calibration_outcomes")))
    assert "4 became 5" in shown
    assert WHY in shown


def test_a_row_of_ones_own_is_not_found(opened, placed, bo, at):
    assert Placement.objects.filter(person=bo).exists()
    assert at(bo).get(url("move_rating", placed(bo))).status_code == 404
