"""The check beside the form: a fragment while typing, a page without scripts, never a refusal."""

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.foundation.policy import set_policy
from fairway.goals.models import Goal
from fairway.goals.picking import words_of

pytestmark = pytest.mark.django_db
TYPING = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def ana_at(client, ana):
    client.force_login(ana.account)
    return client


def hints(client, **typed):
    return client.post(reverse("goals:smart_check"), typed, **TYPING)


def test_what_is_typed_is_answered_with_a_fragment(ana_at):
    page = hints(ana_at, title="improve customer satisfaction")
    assert page.status_code == 200
    assert "<html" not in page.text
    assert "From which value to which?" in page.text


def test_without_scripts_the_button_leads_to_a_page_that_keeps_the_words(ana_at):
    page = ana_at.post(reverse("goals:smart_check"), {"title": "Hold 8 <b>meetings</b>"})
    assert "<html" in page.text
    assert "Hold 8 &lt;b&gt;meetings" in page.text
    assert "What will be better" in page.text


def test_a_copy_of_a_goal_that_may_be_seen_is_pointed_out(ana_at, bo, goal_of):
    parent = goal_of(bo, "Improve customer retention")
    page = hints(ana_at, title="Improve customer retention by May", contributes_to=words_of(parent))
    assert "Translate rather than copy" in page.text


def test_a_private_goal_is_not_told_of_by_the_check(ana_at, bo, goal_of):
    hidden = goal_of(bo, "Improve customer retention", visibility="line")
    page = hints(ana_at, title="Improve customer retention", contributes_to=words_of(hidden))
    assert "Translate rather than copy" not in page.text


def test_with_more_goals_than_the_policy_likes_it_says_so(ana_at, ana, goal_of, quarter):
    set_policy("goals.most_goals", 1, actor=SYSTEM)
    goal_of(ana, "One")
    page = hints(ana_at, title="Another", period=quarter.public_id, contributes_to="")
    assert "With this one there are 2 goals" in page.text
    assert "contributes to nothing yet" in page.text


def test_nothing_is_kept_and_any_text_is_taken(ana_at):
    for title in ("", "\x00", "🙂" * 5000, "=1+1"):
        assert hints(ana_at, title=title, goal="?", contributes_to="x" * 300).status_code == 200
    assert not Goal.objects.exists()


def test_the_form_of_a_goal_brings_the_check_with_it(ana_at, ana, goal_of):
    page = ana_at.get(reverse("goals:create", args=["smart"]))
    assert reverse("goals:smart_check") in page.text
    page = ana_at.get(reverse("goals:edit", args=[goal_of(ana, agreed=False).public_id]))
    assert "data-smart" in page.text


def test_a_key_result_that_is_typed_is_a_measure(ana_at, quarter):
    typed = {"title": "Customers are answered sooner", "period": quarter.public_id}
    assert "From which value to which?" in hints(ana_at, **typed).text
    typed |= {"rows": "1", "r0-title": "Within four hours", "r0-kpi": "none such", "r0-target": "?"}
    assert "From which value to which?" not in hints(ana_at, **typed).text
