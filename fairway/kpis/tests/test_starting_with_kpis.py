"""A library to start from, and stacks that are weighed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.kpis.actions import stacking
from fairway.kpis.actions.defining import add_kpi
from fairway.kpis.balance import weigh
from fairway.kpis.library import SHELVES
from fairway.kpis.models import Kpi
from fairway.strategy.tests.matrix import a_priority

pytestmark = pytest.mark.django_db
SAMPLES = [one for _key, _label, shelf in SHELVES for one in shelf]


def measured(kind="outcome", timing="lagging", response="Up: ask why."):
    return Kpi(kind=kind, timing=timing, response=response)


def codes(*kpis):
    return [one.code for one in weigh(kpis)]


def test_the_library_holds_sixty_measures_and_each_says_what_would_be_done():
    assert len(SAMPLES) >= 60
    assert len({one.key for one in SAMPLES}) == len(SAMPLES)
    assert [one.key for one in SAMPLES if not str(one.response).strip()] == []


def test_every_measure_of_the_library_becomes_a_kpi(bo, organisation):
    for one in SAMPLES:
        fields = one.initial()
        kpi = add_kpi(actor=SYSTEM, owner=bo, unit=organisation.support, **fields)
        kpi.full_clean(exclude=["public_id"])
        assert not kpi.is_vanity


def test_the_form_begins_with_what_the_library_says(client, bo, ana):
    client.force_login(bo.account)
    page = client.get(reverse("kpis:new"), {"from": "shops-3"})
    assert "Deliveries counted on arrival" in page.text
    assert "what got in the way that week" in page.text


def test_one_outcome_one_that_leads_and_one_of_quality_are_balanced():
    assert codes(measured(), measured("driver", "leading"), measured("quality")) == []


@pytest.mark.parametrize(
    ("kpis", "code"),
    [
        ([measured("driver", "leading"), measured("quality")], "no_outcome"),
        ([measured(), measured(), measured("quality", "leading")], "many_outcomes"),
        ([measured(), measured("quality")], "all_lagging"),
        ([measured(), measured("driver", "leading")], "no_quality"),
        ([measured(), measured("quality"), *[measured("driver", "leading")] * 3], "many_leading"),
        ([measured(), measured("quality", "leading"), *[measured("driver")] * 4], "too_many"),
        ([measured(response=" "), measured("quality", "leading")], "no_response"),
    ],
)
def test_what_a_stack_lacks_is_asked(kpis, code):
    assert codes(*kpis) == [code]


def test_who_keeps_the_unit_keeps_its_stack(bo, ana, fcr, organisation):
    stack = stacking.start_stack(actor=bo, priority=a_priority(), unit=organisation.support)
    stacking.put_on_stack(stack, actor=bo, kpi=fcr)
    with pytest.raises(PermissionDenied):
        stacking.take_off_stack(stack, actor=ana, kpi=fcr)
    with pytest.raises(PermissionDenied):
        stacking.start_stack(actor=bo, priority=a_priority(), unit=organisation.shops)


def test_a_stack_shows_each_reader_what_they_may_see(client, bo, cy, fcr, organisation):
    stack = stacking.start_stack(actor=SYSTEM, priority=a_priority(), unit=organisation.support)
    hidden = add_kpi(
        actor=SYSTEM,
        owner=bo,
        unit=organisation.support,
        name="Calls we lost",
        meaning="m",
        public=False,
    )
    for kpi in (fcr, hidden):
        stacking.put_on_stack(stack, actor=SYSTEM, kpi=kpi)
    client.force_login(cy.account)
    page = client.get(stack.get_absolute_url()).text
    assert "First-contact resolution" in page
    assert "Calls we lost" not in page
