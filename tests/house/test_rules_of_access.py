"""Permission is written once, as a Q that joins to one row at most."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.db.models.constants import LOOKUP_SEP

from fairway.foundation.access import AccessQuerySet, rules

pytestmark = pytest.mark.django_db


def models_with_access():
    return [
        model
        for model in apps.get_models()
        if isinstance(model._default_manager.get_queryset(), AccessQuerySet)
    ]


def test_every_model_read_through_access_has_a_view_rule():
    assert [m._meta.label for m in models_with_access() if (m, "view") not in rules()] == []


def test_rules_never_join_to_many_rows(ana):
    wrong = [
        f"{model._meta.label} {verb}: {path}"
        for (model, verb), build in rules().items()
        for path in paths(build(ana))
        if joins_many(model, path)
    ]
    assert wrong == []


def test_a_login_without_a_person_may_see_nothing(ana, dee, hana, lee, zoe):
    assert [
        f"{model._meta.label} {verb}"
        for model, verb in rules()
        if model._default_manager.get_queryset().allowed(None, verb).exists()
    ] == []


def paths(condition: Q):
    for child in condition.children:
        if isinstance(child, Q):
            yield from paths(child)
        elif isinstance(child, tuple):
            yield child[0]


def joins_many(model, path: str) -> bool:
    for name in path.split(LOOKUP_SEP):
        try:
            field = model._meta.get_field("id" if name == "pk" else name)
        except FieldDoesNotExist:
            return False
        if field.one_to_many or field.many_to_many:
            return True
        if not field.is_relation:
            return False
        model = field.related_model
    return False
