"""`fairway import goals` does what the pages do, for one person's rights."""

import argparse
import json
from datetime import date

import pytest

from fairway.config.cli.commands import import_
from fairway.foundation.events import SYSTEM
from fairway.goals.models import Goal
from fairway.goals.models.importing import GoalImport
from fairway.goals.tests.importing.conftest import OUTLINE
from fairway.strategy.actions.periods import add_period, open_period

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def quarter(db):
    quarter = add_period(
        "quarter", "Q4 2026", actor=SYSTEM, starts_on=date(2026, 10, 1), last_day=date(2026, 12, 31)
    )
    return open_period(quarter, actor=SYSTEM)


@pytest.fixture
def run(tmp_path, capsys, bo):
    bo.email = "bo@example.org"
    bo.save()

    def call(*words, text=OUTLINE):
        file = tmp_path / "goals.md"
        file.write_text(text)
        parser = argparse.ArgumentParser()
        import_.arguments(parser)
        given = parser.parse_args(["goals", str(file), "--by", "bo@example.org", "--json", *words])
        code = import_.run(given)
        return code, json.loads(capsys.readouterr().out)

    return call


def test_an_outline_comes_in_for_whom_it_is_said(run, quarter, bo):
    code, said = run("--period", "Q4 2026", "--map", "Support=me")
    assert (code, said["new"], said["left_out"], said["applied"]) == (0, 2, 1, True)
    assert set(Goal.objects.values_list("owner", flat=True)) == {bo.pk}


def test_a_dry_run_leaves_nothing(run, quarter):
    code, said = run("--period", "Q4 2026", "--map", "=me", "--dry-run")
    assert (code, said["new"], said["applied"]) == (0, 3, False)
    assert not Goal.objects.exists()
    assert not GoalImport.objects.exists()


def test_what_is_wrong_stops_it_unless_left_out(run, quarter):
    text = "- Fine\n  - from 5 to 5\n- Right\n  - z"
    code, said = run("--period", "Q4 2026", "--map", "=me", text=text)
    assert (code, said["applied"], [one["line"] for one in said["errors"]]) == (1, False, [2])
    code, said = run("--period", "Q4 2026", "--map", "=me", "--skip-errors", text=text)
    assert (code, said["applied"]) == (0, True)


@pytest.mark.parametrize(
    "words",
    [
        ("--period", "Never"),
        ("--period", "Q4 2026", "--map", "Support=nobody@example.org"),
        ("--period", "Q4 2026", "--map", "Sales=me"),
        ("--period", "Q4 2026", "--map", "Support=all"),
        ("--period", "Q4 2026", "--by", "zoe"),
    ],
)
def test_what_names_nothing_here_is_refused_in_words(run, quarter, words):
    code, said = run(*words)
    if "Support=all" in words:
        assert said["left_out"] == 3
    else:
        assert code == 1
        assert said["errors"][0]["message"]
    assert not Goal.objects.exists()
