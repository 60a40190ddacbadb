"""Who leads the unit where everybody in a role works writes it; nobody else is asked."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.people.models import JobProfile
from fairway.skills.actions.expecting import write_expectation
from fairway.skills.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def leads(organisation):
    def lead(person, unit=None):
        (unit or organisation.support).leader = person
        (unit or organisation.support).save()

    return lead


def test_who_leads_all_who_hold_a_role_writes_it(ana, bo, at, role, in_role, leads):
    in_role(ana)
    leads(bo)
    browser, address = at(bo), reverse("skills:edit_role", args=[role.public_id])
    assert address in browser.get(reverse("skills:role", args=[role.public_id])).text
    assert browser.post(address, {"results": "Calls are settled."}).status_code == 302
    assert Edition.objects.holding().get().written_by == bo


def test_a_role_that_others_hold_too_is_not_one_leaders_to_write(
    ana, bo, cy, role, in_role, leads, organisation, hire
):
    in_role(ana)
    leads(bo)
    elsewhere = in_role(hire("Else Where", organisation.people, organisation.lisbon))
    with pytest.raises(PermissionDenied):
        write_expectation(role, actor=bo, words={"results": "Mine."}, levels={})
    type(elsewhere).objects.filter(pk=elsewhere.pk).update(active=False)
    write_expectation(role, actor=bo, words={"results": "Mine."}, levels={})
    assert Edition.objects.holding().get().written_by == bo


def test_nobody_writes_alone_what_is_expected_of_themselves(ana, bo, role, in_role, leads):
    in_role(ana)
    leads(ana)
    with pytest.raises(PermissionDenied):
        write_expectation(role, actor=ana, words={"results": "Little."}, levels={})


def test_a_role_that_nobody_holds_is_hrs_to_write(bo, leads):
    leads(bo)
    empty = JobProfile.objects.create(title="Diver")
    with pytest.raises(PermissionDenied):
        write_expectation(empty, actor=bo, words={"results": "Mine."}, levels={})
