"""The same number and day make the same company; another number makes another."""

from datetime import date

import pytest
from django.apps import apps

from fairway.config.demo.making import make_demo, plan_company
from fairway.foundation.sealing import SealedField
from tests.saltmarsh import DAY

pytestmark = pytest.mark.django_db(transaction=True)
# Integer keys of other rows; "rules" say whom a cycle of reviews is about by them.
KEYS = {"subject_id", "data", "source_id", "target_id", "rules"}
SECRETS = {"nonce", "wrapped", "wrapping_key"}  # which nobody can foretell


def rows() -> dict[str, list[str]]:
    """All rooms' rows without integer keys, which a database may count on from before."""
    found = {}
    for model in apps.get_models():
        if model.__module__.startswith("fairway."):
            fields = [
                field.attname
                for field in model._meta.concrete_fields
                if not field.primary_key
                and not field.is_relation
                and not getattr(field, "auto_now_add", False)
                and not getattr(field, "auto_now", False)
                and not isinstance(field, SealedField)  # sealed anew, the same words look otherwise
                and field.name not in KEYS | SECRETS
            ]
            # Without a field of its own a row says only whom it joins: then how many there are.
            rows = model._default_manager.values_list(*fields) if fields else ()
            found[model._meta.label] = sorted(map(repr, rows)) or [str(model.objects.count())]
    return found


def test_two_makings_are_alike_down_to_the_public_ids(transactional_db, saltmarsh_beside):
    beside, _company = saltmarsh_beside
    with beside.in_use():
        first = rows()
    make_demo(today=DAY)
    assert rows() == first
    assert len(first["people.Person"]) > 240


def test_another_day_moves_the_dates_and_keeps_the_people():
    one, two = plan_company(240, DAY), plan_company(240, date(2027, 2, 28))
    assert [str(life.name) for life in one.cast().values()] == [
        str(life.name) for life in two.cast().values()
    ]


def test_every_size_has_exactly_as_many_people_as_asked_for():
    for people in (120, 121, 240, 777, 2500, 10_000):
        plan = plan_company(people, DAY)
        assert sum(life.here_on(DAY) for life in plan.lives) == people


def test_ids_are_random_again_afterwards():
    from fairway.foundation.ids import ids_from, new_public_id

    with ids_from("one"):
        first = new_public_id()
    with ids_from("one"):
        assert new_public_id() == first
    assert new_public_id() != first
