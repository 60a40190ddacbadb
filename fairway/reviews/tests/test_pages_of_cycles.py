"""The pages of templates and cycles: from a ready template to a message to who is missing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fairway.foundation.models import MailOut
from fairway.people.days import organisation_day
from fairway.reviews.actions.changing import close_cycle
from fairway.reviews.actions.keeping import remove_participant
from fairway.reviews.actions.nominating import nominate
from fairway.reviews.models import (
    BankQuestion,
    Nomination,
    Nudge,
    Participant,
    Review,
    ReviewCycle,
    ReviewTemplate,
)

pytestmark = pytest.mark.django_db


def to(name, *args):
    return reverse(f"reviews:{name}", args=args)


def test_everybody_has_a_page_of_what_is_asked_and_about_them(at, ana, bo, hana, launched):
    cycle = launched("self", "manager")
    page = at(ana).get(to("overview"))
    assert page.status_code == 200
    assert cycle.name in page.content.decode()


def test_a_ready_template_is_shown_and_the_pages_of_hr_answer(at, hana, template):
    browser = at(hana)
    for address in (
        to("templates"),
        to("new_template") + "?from=annual",
        to("template", template.public_id) + "?as=peer",
        to("edit_template", template.public_id),
        to("bank"),
        to("new_bank_question"),
        to("cycles"),
        to("new_cycle"),
    ):
        assert browser.get(address).status_code == 200, address


def test_a_question_is_kept_in_the_bank(at, hana):
    data = {"kind": "text", "text_en": "What helped?", "theme": "Looking back"}
    page = at(hana).post(to("new_bank_question"), data)
    assert page.status_code == 302
    assert str(BankQuestion.objects.get().text) == "What helped?"


def test_publishing_and_archiving_are_said_by_buttons(at, hana, template):
    browser = at(hana)
    browser.post(to("template_archiving", template.public_id))
    assert ReviewTemplate.objects.in_use().count() == 0


def test_each_step_of_the_wizard_answers(at, pia, ana, bo, draft):
    cycle = draft("self", "manager", "peer", peers=4)
    browser = at(pia)
    for step in ("basics", "kinds", "peers", "people", "visibility", "dates", "notices", "verify"):
        assert browser.get(to("cycle_step", cycle.public_id, step)).status_code == 200, step
    assert browser.get(to("cycle_step", cycle.public_id, "elsewhere")).status_code == 404


def test_a_period_that_ends_before_it_begins_is_refused_with_what_was_typed(at, pia):
    data = {
        "name": "Turned round",
        "purpose": "annual",
        "period_from": "2026-06-30",
        "period_until": "2026-01-01",
    }
    page = at(pia).post(to("new_cycle"), data)
    assert page.status_code == 422
    assert "Turned round" in page.content.decode()
    assert not ReviewCycle.objects.exists()


def test_a_stale_form_of_a_step_is_a_409(at, pia, draft):
    cycle = draft("self")
    address = to("cycle_step", cycle.public_id, "visibility")
    data = {"threshold": "5", "overall_rating": "on", "version": str(cycle.version - 1)}
    assert at(pia).post(address, data).status_code == 409
    cycle.refresh_from_db()
    assert cycle.threshold == 4


def test_a_version_that_is_no_number_breaks_no_launch(at, pia, draft):
    cycle = draft("self")
    answer = at(pia).post(to("cycle_launch", cycle.public_id), {"version": "²"})
    assert answer.status_code == 302


def test_launched_by_its_button_it_shows_how_far_it_is(at, pia, ana, bo, draft, run_jobs):
    cycle = draft("self", "manager")
    browser = at(pia)
    browser.post(to("cycle_launch", cycle.public_id), {"version": cycle.version})
    page = browser.get(to("cycle", cycle.public_id))
    assert page.status_code == 200
    run_jobs()
    words = browser.get(to("cycle", cycle.public_id)).content.decode()
    assert "0 of 2" in words


def test_a_message_goes_to_who_is_missing(at, pia, ana, bo, launched):
    cycle = launched("self")
    browser = at(pia)
    assert "Ana Reyes" in browser.get(to("cycle_missing", cycle.public_id)).content.decode()
    browser.post(to("cycle_missing", cycle.public_id), {"words": "Two days to go."})
    assert Nudge.objects.get().people == 2


def test_one_names_a_colleague_and_the_manager_agrees(at, ana, bo, cy, hana, launched):
    cycle = launched("self", "manager", "peer", peers=4)
    about = Participant.objects.get(cycle=cycle, person=ana)
    address = to("nominations", about.public_id)
    at(ana).post(address, {"reviewer": f"Cy Okafor ({cy.email})"})
    named = Nomination.objects.get()
    at(bo).post(to("nomination_approval", named.public_id))
    named.refresh_from_db()
    assert named.state == "approved"


def test_the_list_of_names_is_for_those_concerned(at, ana, bo, cy, eva, hana, launched):
    cycle = launched("self", "peer", peers=4)
    address = to("nominations", Participant.objects.get(cycle=cycle, person=ana).public_id)
    assert {one.called: at(one).get(address).status_code for one in (ana, bo, hana, cy, eva)} == {
        "Ana": 200,
        "Bo": 200,
        "Hana": 200,
        "Cy": 404,
        "Eva": 404,
    }


def test_days_are_given_on_a_page_of_their_own(at, ana, hana, launched, review):
    cycle = launched("self")
    one = review(cycle, ana, "self")
    until = max(one.due_on, organisation_day()) + timedelta(days=7)
    data = {"until": until.isoformat(), "version": one.version}
    assert at(hana).post(to("review_days", one.public_id), data).status_code == 302
    one.refresh_from_db()
    assert one.extended_until == until


def test_somebody_who_joins_late_is_added_by_name(at, ana, bo, hana, hire, organisation, launched):
    cycle = launched("self")
    new = hire("Nia New", organisation.support, organisation.lisbon, bo)
    browser = at(hana)
    answer = browser.post(to("cycle_people", cycle.public_id), {"person": "Nia New"})
    assert answer.status_code == 302
    assert Participant.objects.get(cycle=cycle, person=new).state == "open"
    assert "Nia New" in browser.get(to("cycle_people", cycle.public_id)).content.decode()
    found = browser.get(to("cycle_people", cycle.public_id) + "?find=reyes").content.decode()
    assert "Ana Reyes" in found
    assert "Nia New" not in found


def test_nobody_of_another_unit_is_added_by_its_neighbour(at, ana, bo, cy, hana, launched):
    cycle = launched("self")
    answer = at(hana).post(to("cycle_people", cycle.public_id), {"person": "Cy Okafor"})
    assert answer.status_code == 422
    assert "none of your units" in answer.content.decode()


def test_a_change_says_whom_it_concerns_before_it_is_made(at, pia, ana, bo, launched, run_jobs):
    cycle = launched("self")
    phase = cycle.phases.get(kind="write")
    later = phase.due_on + timedelta(days=7)
    data = {
        "threshold": "4",
        "write_opens": phase.opens_on.isoformat(),
        "write_due": later.isoformat(),
        "version": str(cycle.version),
    }
    browser, address = at(pia), to("cycle_changing", cycle.public_id)
    first = browser.post(address, data)
    assert first.status_code == 200
    assert "2 reviews that are not written yet" in first.content.decode()
    assert cycle.phases.get(kind="write").due_on == phase.due_on
    sure = first.context["form"].mark()
    assert f'value="{sure}"' in first.content.decode()
    assert browser.post(address, {**data, "sure": sure}).status_code == 302
    run_jobs()
    assert {one.due_on for one in cycle.reviews.all()} == {later}


def test_a_change_that_differs_from_what_was_looked_at_is_looked_at_anew(at, pia, ana, launched):
    cycle = launched("self")
    browser, address = at(pia), to("cycle_changing", cycle.public_id)
    data = {"threshold": "5", "version": str(cycle.version)}
    sure = browser.post(address, data).context["form"].mark()
    other = browser.post(address, {**data, "threshold": "6", "sure": sure})
    assert other.status_code == 200
    assert "Change it now" in other.content.decode()
    cycle.refresh_from_db()
    assert cycle.threshold == 4


def test_a_form_of_a_change_that_changes_nothing_says_so(at, pia, ana, launched):
    cycle = launched("self")
    answer = at(pia).post(to("cycle_changing", cycle.public_id), {"threshold": "4"})
    assert answer.status_code == 422
    assert "Nothing is different" in answer.content.decode()


def test_one_alone_is_written_to(at, pia, ana, bo, launched):
    cycle = launched("self")
    address = to("cycle_missing", cycle.public_id)
    page = at(pia).get(f"{address}?person={ana.public_id}").content.decode()
    assert "Send to 1 person" in page
    at(pia).post(address, {"words": "Two days to go.", "person": ana.public_id})
    assert Nudge.objects.get().people == 1


def test_a_message_from_the_page_of_one_kind_goes_to_those_who_owe_that_kind(
    at, pia, ana, bo, launched, run_jobs
):
    cycle = launched("self", "manager")
    owed = Review.objects.allowed(pia, "oversee").to_write().filter(cycle=cycle, kind="manager")
    managers = set(owed.values_list("reviewer", flat=True))
    address = to("cycle_missing", cycle.public_id)
    page = at(pia).get(f"{address}?kind=manager").content.decode()
    assert f"Send to {len(managers)} p" in page
    assert '<input type="hidden" name="kind" value="manager">' in page
    at(pia).post(address, {"words": "Two days to go.", "kind": "manager"})
    run_jobs()
    mails = MailOut.objects.filter(template="reviews.nudge")
    assert set(mails.values_list("person", flat=True)) == managers


def test_why_somebody_said_no_is_read_by_hr_alone(at, ana, bo, cy, hana, launched):
    cycle = launched("self", "manager", "peer", peers=4)
    about = Participant.objects.get(cycle=cycle, person=ana)
    at(bo).post(to("nominations", about.public_id), {"reviewer": "Cy Okafor"})
    asked = about.reviews.get(kind="peer")
    at(cy).post(to("review_declining", asked.public_id), {"reason": "We hardly met"})
    address = to("participant", about.public_id)
    assert "We hardly met" in at(hana).get(address).content.decode()
    for one in (ana, bo):
        for page in (address, to("nominations", about.public_id)):
            assert "We hardly met" not in at(one).get(page).content.decode()


def test_closing_says_how_much_is_not_written(at, pia, ana, bo, launched):
    cycle = launched("self")
    browser = at(pia)
    page = browser.get(to("cycle", cycle.public_id)).content.decode()
    assert "2 reviews are not written yet" in page
    browser.post(to("cycle_closing", cycle.public_id))
    cycle.refresh_from_db()
    assert cycle.state == "closed"


def test_once_a_cycle_is_closed_nothing_of_it_is_to_write(at, pia, ana, bo, launched, participant):
    """Whoever comes to a page of it reads that it was not written, and no day until when."""
    cycle = launched("self")
    about_ana = participant(cycle, ana)
    page, own = (
        to("participant", about_ana.public_id),
        to("review", about_ana.reviews.get().public_id),
    )
    for one in (ana, pia):
        assert "To write" in at(one).get(page).content.decode()
    close_cycle(cycle, actor=pia)
    for one in (ana, pia):
        shown = at(one).get(page).content.decode()
        assert "Not written" in shown
        assert "To write" not in shown
        assert "Until the end of" not in shown
    assert "Not sent, and not to be written any more." in at(ana).get(own).content.decode()
    assert "2 not written" in at(pia).get(to("cycle", cycle.public_id)).content.decode()
    missing = at(pia).get(to("cycle_missing", cycle.public_id)).content.decode()
    assert "All written" not in missing
    assert "This cycle is closed" in missing


def test_of_whom_was_taken_out_nothing_is_to_write(at, pia, ana, bo, launched, participant):
    about_ana = participant(launched("self"), ana)
    remove_participant(about_ana, actor=pia, reason="On long leave")
    shown = at(pia).get(to("participant", about_ana.public_id)).content.decode()
    assert "Not written" in shown
    assert "Until the end of" not in shown


def test_of_whom_was_taken_out_no_more_days_are_offered(at, pia, ana, bo, launched, participant):
    about_ana = participant(launched("self"), ana)
    days = to("review_days", about_ana.reviews.get().public_id)
    page = to("participant", about_ana.public_id)
    later = {"until": f"{organisation_day() + timedelta(days=90)}"}
    assert days in at(pia).get(page).content.decode()
    remove_participant(about_ana, actor=pia, reason="On long leave")
    shown = at(pia).get(page).content.decode()
    assert days not in shown
    assert "More days" not in shown
    assert at(pia).post(days, later).status_code in (403, 404)
    assert about_ana.reviews.get().extended_until is None


@pytest.mark.parametrize("words", [". . .", "Not one project together. " * 20])
def test_a_reason_that_cannot_be_taken_comes_back_as_it_was_typed(
    at, pia, ana, bo, cy, launched, participant, words
):
    about_ana = participant(launched("self", "manager", "peer", peers=4), ana)
    named = nominate(about_ana, actor=ana, reviewer=cy)
    for who, address in (
        (bo, to("nomination_decline", named.public_id)),
        (pia, to("participant_removing", about_ana.public_id)),
    ):
        page = at(who).post(address, {"reason": words})
        assert page.status_code == 422
        assert f'value="{words}"' in page.content.decode()


def test_what_needs_another_look_is_said_once(at, hana, template):
    for address in (to("new_cycle"), to("new_bank_question")):
        page = at(hana).post(address, {"name": "", "text_en": ""})
        assert page.status_code == 422
        assert page.content.decode().count('class="fy-summary"') == 1, address
