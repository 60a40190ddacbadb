"""Whatever somebody types and takes out again: what stood there for a minute can be had back."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fairway.reviews.checks import count_words
from fairway.reviews.history import A_WHILE, LOST_AT_ONCE, is_worth_keeping, lost_signs
from fairway.reviews.models import Said

START = datetime(2026, 11, 16, 9, tzinfo=UTC)
TEXTS = st.text(alphabet="ab c", max_size=60)


@given(TEXTS, TEXTS)
def test_what_is_lost_is_never_more_than_there_was(before, after):
    assert 0 <= lost_signs(before, after) <= len(before)
    assert len(before) - lost_signs(before, after) <= len(after)


@given(TEXTS, TEXTS, TEXTS)
def test_who_only_adds_loses_nothing(start, middle, end):
    assert lost_signs(start + end, start + middle + end) == 0


@given(TEXTS)
def test_who_empties_an_answer_loses_all_of_it(text):
    assert lost_signs(text, "") == len(text)


@given(st.lists(st.tuples(TEXTS, st.integers(1, 90)), max_size=30))
def test_nothing_that_stood_for_long_or_was_long_is_gone_for_good(typed):
    kept, last_kept_at, now, before = [], None, START, Said()
    for text, seconds in typed:
        now += timedelta(seconds=seconds)
        after = Said(None, text)
        if is_worth_keeping(before, after, last_kept_at=last_kept_at, now=now):
            kept.append(before.text)
            last_kept_at = now
        elif before and lost_signs(before.text, text):
            assert lost_signs(before.text, text) < LOST_AT_ONCE
            assert last_kept_at is not None
            assert now - last_kept_at < A_WHILE
        before = after


@given(st.integers(0, 40), st.sampled_from([" ", "\n", " — ", ", "]))
def test_words_are_counted_whatever_stands_between_them(count, between):
    assert count_words(between.join(["word"] * count)) == count


def test_scripts_without_spaces_are_counted_by_their_signs():
    assert count_words("今日は良い") == 5
    assert count_words("Fairway 良い") == 3
