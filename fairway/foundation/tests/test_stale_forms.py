from dataclasses import dataclass
from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory
from ninja import NinjaAPI

from fairway.foundation.api.problems import answer_problems
from fairway.foundation.versions import Stale, VersionedForm, next_version

pytestmark = pytest.mark.once


@dataclass
class Row:
    version: int = 3


class GoalForm(VersionedForm):
    title = forms.CharField(label="Title")
    due_on = forms.DateField(label="Due", required=False)
    level = forms.ChoiceField(label="Level", choices=[("Easy", [("1", "One")]), ("2", "Two")])
    kinds = forms.MultipleChoiceField(label="Kinds", choices=[("a", "Alpha"), ("b", "Beta")])
    shared = forms.BooleanField(label="Shared", required=False)


TYPED = "version=3&title=Mine&due_on=2026-03-01&level=1&kinds=a&kinds=b"
NOW = {
    "title": "Theirs",
    "due_on": date(2026, 3, 1),
    "level": "2",
    "kinds": ["a"],
    "shared": True,
}


def test_the_version_seen_counts_up_and_another_is_stale():
    row = Row()
    next_version(row, 3)
    assert row.version == 4
    with pytest.raises(Stale, match="while you were writing"):
        next_version(row, 3)
    assert row.version == 4
    next_version(row, None)
    assert row.version == 5


def test_a_stale_save_is_a_conflict_on_pages_and_at_the_api():
    assert Stale.http_status == 409

    api = NinjaAPI(urls_namespace="stale")
    answer_problems(api)
    answer = api.on_exception(RequestFactory().post("/"), Stale())
    assert answer.status_code == 409
    assert b"while you were writing" in answer.content


def test_a_stale_form_keeps_what_was_typed_and_says_what_saving_again_would_change():
    form = GoalForm(QueryDict(TYPED))
    assert form.is_valid()
    differences = {d.label: (d.before, d.after) for d in form.renew(NOW, version=7)}
    assert differences == {
        "Title": ("Theirs", "Mine"),
        "Level": ("Two", "One"),
        "Kinds": ("Alpha", "Alpha, Beta"),
        "Shared": ("yes", "no"),
    }
    drawn = str(form)
    assert 'value="Mine"' in drawn
    assert 'name="version" value="7"' in drawn


def test_what_both_wrote_alike_is_no_difference():
    form = GoalForm(QueryDict("version=3&title=Theirs&due_on=2026-03-01&level=2&kinds=a&shared=on"))
    assert form.is_valid()
    assert form.renew(NOW, version=7) == []


@pytest.mark.parametrize("version", ["", "x", "-1", "0"])
def test_a_form_without_its_version_is_not_saved(version):
    assert "version" in GoalForm(QueryDict(TYPED.replace("version=3", f"version={version}"))).errors
