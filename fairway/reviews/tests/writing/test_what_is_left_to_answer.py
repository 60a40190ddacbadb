"""At the foot of the page of writing: how many answers it still takes, and how many are optional."""

import pytest
from playwright.sync_api import expect

from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.models import Said
from fairway.reviews.tests.writing.test_pages_of_writing import HTMX, WORDS, address, typed

pytestmark = pytest.mark.django_db(transaction=True)


def keep(running, review, actor, **said):
    answers = {running.asks[name].pk: value for name, value in said.items()}
    keep_answers(review, actor=actor, said=answers, page="desk", seen={})


def test_what_must_be_answered_stands_apart_from_what_may(at, of_manager, running, bo):
    def page():
        return at(bo).get(address("review", of_manager)).text

    assert "2 to answer, 2 optional left." in page()
    keep(running, of_manager, bo, next=Said(None, WORDS))
    assert "2 to answer, 1 optional left." in page()
    keep(running, of_manager, bo, results=Said(None, "Words beside a scale are no point of it"))
    assert "2 to answer, 1 optional left." in page()
    keep(running, of_manager, bo, results=Said(3), patterns=Said(None, WORDS))
    assert "All that is needed has an answer, 1 optional left." in page()
    keep(running, of_manager, bo, aside=Said(None, WORDS))
    assert "Every question has an answer." in page()


def test_where_nothing_is_optional_only_what_it_takes_is_said(at, of_manager, running, bo):
    keep(running, of_manager, bo, next=Said(None, WORDS), aside=Said(None, WORDS))
    assert "2 to answer." in at(bo).get(address("review", of_manager)).text


def test_it_goes_on_with_each_answer_that_is_kept(visit, of_manager, bo):
    page = visit(address("review", of_manager), as_=bo)
    left = page.locator("#left")
    expect(left).to_have_text("2 to answer, 2 optional left.")
    page.get_by_role("textbox", name="Patterns").fill("Ships on time and says early when not.")
    expect(left).to_have_text("1 to answer, 2 optional left.")
    page.locator("label").filter(has=page.get_by_role("radio", name="As agreed")).click()
    expect(left).to_have_text("All that is needed has an answer, 2 optional left.")


def test_what_is_kept_of_one_answer_counts_those_beside_it(at, of_manager, running, bo):
    keep(running, of_manager, bo, results=Said(3))
    data = typed(running, patterns=WORDS)
    where = address("review_draft", of_manager) + f"?part={running.asks['patterns'].public_id}"
    assert "All that is needed has an answer" in at(bo).post(where, data, headers=HTMX).text
