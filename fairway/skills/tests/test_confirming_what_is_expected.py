"""Both say it: the edition, the day, and who. A change asks again, a mended comma does not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.policy import set_policy
from fairway.foundation.versions import Stale
from fairway.skills.actions.confirming import confirm_role
from fairway.skills.actions.expecting import write_expectation
from fairway.skills.cards import lines
from fairway.skills.models import Confirmation, Edition
from fairway.skills.personal import erase, export
from fairway.skills.refusals import NothingToConfirm
from fairway.skills.standing import standing_of, unconfirmed_in, waiting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(ana, in_role):
    return in_role(ana)


def standing(person, viewer):
    edition = Edition.objects.holding().select_related("expectation").get()
    return standing_of(person, edition, viewer)


def test_it_is_agreed_once_both_have_confirmed_it(ana, bo, expected):
    confirm_role(ana, actor=ana, version=1)
    assert not standing(ana, ana).is_agreed
    confirm_role(ana, actor=bo, version=1)
    now = standing(ana, ana)
    assert now.is_agreed
    assert (now.employee.latest.by, now.manager.latest.by) == (ana, bo)
    assert Event.objects.filter(kind="skills.confirmed", about=ana).count() == 2


def test_both_are_asked_until_they_have_confirmed_it(ana, bo, expected):
    assert list(waiting_for(ana)) == [ana]
    assert list(waiting_for(bo)) == [ana]
    confirm_role(ana, actor=ana)
    assert list(waiting_for(ana)) == []
    assert list(waiting_for(bo)) == [ana]
    confirm_role(ana, actor=bo)
    assert list(waiting_for(bo)) == []


def test_a_change_asks_both_again_and_keeps_what_was_confirmed(ana, bo, expected, rewrite):
    confirm_role(ana, actor=ana)
    confirm_role(ana, actor=bo)
    rewrite("Calls and chats are settled.")
    now = standing(ana, ana)
    assert not now.is_agreed
    assert now.employee.changed
    assert now.employee.latest.edition.results == "Calls are settled."
    assert list(waiting_for(ana)) == [ana]
    assert list(waiting_for(bo)) == [ana]


def test_mended_words_ask_nobody_again(ana, bo, expected, rewrite):
    confirm_role(ana, actor=ana)
    confirm_role(ana, actor=bo)
    rewrite("Calls are settled!", asks=False)
    assert standing(ana, ana).is_agreed
    assert list(waiting_for(ana)) == []


def test_who_never_confirmed_is_asked_for_the_edition_that_holds(ana, expected, rewrite):
    rewrite("Calls are settled at once.", asks=False)
    assert confirm_role(ana, actor=ana).number == 2


def test_an_edition_that_no_longer_holds_is_not_confirmed(ana, expected, rewrite):
    rewrite("Calls and chats are settled.")
    with pytest.raises(Stale):
        confirm_role(ana, actor=ana, version=1)
    assert not Confirmation.objects.exists()


def test_after_a_year_both_are_asked_once_more(ana, expected):
    confirm_role(ana, actor=ana)
    Confirmation.objects.update(at=timezone.now() - timedelta(days=370))
    assert list(waiting_for(ana)) == [ana]
    set_policy("skills.confirm_every", 0, actor=SYSTEM)
    assert list(waiting_for(ana)) == []


def test_another_role_is_another_expectation(ana, expected, in_role, listening):
    from fairway.people.models import JobProfile

    confirm_role(ana, actor=ana)
    lead = JobProfile.objects.create(title="Team lead", level="L4")
    in_role(ana, lead)
    assert list(waiting_for(ana)) == []
    write_expectation(lead, actor=SYSTEM, words={"results": "A good team."}, levels={})
    assert list(waiting_for(ana)) == [ana]


def test_confirmed_twice_is_kept_once(ana, expected):
    first = confirm_role(ana, actor=ana)
    assert confirm_role(ana, actor=ana) == first
    again = confirm_role(ana, actor=ana, still_open="Who decides on refunds?")
    assert again != first
    assert again.still_open == "Who decides on refunds?"


@pytest.mark.parametrize("who", ["mia", "hana", "dee", "cy"])
def test_nobody_confirms_in_anothers_place(request, who, ana, expected):
    with pytest.raises(PermissionDenied):
        confirm_role(ana, actor=request.getfixturevalue(who))


def test_the_system_confirms_nothing(ana, expected):
    with pytest.raises(PermissionDenied):
        confirm_role(ana, actor=SYSTEM)


def test_where_nothing_is_written_there_is_nothing_to_confirm(ana):
    with pytest.raises(NothingToConfirm):
        confirm_role(ana, actor=ana)


@pytest.mark.parametrize(
    ("who", "sees"),
    [("ana", True), ("bo", True), ("mia", True), ("hana", True), ("dee", True), ("cy", False)],
)
def test_who_confirmed_is_known_to_the_line_and_hr(request, who, sees, ana, expected):
    confirm_role(ana, actor=ana, still_open="Refunds?")
    viewer = request.getfixturevalue(who)
    assert Confirmation.objects.allowed(viewer).exists() is sees


def test_hr_sees_for_how_many_it_is_agreed(ana, bo, expected, role):
    assert unconfirmed_in(role) == (1, 0)
    confirm_role(ana, actor=ana)
    confirm_role(ana, actor=bo)
    assert unconfirmed_in(role) == (1, 1)


def test_the_daily_mail_says_what_waits_and_names_no_employee(ana, bo, expected):
    since = timezone.now() - timedelta(days=1)
    assert [words for words, _url in lines(ana, since)] == [
        "What is expected in your role waits for you to read it"
    ]
    said = [words for words, _url in lines(bo, since)]
    assert said == ["The role of 1 of your people waits for you to confirm it"]


def test_what_is_kept_of_a_person_is_handed_out_and_goes_once_they_have_left(ana, bo, expected):
    confirm_role(ana, actor=ana, still_open="Refunds?")
    assert [row["still_open"] for row in export(ana)] == ["Refunds?"]
    assert erase(ana) == 0
    type(ana).objects.filter(pk=ana.pk).update(active=False)
    assert erase(ana) == 1
    assert not Confirmation.objects.exists()
