"""The pages on which somebody points to what happened: nothing typed or ticked is lost, nothing sent
before it is."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from fairway.feedback.models import Feedback
from fairway.foundation.access import can
from fairway.reviews.actions.disputing import assign_reviewer, bring_evidence, open_dispute
from fairway.reviews.models import Dispute, DisputeEvidence, Exhibit
from fairway.reviews.reading.exhibits import SHOWN

pytestmark = pytest.mark.django_db
WORDS = "The spring is missing, & the autumn."
KEPT = "The spring is missing, &amp; the autumn."


@pytest.fixture
def told(told_in):
    """told(bo, 5, "You led it."): feedback of a month of the period, which Ana has opened."""

    def make(by, month=3, words="You led the switch."):
        return told_in(month, by, words)

    return make


@pytest.fixture
def asking(given):
    return reverse("reviews:new_dispute", args=[given.public_id])


@pytest.fixture
def look(given, ana, cy, hana):
    made = open_dispute(given, actor=ana, words=WORDS)
    assign_reviewer(made, actor=hana, reviewer=cy)
    made.refresh_from_db()
    return made


def text(answer):
    return answer.content.decode()


def is_ticked(answer, name):
    (_before, after) = text(answer).split(f'value="{name}"')
    return after.startswith(" checked")


def test_she_asks_and_points_to_what_she_was_told(at, asking, told, ana, bo):
    name = told(bo)
    assert "You led the switch." in text(at(ana).get(asking))
    answer = at(ana).post(asking, {"question": "", "words": WORDS, "pieces": [name]})
    assert answer.status_code == 302
    made = Dispute.objects.get()
    assert made.exhibits.get().place == "asked"
    assert "You led the switch." in text(at(bo).get(made.get_absolute_url()))


def test_what_was_typed_and_ticked_outlives_an_error(at, asking, told, ana, bo):
    first, second = told(bo), told(bo, 4, "And again.")
    answer = at(ana).post(asking, {"question": "none", "words": WORDS, "pieces": [second]})
    assert answer.status_code == 422
    assert KEPT in text(answer)
    assert (is_ticked(answer, first), is_ticked(answer, second)) == (False, True)
    assert not Dispute.objects.exists()


def test_something_that_was_withdrawn_meanwhile_is_said_and_the_rest_stays(
    at, asking, told, ana, bo
):
    gone, there = told(bo), told(bo, 4, "And again.")
    Feedback.objects.filter(public_id=gone.partition(":")[2]).update(withdrawn_at=datetime.now(UTC))
    answer = at(ana).post(asking, {"question": "", "words": WORDS, "pieces": [gone, there]})
    assert answer.status_code == 422
    assert "no longer there, or no longer yours to read" in text(answer)
    assert KEPT in text(answer)
    assert is_ticked(answer, there)


def test_a_kind_and_a_month_are_chosen_without_sending_and_without_losing_anything(
    at, asking, told, given, ana, bo
):
    march, may = told(bo), told(bo, 5, "And again.")
    typed = {"question": "", "words": WORDS, "pieces": [march], "look": "1"}
    answer = at(ana).post(asking, {**typed, "month": "2026-05"})
    assert answer.status_code == 200
    assert KEPT in text(answer)
    assert is_ticked(answer, march)  # of another month, and still there
    assert not is_ticked(answer, may)
    answer = at(ana).post(asking, {**typed, "kind": "statement"})
    assert may not in text(answer)
    assert "The handovers." in text(answer)
    assert not Dispute.objects.exists()


@pytest.mark.parametrize("typed", [{"kind": "x\0"}, {"month": "2026-99"}, {"pieces": "feedback"}])
def test_what_is_no_kind_month_or_piece_finds_nothing(at, asking, told, ana, bo, typed):
    told(bo)
    answer = at(ana).post(asking, {"question": "", "words": WORDS, "look": "1", **typed})
    assert answer.status_code == 200


def test_a_long_list_says_how_much_lies_further_back(at, asking, told, given, ana, bo):
    for number in range(SHOWN + 3):
        told(bo, 1 + number % 6, f"It went well, {number}.")
    shown = text(at(ana).get(asking))
    assert shown.count('name="pieces"') == SHOWN
    assert "more lie further back" in shown


def test_where_nothing_is_recorded_there_are_words_alone(at, asking, given, ana):
    given.seal_content("{}")
    given.save()
    shown = text(at(ana).get(asking))
    assert 'name="pieces"' not in shown
    assert 'name="words"' in shown


def test_the_author_answers_and_adds_something_each_on_its_page(at, look, told, bo):
    name, other = told(bo), told(bo, 4, "And again.")
    answering = reverse("reviews:answer_dispute", args=[look.public_id])
    adding = reverse("reviews:dispute_evidence", args=[look.public_id])
    sent = {"words": "So it was.", "version": look.version, "pieces": [name]}
    assert at(bo).post(answering, sent).status_code == 302
    assert "So it was." in text(at(bo).get(answering))
    assert name not in text(at(bo).get(adding))  # stands there already
    assert at(bo).post(adding, {"words": "", "pieces": [other]}).status_code == 302
    assert sorted(Exhibit.objects.values_list("place", flat=True)) == ["answered", "brought"]


def test_an_answer_that_was_changed_elsewhere_keeps_what_is_ticked(at, look, told, bo):
    name = told(bo)
    answering = reverse("reviews:answer_dispute", args=[look.public_id])
    at(bo).post(answering, {"words": "First.", "version": look.version})
    sent = {"words": "Second.", "version": look.version, "pieces": [name]}
    answer = at(bo).post(answering, sent)
    assert answer.status_code == 409
    assert "Second." in text(answer)
    assert is_ticked(answer, name)
    assert not Exhibit.objects.exists()


def test_with_neither_words_nor_a_tick_nothing_is_added(at, look, ana):
    adding = reverse("reviews:dispute_evidence", args=[look.public_id])
    assert at(ana).post(adding, {"words": " "}).status_code == 422
    assert not DisputeEvidence.objects.exists()


def test_before_anything_is_sent_it_says_whose_words_are_not_passed_on(at, asking, told, ana, dee):
    told(dee)
    assert "Only its kind and day are shown: it was meant for few." in text(at(ana).get(asking))


@pytest.mark.parametrize("reader", ["ana", "bo", "cy"])
def test_few_queries(at, look, told, ana, bo, cy, dee, reader, django_assert_max_num_queries):
    bring_evidence(look, actor=ana, words="", pieces=[told(bo), told(dee, 4)])
    one = {"ana": ana, "bo": bo, "cy": cy}[reader]
    client = at(one)
    addresses = [look.get_absolute_url()]
    if can(one, "bring", look):
        addresses.append(reverse("reviews:dispute_evidence", args=[look.public_id]))
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)
