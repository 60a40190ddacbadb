"""A goal is written on one page, with its key results and what it contributes to."""

import pytest
from django.urls import reverse
from django.utils import timezone

from fairway.goals.models import Goal, KeyResult
from fairway.goals.picking import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(client, ana, quarter):
    """written(title=…) posts the form as Ana; rows are key results by their fields."""

    def post(*rows, at=None, **fields):
        client.force_login(ana.account)
        data = {
            "title": "Answer on first contact",
            "whose": ana.public_id,
            "period": quarter.public_id,
            "visibility": "company",
            "roll_up": "own",
            "cadence_days": 7,
            "weight": 1,
            "rows": len(rows),
            **fields,
        }
        for number, row in enumerate(rows):
            data |= {f"r{number}-{name}": value for name, value in (METRIC | row).items()}
        return client.post(at or reverse("goals:create", args=["okr"]), data)

    return post


METRIC = {
    "title": "Settled",
    "kind": "metric",
    "source": "manual",
    "measure": "number",
    "weight": 1,
}


def test_an_objective_with_every_kind_of_key_result(written):
    answer = written(
        {"baseline": "14.5", "target": "9"},
        {"kind": "range", "measure": "percent", "low": "40", "high": "60", "title": "Kept"},
        {"kind": "milestones", "milestones": "One\nTwo", "title": "Guide"},
        {"kind": "yes_no", "title": "Open"},
        {
            "measure": "money",
            "label": "eur",
            "baseline": "0",
            "target": "1200.50",
            "title": "Saved",
        },
        propose="yes",
    )
    assert answer.status_code == 302
    goal = Goal.objects.get()
    assert goal.state == "proposed"
    down, kept, guide, _open, saved = goal.results.all()
    assert (down.baseline, down.target, down.decimals) == (145, 90, 1)
    assert (kept.low, kept.high) == (400, 600)
    assert [one.title for one in guide.milestones.all()] == ["One", "Two"]
    assert (saved.currency, saved.target, saved.decimals) == ("EUR", 120050, 2)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"baseline": "5", "target": "5"}, "no way to go"),
        ({"baseline": "NaN", "target": "5"}, "NaN"),
        ({"baseline": "", "target": "5"}, "from which value"),
        ({"kind": "range", "low": "9", "high": "3"}, "below the lower"),
        ({"baseline": "1", "target": "2", "weight": 5000}, "1000"),
        ({"measure": "money", "label": "Taler", "baseline": "1", "target": "2"}, "currency"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(written, row, words):
    answer = written({"title": "First", "baseline": "0", "target": "1"}, row)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="Answer on first contact"' in page
    assert 'value="First"' in page
    assert not Goal.objects.exists()


def test_a_goal_contributes_with_a_sentence_saying_how(written, goal_of, organisation):
    above = goal_of(None, "Settle it at once", 40, unit=organisation.support)
    bare = written(contributes_to=words_of(above))
    assert bare.status_code == 422
    assert "how it helps" in bare.content.decode()
    written(
        contributes_to=words_of(above), how="When the first answer is right, nobody asks twice."
    )
    goal = Goal.objects.get(title="Answer on first contact")
    assert goal.parent == above
    assert goal.contributes_how.startswith("When the first")


def test_a_circle_is_refused_in_words(client, ana, goal_of):
    above = goal_of(ana, "Above")
    below = goal_of(ana, "Below")
    client.force_login(ana.account)
    to = reverse("goals:contribute", args=[below.public_id])
    said = {"contributes_to": words_of(above), "how": "By this.", "weight": 1}
    assert client.post(to, said).status_code == 302
    back = reverse("goals:contribute", args=[above.public_id])
    answer = client.post(back, said | {"contributes_to": words_of(below)})
    assert answer.status_code == 422
    assert "circle" in answer.content.decode()


def test_a_period_that_is_over_is_refused(written, quarter):
    type(quarter).objects.filter(pk=quarter.pk).update(closed_at=timezone.now())
    answer = written()
    assert answer.status_code == 422
    assert not Goal.objects.exists()


def test_whoever_edits_what_was_edited_meanwhile_sees_both(client, ana, written, quarter):
    written({"baseline": "0", "target": "10"})
    goal = Goal.objects.get()
    edit = reverse("goals:edit", args=[goal.public_id])
    shown = client.get(edit).context["form"].initial["version"]
    Goal.objects.filter(pk=goal.pk).update(title="Theirs", version=shown + 1)
    result = KeyResult.objects.get()
    row = {
        "public_id": result.public_id,
        "version": result.version,
        "baseline": "0",
        "target": "12",
    }
    answer = written(row, at=edit, title="Mine", version=shown)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Theirs" in page
    assert 'value="Mine"' in page
    result.refresh_from_db()
    assert result.target == 10


def test_another_row_is_drawn_without_a_script_and_keeps_what_was_typed(written):
    answer = written({"title": "First"}, add="result")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="First"' in page
    assert 'name="r1-title"' in page
    assert not Goal.objects.exists()


def test_a_private_goal_is_not_suggested_to_others(client, ana, cy, goal_of):
    goal_of(ana, "Secret aim", visibility="line")
    client.force_login(cy.account)
    assert b"Secret" not in client.get(reverse("goals:pick"), {"q": "secret"}).content
    client.force_login(ana.account)
    assert b"Secret" in client.get(reverse("goals:pick"), {"q": "secret"}).content
