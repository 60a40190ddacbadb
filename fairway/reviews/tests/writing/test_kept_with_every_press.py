"""Whatever is pressed on the page of writing keeps what was typed, and says of each answer whether."""

import pytest
from django.urls import reverse
from django.utils import timezone

from fairway.reviews.actions.submitting import submit
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.models import CriticalStatement, Said
from fairway.reviews.tests.writing.test_pages_of_writing import HTMX, WORDS, address, typed

pytestmark = pytest.mark.django_db


def part_of(running, name):
    return f"?part={running.asks[name].public_id}"


def test_an_answer_is_said_to_be_saved_though_another_on_the_page_cannot_be(
    at, of_manager, running, bo
):
    data = typed(running, patterns="x" * 30_000, next=WORDS)
    draft = address("review_draft", of_manager)
    fine = at(bo).post(draft + part_of(running, "next"), data, headers=HTMX)
    assert fine.status_code == 200
    assert "Saved" in fine.content.decode()
    other = at(bo).post(draft + part_of(running, "patterns"), data, headers=HTMX)
    assert other.status_code == 422
    assert "Saved" not in other.content.decode()


def test_of_one_that_changed_elsewhere_its_own_part_alone_says_so(at, of_manager, running, bo):
    said = {running.asks["patterns"].pk: Said(None, "On the phone")}
    keep_answers(of_manager, actor=bo, said=said, page="phone", seen={})
    data = typed(running, patterns=WORDS, next="Tell sooner")
    draft = address("review_draft", of_manager)
    other = at(bo).post(draft + part_of(running, "next"), data, headers=HTMX).content.decode()
    assert "Saved" in other
    assert "On the phone" not in other
    own = at(bo).post(draft + part_of(running, "patterns"), data, headers=HTMX).content.decode()
    assert "On the phone" in own
    assert "hx-swap-oob" in own


def test_later_leads_back_to_ones_list_and_enter_stays(at, of_manager, running, bo):
    draft, data = address("review_draft", of_manager), typed(running, patterns=WORDS)
    assert at(bo).post(draft, data).url == reverse("reviews:overview")
    assert at(bo).post(draft, data | {"stay": "1"}).url == address("review", of_manager)


def test_pointing_to_where_it_was_said_keeps_the_form_beside_it(at, of_manager, running, told, bo):
    given = told(bo)
    row = CriticalStatement.objects.create(
        review=of_manager, question=running.asks["patterns"], text="Labels came late"
    )
    data = typed(running, patterns=WORDS) | {"piece": f"feedback:{given.public_id}"}
    at(bo).post(address("say_before", of_manager, row.public_id), data)
    row.refresh_from_db()
    assert row.said_before is not None
    assert of_manager.answers.get().text == WORDS


def test_what_cannot_be_kept_comes_back_before_it_is_pointed(at, of_manager, running, told, bo):
    given = told(bo)
    row = CriticalStatement.objects.create(
        review=of_manager, question=running.asks["patterns"], text="Labels came late"
    )
    data = typed(running, patterns="x" * 30_000) | {"piece": f"feedback:{given.public_id}"}
    answer = at(bo).post(address("say_before", of_manager, row.public_id), data)
    row.refresh_from_db()
    assert answer.status_code == 422
    assert "x" * 30_000 in answer.content.decode()
    assert row.said_before is None


def test_the_page_of_what_was_sent_leads_to_asking_for_it_back(at, of_manager, running, whole, bo):
    submit(of_manager, actor=bo, said=whole())
    data = typed(running, results=4, patterns="Typed on the other device")
    page = at(bo).post(address("review_submission", of_manager), data).content.decode()
    assert reverse("reviews:ask_about_review", args=[of_manager.public_id, "reopen"]) in page


@pytest.mark.parametrize("field", ["reason", "statement"])
def test_a_megabyte_anywhere_is_refused_before_it_is_read(at, of_manager, running, bo, field):
    long = "x" * 1_000_000
    if field == "reason":
        where = reverse("reviews:ask_about_review", args=[of_manager.public_id, "more-time"])
        answer = at(bo).post(where, {"reason": long})
    else:
        question = running.asks["patterns"].public_id
        data = typed(running, patterns=WORDS) | {f"s_{question}": long}
        answer = at(bo).post(address("critical_statements", of_manager, question), data)
    assert answer.status_code == 422
    assert "1000 fit" in answer.content.decode().replace(",", "")
    assert long in answer.content.decode()


def test_after_the_cycle_is_closed_what_is_typed_comes_back_with_the_reason(
    at, of_manager, running, bo
):
    type(running.cycle).objects.update(state="closed", closed_at=timezone.now())
    data = typed(running, patterns=WORDS)
    answer = at(bo).post(address("review_draft", of_manager), data)
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()
    assert "is closed" in answer.content.decode()


def test_what_is_missing_is_told_by_the_words_of_its_question(at, of_manager, running, bo):
    data = typed(running, patterns=WORDS)
    page = at(bo).post(address("review_submission", of_manager), data).content.decode()
    summary = page[page.index("fy-summary") :]
    assert "Results" in summary[: summary.index("needs an answer")]
