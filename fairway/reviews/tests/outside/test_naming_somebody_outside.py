"""A customer is named by name and address; the manager agrees, then a letter goes out."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation.actors import SYSTEM
from fairway.foundation.policy import set_policy
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.reviews.actions.nominating import (
    MOST_OUTSIDE,
    approve_nomination,
    decline_nomination,
    nominate_outside,
)
from fairway.reviews.actions.outside_refused import IsOurDomain, NoKindOutside, WorksHere
from fairway.reviews.actions.refusals import EnoughNamed, NamedAlready, NamingIsOver
from fairway.reviews.models import OutsideInvitation, OwnDay, Phase, Review
from fairway.reviews.reading.blockers import preview
from fairway.reviews.tests.outside.conftest import ADDRESS

pytestmark = pytest.mark.django_db


def test_whom_somebody_names_is_written_to_once_the_manager_agrees(name_kim, bo, run_jobs, letters):
    named = name_kim()
    run_jobs()
    assert letters() == []
    assert not Review.objects.filter(kind="external").exists()
    approve_nomination(named, actor=bo)
    run_jobs()
    (letter,) = letters()
    assert Review.objects.get(kind="external").by == "Kim Lund"
    assert letter.subject == "Your view is asked for"  # it names nobody
    assert "Kim Lund" in letter.body
    assert "Ana Reyes" in letter.body


def test_whom_the_manager_names_is_written_to_at_once(name_kim, bo, run_jobs, letters):
    assert name_kim(bo).state == "approved"
    run_jobs()
    assert len(letters()) == 1


def test_whom_the_manager_declines_hears_nothing(name_kim, bo, run_jobs, letters):
    decline_nomination(name_kim(), actor=bo, reason="They left the project early")
    run_jobs()
    assert letters() == []
    assert not OutsideInvitation.objects.exists()


def test_colleagues_name_nobody_for_somebody_else(name_kim, cy, hana):
    for other in (cy, hana):
        with pytest.raises(PermissionDenied):
            name_kim(other)


def test_nobody_is_named_twice_however_the_address_is_spelled(name_kim):
    name_kim()
    with pytest.raises(NamedAlready):
        name_kim(address=" Kim@Customer.example ")


def test_who_works_here_is_asked_as_a_colleague(name_kim, cy):
    with pytest.raises(WorksHere):
        name_kim(address=cy.email.upper())


@pytest.mark.parametrize("address", ["kim@saltmarsh.example", " Kim@SaltMarsh.Example "])
def test_an_address_where_colleagues_have_theirs_is_nobodys_outside(name_kim, address):
    with pytest.raises(IsOurDomain) as refused:
        name_kim(address=address)
    assert "Colleagues have their addresses at saltmarsh.example." in refused.value.messages[0]


@pytest.mark.parametrize(
    "address",
    [
        "kim@shop.saltmarsh.example",
        "kim@notsaltmarsh.example",
        "saltmarsh.example@customer.example",
    ],
)
def test_what_only_looks_like_it_is_outside(name_kim, address):
    assert name_kim(address=address).external_email == address


def test_where_anybody_can_have_an_address_so_can_a_customer(name_kim, about_ana):
    """However many colleagues have theirs there; nor is the domain of a single one the company's."""
    everybody = Person.objects.exclude(email="").order_by("pk")
    for number, one in enumerate(everybody):
        one.email = f"p{number}@gmail.com" if number else "p@of-one.example"
        one.save(update_fields=["email"])
    for address in ("kim@gmail.com", "kim@of-one.example"):
        assert name_kim(address=address).external_email == address


def test_a_domain_that_few_of_many_colleagues_have_is_not_the_companys(name_kim, hire):
    for number in range(18):
        hire(f"P{number} Many")
    for few, refused in ((2, False), (3, True)):
        some = Person.objects.filter(email__startswith="p").order_by("pk")
        for number, one in enumerate(some[:few]):
            one.email = f"p{number}@second.example"
            one.save(update_fields=["email"])
        if refused:
            with pytest.raises(IsOurDomain):
                name_kim(address="lee@second.example")
        else:
            name_kim(address="kim@second.example")


def test_nobody_has_letters_sent_to_a_whole_list(name_kim, bo):
    for number in range(MOST_OUTSIDE):
        name_kim(bo, f"kim{number}@customer.example")
    with pytest.raises(EnoughNamed):
        name_kim(bo, "one@more.example")


def test_a_cycle_without_that_kind_asks_nobody_outside(ana, bo, hana, launched, participant):
    cycle = launched("self", "manager")
    with pytest.raises(NoKindOutside):
        nominate_outside(
            participant(cycle, ana), actor=bo, external_name="Kim", external_email=ADDRESS
        )


def test_the_organisation_may_keep_to_its_own_people(name_kim, bo):
    named = name_kim()
    set_policy("reviews.outside", False, actor=SYSTEM)
    with pytest.raises(NoKindOutside):
        name_kim(bo, "two@customer.example")
    with pytest.raises(NoKindOutside):
        approve_nomination(named, actor=bo)


def test_when_the_days_for_it_are_over_the_manager_still_names(name_kim, bo):
    gone = organisation_day() - timedelta(days=2)
    Phase.objects.filter(kind="nominate").update(opens_on=gone, due_on=gone)
    OwnDay.objects.all().delete()  # where a week from now is a holiday in Manila
    with pytest.raises(NamingIsOver):
        name_kim()
    assert name_kim(bo).state == "approved"


def test_who_is_asked_on_the_last_day_has_a_few_working_days(name_kim, bo):
    today = organisation_day()
    Phase.objects.filter(kind="write").update(opens_on=today - timedelta(days=20), due_on=today)
    name_kim(bo)
    assert Review.objects.get(kind="external").due_on >= today


def test_before_the_launch_it_says_why_nobody_outside_is_counted(draft, pia, ana, bo):
    found = preview(draft("self", "manager", "external"), pia)
    assert found.stops == []
    assert [number for kind, number in found.kinds if kind.kind == "external"] == [0]
    assert any("named one by one" in one.words for one in found.found)


def test_a_cycle_that_would_ask_outside_against_the_rules_is_not_launched(draft, pia, ana, bo):
    cycle = draft("self", "external")
    set_policy("reviews.outside", False, actor=SYSTEM)
    assert len(preview(cycle, pia).stops) == 1


def test_the_wizard_offers_it(at, pia, draft, ana):
    address = reverse("reviews:cycle_step", args=[draft("self").public_id, "kinds"])
    page = at(pia).get(address).content.decode()
    assert "By somebody outside" in page
    assert 'name="external"' in page


def test_the_list_takes_a_name_and_an_address(at, ana, bo, about_ana, run_jobs, letters):
    page = reverse("reviews:nominations", args=[about_ana.public_id])
    form = reverse("reviews:nominate_outside", args=[about_ana.public_id])
    assert "Add somebody outside" in at(ana).get(page).content.decode()
    said = {"external_name": "Kim Lund", "external_email": ADDRESS}
    assert at(ana).post(form, said).status_code == 302
    shown = at(bo).get(page).content.decode()
    assert "Kim Lund" in shown
    assert ADDRESS in shown  # who agrees sees where the letter will go
    named = about_ana.nominations.get()
    at(bo).post(reverse("reviews:nomination_approval", args=[named.public_id]))
    run_jobs()
    assert len(letters()) == 1


def test_what_was_typed_for_somebody_outside_comes_back_with_a_refusal(at, ana, about_ana):
    form = reverse("reviews:nominate_outside", args=[about_ana.public_id])
    answer = at(ana).post(form, {"external_name": "Kim Lund", "external_email": "no address"})
    assert answer.status_code == 422
    assert "Kim Lund" in answer.content.decode()
    assert at(ana).get(form).status_code == 200
