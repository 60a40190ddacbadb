"""HR writes what a role expects, everybody reads it, and nothing that was confirmed is lost."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation import links
from fairway.foundation.events import SYSTEM
from fairway.foundation.ports import search_sources
from fairway.foundation.versions import Stale
from fairway.skills.actions.confirming import confirm_role
from fairway.skills.actions.expecting import write_expectation
from fairway.skills.actions.skills import archive_skill, save_skill
from fairway.skills.models import WORDS, Confirmation, Edition, ExpectedSkill
from fairway.skills.reading import differences
from fairway.skills.refusals import NothingExpected, SkillTaken, WrittenMeanwhile
from fairway.skills.views.roles import SHOWS

pytestmark = pytest.mark.django_db


def typed(edition, **changes):
    words = {name: getattr(edition, name) for name in WORDS}
    levels = {f"level_{one.skill.public_id}": one.level for one in edition.skills.all()}
    return {**words, **levels, "version": edition.number, "asks": "on", **changes}


def holding():
    return Edition.objects.holding().get()


@pytest.mark.parametrize("who", ["hana", "pia"])
def test_hr_partners_and_people_leads_write_it(request, who, role, listening):
    actor = request.getfixturevalue(who)
    write_expectation(role, actor=actor, words={"results": "Calls."}, levels={listening: 2})
    assert holding().written_by == actor


@pytest.mark.parametrize("who", ["ana", "bo", "mia", "cy"])
def test_others_read_it_and_write_nothing(request, who, role, expected):
    viewer = request.getfixturevalue(who)
    assert Edition.objects.allowed(viewer).exists()
    with pytest.raises(PermissionDenied):
        write_expectation(role, actor=viewer, words={"results": "Mine."}, levels={}, version=1)


def test_a_change_is_a_new_edition_and_the_former_stays_readable(expected, rewrite):
    rewrite("Chats are settled, too.")
    assert [one.results for one in Edition.objects.order_by("number")] == [
        "Calls are settled.",
        "Chats are settled, too.",
    ]
    assert ExpectedSkill.objects.filter(edition__number=1).exists()


def test_saved_without_a_change_it_stays_the_same_edition(role, expected, listening):
    words = {"results": "Calls are settled.", "excellence": "Customers ask for them by name."}
    write_expectation(role, actor=SYSTEM, words=words, levels={listening: 2}, version=1)
    assert Edition.objects.count() == 1


def test_an_expectation_of_nothing_is_refused(role):
    with pytest.raises(NothingExpected):
        write_expectation(role, actor=SYSTEM, words={"results": "  "}, levels={})


def test_two_who_write_do_not_overwrite_each_other(role, expected, rewrite):
    rewrite("First.")
    with pytest.raises(Stale):
        write_expectation(role, actor=SYSTEM, words={"results": "Second."}, levels={}, version=1)
    with pytest.raises(WrittenMeanwhile):
        write_expectation(role, actor=SYSTEM, words={"results": "Third."}, levels={})


def test_everybody_reads_the_page_of_a_role(cy, at, role, expected):
    page = at(cy).get(reverse("skills:role", args=[role.public_id])).text
    for words in ("Calls are settled.", "Customers ask for them by name.", "Listening", "Working"):
        assert words in page
    assert "never a pass mark" in page
    assert reverse("skills:edit_role", args=[role.public_id]) not in page


def test_hr_writes_on_the_page(hana, at, role, expected, listening):
    other = save_skill(None, actor=SYSTEM, name="Writing plainly")
    browser, address = at(hana), reverse("skills:edit_role", args=[role.public_id])
    assert browser.get(address).status_code == 200
    data = typed(holding(), behaviours="Asks once more.", more_0=other.public_id, more_level_0="1")
    assert browser.post(address, data).status_code == 302
    now = holding()
    assert (now.number, now.behaviours) == (2, "Asks once more.")
    assert {one.skill: one.level for one in now.skills.all()} == {listening: 2, other: 1}


def test_a_skill_without_its_level_is_asked_for_and_nothing_typed_is_lost(hana, at, role, expected):
    other = save_skill(None, actor=SYSTEM, name="Writing plainly")
    address = reverse("skills:edit_role", args=[role.public_id])
    answer = at(hana).post(address, typed(holding(), results="Kept.", more_0=other.public_id))
    assert answer.status_code == 422
    assert "Kept." in answer.text
    assert "Which level does the role need?" in answer.text


def test_a_form_from_before_a_change_is_answered_with_what_differs(
    hana, at, role, expected, rewrite
):
    data = typed(holding(), results="My words.")
    rewrite("Their words.")
    answer = at(hana).post(reverse("skills:edit_role", args=[role.public_id]), data)
    assert answer.status_code == 409
    assert "My words." in answer.text
    assert "Their words." in answer.text


def test_ana_reads_her_role_and_confirms_it(ana, at, in_role, expected):
    in_role(ana)
    browser, address = at(ana), reverse("skills:of_person", args=[ana.public_id])
    assert "Is this how you see it, too?" in browser.get(address).text
    sent = {"version": 1, "still_open": "Who decides on refunds?"}
    confirm = reverse("skills:confirm", args=[ana.public_id])
    assert browser.post(confirm, sent).url == address
    page = browser.get(address).text
    assert "Is this how you see it, too?" not in page
    assert "Who decides on refunds?" in page
    assert Confirmation.objects.get().side == "employee"


def test_who_confirms_what_changed_meanwhile_reads_it_first(ana, at, in_role, expected, rewrite):
    in_role(ana)
    rewrite("New results.")
    sent = {"version": 1, "still_open": "A thought."}
    answer = at(ana).post(reverse("skills:confirm", args=[ana.public_id]), sent)
    assert answer.status_code == 409
    for words in ("It was changed while you were reading", "New results.", "A thought."):
        assert words in answer.text
    assert not Confirmation.objects.exists()


def test_what_changed_is_said_to_those_who_are_asked_again(ana, at, in_role, expected, rewrite):
    in_role(ana)
    confirm_role(ana, actor=ana)
    rewrite("New results.", what_changed="Chats belong to it now.")
    page = at(ana).get(reverse("skills:of_person", args=[ana.public_id])).text
    assert "Chats belong to it now." in page
    assert "<del>Calls are settled.</del>" in page
    assert "<ins>New results.</ins>" in page
    assert "Read edition 1 beside it" in page


def test_a_colleague_reads_the_role_and_not_what_was_confirmed(ana, cy, at, in_role, expected):
    in_role(ana)
    confirm_role(ana, actor=ana, still_open="Refunds?")
    page = at(cy).get(reverse("skills:of_person", args=[ana.public_id])).text
    assert "Calls are settled." in page
    assert "Refunds?" not in page
    assert "Confirmed by both" not in page


def test_who_can_see_what_was_confirmed_is_said_by_name(ana, bo, mia, hana, cy, at):
    address = reverse("skills:who", args=[ana.public_id])
    page = at(ana).get(address).text
    for person in (bo, mia, hana):
        assert person.name in page
    assert cy.name not in page
    assert at(cy).get(address).status_code == 404


def test_it_stands_beside_goals_and_on_the_persons_page(ana, bo, at, in_role, expected):
    in_role(ana)
    browser, hook = at(bo), reverse("skills:beside", args=[ana.public_id])
    assert hook in browser.get(ana.get_absolute_url()).text
    assert hook in browser.get(reverse("goals:of_person", args=[ana.public_id])).text
    assert hook in at(ana).get(reverse("goals:list")).text
    browser = at(bo)
    part = browser.get(hook, headers={"HX-Request": "true"}).text
    assert "Calls are settled." in part
    assert "<html" not in part


def test_roles_are_found_by_their_title(cy, role):
    hits = search_sources["roles"].find
    assert [hit.title for hit in hits(cy, "spec", 5)] == [str(role)]
    assert [hit.url for hit in hits(cy, "support SPEC", 5)] == [
        reverse("skills:role", args=[role.public_id])
    ]
    assert list(hits(cy, "x", 5)) == []
    type(role).objects.update(closed_on=date(2026, 1, 1))
    assert list(hits(cy, "spec", 5)) == []


def test_kpis_that_belong_to_the_role_are_shown_to_who_may_see_them(cy, at, role, expected):
    # Any record with rules of its own stands in for a KPI, which this room does not know.
    other = save_skill(None, actor=SYSTEM, name="Stands in")
    links.link(other, SHOWS, role, actor=SYSTEM)
    browser, address = at(cy), reverse("skills:numbers", args=[role.public_id])
    assert address in browser.get(reverse("skills:role", args=[role.public_id])).text
    page = browser.get(address).text
    assert other.get_absolute_url() in page


def test_what_differs_between_editions_is_said_part_by_part(role, expected, listening):
    other = save_skill(None, actor=SYSTEM, name="Writing plainly")
    levels = {listening: 3, other: 1}
    write_expectation(role, actor=SYSTEM, words={"results": "More."}, levels=levels, version=1)
    first, second = Edition.objects.order_by("number")
    assert [(one.before, one.after) for one in differences(first, second)] == [
        ("Calls are settled.", "More."),
        ("Customers ask for them by name.", ""),
        ("Working", "Practitioner"),
        ("", "Awareness"),
    ]


def test_lines_that_stayed_are_left_out_of_what_differs(role, expected, rewrite):
    def said():
        first, second = Edition.objects.order_by("-number")[:2][::-1]
        return [(one.before, one.after) for one in differences(first, second)]

    rewrite("Calls are settled.\nBuyers hear of it.")
    assert said()[0] == ("Calls are settled.", "Calls are settled.\nBuyers hear of it.")
    rewrite("Calls are settled at once.\nBuyers hear of it.")
    assert said() == [("Calls are settled.", "Calls are settled at once.")]
    rewrite("Buyers hear of it.\nCalls are settled at once.")
    both = "Calls are settled at once.\nBuyers hear of it."
    assert said() == [(both, "Buyers hear of it.\nCalls are settled at once.")]


def test_a_skill_has_one_name(hana, listening):
    with pytest.raises(SkillTaken):
        save_skill(None, actor=hana, name="listening")


def test_an_archived_skill_is_offered_no_longer_and_stays_where_it_is_needed(
    hana, at, role, expected, listening
):
    archive_skill(listening, actor=hana)
    assert holding().skills.get().skill == listening
    assert "Archived on" in at(hana).get(listening.get_absolute_url()).text


def test_roles_of_which_nothing_is_written_can_be_found(hana, at, role, expected):
    from fairway.people.models import JobProfile

    JobProfile.objects.create(title="Baker")
    page = at(hana).get(f"{reverse('skills:roles')}?unwritten").text
    assert "Baker" in page
    assert "Support specialist" not in page
