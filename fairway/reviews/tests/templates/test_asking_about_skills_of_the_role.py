"""HR asks about each skill that the role expects, or about one by its name."""

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.reviews.models import BankQuestion, Question, ReviewTemplate
from fairway.skills.actions.skills import save_skill
from fairway.skills.models import Level

pytestmark = pytest.mark.django_db
FIVE = "Not yet\nPartly\nFully\nBeyond\nFar beyond"
EACH = {"0-kind": "competency", "0-skill": "each"}


@pytest.fixture
def listening(db):
    return save_skill(None, actor=SYSTEM, name="Listening", working="Asks one question more.")


def test_each_skill_of_the_role_is_asked_about_at_its_levels_and_five_at_most(new, listening):
    assert new(**EACH, **{"0-scale": FIVE}).status_code == 302
    question = Question.objects.get()
    assert question.asks_each_skill
    assert question.most_skills == 5
    assert [one["label"]["en"] for one in question.scale] == list(Level.labels)


def test_its_form_asks_how_many_and_for_no_points(new, edit, at, hana, shown, listening):
    new(**EACH, **{"0-most_skills": "3"})
    template = ReviewTemplate.objects.get()
    page = at(hana).get(reverse("reviews:edit_template", args=[template.public_id]))
    assert shown(page)["0-skill"] == "each"
    assert shown(page)["0-most_skills"] == "3"
    assert "0-scale" not in shown(page)
    assert edit(template).status_code == 302
    assert Question.objects.get().most_skills == 3
    changed = edit(template, **{"0-kind": "rating", "0-skill": ""})
    assert changed.status_code == 422
    assert "0-scale" in shown(changed)


@pytest.mark.parametrize("most", ["0", "11", "many"])
def test_more_skills_than_anybody_can_answer_are_refused_beside_the_field(new, listening, most):
    page = new(**EACH, **{"0-most_skills": most})
    assert page.status_code == 422
    assert not Question.objects.exists()


def test_a_question_about_a_skill_says_which(new, listening):
    page = new(**{"0-kind": "competency", "0-skill": ""})
    assert page.status_code == 422
    assert "Say which skill" in page.content.decode()


def test_one_named_skill_has_its_levels_in_its_own_words_or_another_scale(new, edit, listening):
    new(**{"0-kind": "competency", "0-skill": listening.public_id})
    question = Question.objects.get()
    assert question.skill == listening
    assert question.scale[1]["anchor"]["en"] == "Asks one question more."
    edit(ReviewTemplate.objects.get(), **{"0-scale": FIVE})
    assert len(Question.objects.get().scale) == 5


def test_the_bank_keeps_one_about_each_skill_and_a_template_takes_it_over(at, hana, new, listening):
    typed = {"text_en": "Skills?", "kind": "competency", "skill": "each"}
    assert at(hana).post(reverse("reviews:new_bank_question"), typed).status_code == 302
    kept = BankQuestion.objects.get()
    assert "each that the role expects" in at(hana).get(reverse("reviews:bank")).content.decode()
    taken = {"0-bank": kept.public_id, "0-text_en": "", "0-most_skills": "4"}
    assert new(**taken).status_code == 302
    assert Question.objects.get().most_skills == 4


def test_the_preview_says_that_it_is_asked_about_each_skill(new, at, hana, listening):
    new(**EACH)
    page = at(hana).get(ReviewTemplate.objects.get().get_absolute_url()).content.decode()
    assert "Asked about each skill that the role expects, 5 at most" in page
    assert "Practitioner" in page
