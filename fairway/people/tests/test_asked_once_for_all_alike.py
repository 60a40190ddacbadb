"""What is put together once for all who stand alike changes when what its rules ask changes."""

import pytest
from django.db.models import Value

from fairway.foundation import policy
from fairway.foundation.actors import SYSTEM
from fairway.foundation.remembering import remembered
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

DEPTH = "people.skip_level_depth"


def depth_as_a_rule_asks_it(viewer):
    return Person.objects.filter(pk=viewer.pk).values_list(Value(policy.get(DEPTH)), "pk")


@pytest.mark.django_db
def test_a_policy_that_a_rule_asks_holds_at_once_for_all_of_them(ana, bo):
    asked = PreparedForViewers(depth_as_a_rule_asks_it)

    def told(viewer):
        with remembered():
            return asked.ask(viewer)

    for depth in (1, 0, 3, 1):
        policy.set_policy(DEPTH, depth, actor=SYSTEM)
        assert [told(one) for one in (ana, bo, ana)] == [
            [(depth, one.pk)] for one in (ana, bo, ana)
        ]


@pytest.mark.django_db
def test_it_is_put_together_once_for_each_choice_of_such_a_policy(ana):
    puttings = []

    def noting(viewer):
        puttings.append(policy.get(DEPTH))
        return depth_as_a_rule_asks_it(viewer)

    asked = PreparedForViewers(noting)
    for depth in (1, 3, 1, 3):
        policy.set_policy(DEPTH, depth, actor=SYSTEM)
        for _time in range(3):
            with remembered():
                asked.ask(ana)

    assert puttings == [1, 3]
