"""The pages of templates and cycles: from a ready template to a message to who is missing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fairway.people.days import organisation_day
from fairway.reviews.models import (
    BankQuestion,
    Nomination,
    Nudge,
    Participant,
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
