"""What was published never changes; what a cycle was launched with stays."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.events import SYSTEM
from fairway.foundation.languages.texts import NothingWritten
from fairway.foundation.versions import Stale
from fairway.reviews.actions.refusals import (
    BadScale,
    NameTaken,
    NoQuestions,
    NothingToPublish,
    OneOverall,
    SkillMissing,
    TemplateInUse,
    TooManySkills,
)
from fairway.reviews.actions.templates import (
    archive_template,
    begun_from,
    publish_template,
    save_template,
)
from fairway.reviews.models import Question, Section, TemplateVersion, minutes_for
from fairway.reviews.models.writing import CONFIDENTIAL
from fairway.reviews.ready import READY, SCALE, ready_called
from fairway.reviews.wording import Asked, Part, Point, spoken

pytestmark = pytest.mark.django_db
TEN = 10  # minutes
MOST_ASKED = 8  # questions of anybody: few enough to answer each of them well


def saved(*questions, template=None, **how):
    how.setdefault("actor", SYSTEM)
    parts = [Part("One", questions)]
    return save_template(template, name=how.pop("name", "Mine"), use="annual", parts=parts, **how)


def asks(version):
    return [str(one.text) for one in Question.objects.filter(section__template_version=version)]


def texts_for(ready, kind):
    """What a ready template asks in a review of this kind."""
    parts = [part for part in spoken(ready).parts if Section(audience=part.audience).is_for(kind)]
    return [one.text for part in parts for one in part.questions]


WORDS = Asked("text", "What patterns do we see?")


def test_what_is_published_stays_when_another_is_written():
    template = saved(WORDS)
    first = publish_template(template, actor=SYSTEM)
    template.refresh_from_db()
    saved(Asked("text", "Something else?"), template=template)
    second = template.versions.get(number=2)
    assert (asks(first), asks(second)) == ([str(WORDS.text)], ["Something else?"])
    assert second.is_draft


def test_a_draft_is_written_over_until_it_is_published():
    template = saved(WORDS)
    saved(Asked("text", "Better?"), template=template)
    assert template.versions.count() == 1
    assert asks(template.versions.get()) == ["Better?"]


def test_published_once_there_is_nothing_left_to_publish():
    template = saved(WORDS)
    publish_template(template, actor=SYSTEM)
    with pytest.raises(NothingToPublish):
        publish_template(template, actor=SYSTEM)


def test_a_stale_form_overwrites_nothing():
    template = saved(WORDS)
    seen = template.version
    saved(WORDS, template=template, version=seen)
    with pytest.raises(Stale):
        saved(Asked("text", "Late"), template=template, version=seen)


def test_a_rating_asks_for_an_example_at_both_ends_unless_it_says_otherwise():
    template = saved(Asked("rating", "How?", scale=SCALE), WORDS)
    rating, words = Question.objects.filter(section__template_version__template=template)
    assert [rating.wants_example_at(value) for value in rating.values] == [
        True, False, False, False, True,
    ]  # fmt: skip
    assert not words.wants_example_at(None)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (Asked("rating", "How?", scale=SCALE[:2]), BadScale),
        (Asked("rating", "How?", scale=(*SCALE, *SCALE)), BadScale),
        (Asked("rating", "How?", scale=(*SCALE[:2], Point(9, ""))), BadScale),
        (Asked("competency", "Which?", scale=SCALE), SkillMissing),
        (Asked("competency", "Which?", most_skills=11), TooManySkills),
        (Asked("text", ""), NothingWritten),
    ],
)
def test_what_nobody_could_answer_is_refused(question, reason):
    with pytest.raises(reason):
        saved(question)


def test_something_is_asked():
    with pytest.raises(NoQuestions):
        saved()


def test_there_is_one_overall_rating():
    overall = Asked("rating", "All in all?", scale=SCALE, overall=True)
    with pytest.raises(OneOverall):
        saved(overall, overall)


def test_two_templates_have_two_names():
    saved(WORDS, name="Year")
    with pytest.raises(NameTaken):
        saved(WORDS, name="year")


def test_what_a_draft_cycle_uses_is_not_archived_under_it(draft, template):
    draft()
    with pytest.raises(TemplateInUse):
        archive_template(template, actor=SYSTEM)


def test_only_hr_writes_questions(bo, ana):
    for one in (bo, ana):
        with pytest.raises(PermissionDenied):
            saved(WORDS, actor=one)


@pytest.mark.parametrize("ready", READY, ids=lambda one: one.key)
def test_each_ready_template_can_be_published_and_opens_with_patterns(ready):
    ready = spoken(ready)
    made = save_template(
        None, actor=SYSTEM, name=ready.name, use=ready.use, parts=ready.parts, opening=ready.opening
    )
    version = TemplateVersion.objects.whole().get(pk=publish_template(made, actor=SYSTEM).pk)
    assert "patterns do we see across the period" in str(version.questions_for("self")[0].text)
    for kind in ("self", "manager", "peer", "upward"):
        assert version.questions_for(kind)


@pytest.mark.parametrize("kind", ["self", "manager", "peer", "upward", "external"])
@pytest.mark.parametrize("ready", READY, ids=lambda one: one.key)
def test_each_ready_template_asks_everybody_what_helped_what_comes_next_and_what_to_strengthen(
    ready, kind
):
    texts = texts_for(ready, kind)
    for words in (
        "help.*in the way",
        "(expect|hope).*support|support.*expect",
        "capability.*strength",
    ):
        assert [one for one in texts if re.search(words, one)], words
    assert len(texts) <= MOST_ASKED


@pytest.mark.parametrize("kind", ["peer", "upward", "external", "dotted"])
@pytest.mark.parametrize("key", ["annual", "project"])
def test_colleagues_say_what_they_know_in_ten_minutes_and_the_two_plan(key, kind):
    ready = spoken(ready_called(key))
    version = publish_template(
        save_template(None, actor=SYSTEM, name=key, use=ready.use, parts=ready.parts), actor=SYSTEM
    )
    whole = TemplateVersion.objects.whole().get(pk=version.pk)
    asked = whole.questions_for(kind)
    assert 4 <= len(asked) <= 5
    assert minutes_for(one for one in asked if one.required) <= TEN
    goals = {one.kind == "goal_result" for one in asked}
    assert goals == {False}, "who was not there cannot say what became of them"
    for one_of_the_two in ("self", "manager"):
        assert any(one.kind == "goal_result" for one in whole.questions_for(one_of_the_two))


@pytest.mark.parametrize("kind", ["self", "manager"])
def test_after_half_a_year_three_skills_of_the_role_are_asked_about_in_less_than_half_an_hour(kind):
    ready = spoken(ready_called("half_year"))
    made = save_template(None, actor=SYSTEM, name="Half", use=ready.use, parts=ready.parts)
    version = TemplateVersion.objects.whole().get(template=made)
    asked = version.questions_for(kind)
    assert [one.most_skills for one in asked if one.asks_each_skill] == [3]
    assert minutes_for(asked) < 30
    assert not any(one.asks_each_skill for one in version.questions_for("peer"))


def test_feedback_to_managers_is_asked_of_their_people_and_a_360_of_colleagues_in_their_own_words():
    for key, words in (("upward", "your manager"), ("development", "work with them")):
        ready = ready_called(key)
        for kind in ("self", "manager"):
            assert not any(words in one for one in texts_for(ready, kind))
        for kind in CONFIDENTIAL:
            assert any(words in one for one in texts_for(ready, kind))


def test_what_was_taken_over_is_the_same(template):
    again = save_template(None, actor=SYSTEM, name="Copy", use="annual", parts=begun_from(template))
    assert asks(again.versions.get()) == asks(template.versions.get())
