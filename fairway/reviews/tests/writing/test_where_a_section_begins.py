"""A heading stands once: above its first question, and above the first of those about skills."""

from hypothesis import given
from hypothesis import strategies as st

from fairway.reviews.models import Question
from fairway.reviews.reading.writing import Asked, in_order

# Sections in order, each of them with questions that were written (None) or made of one (its key).
of_a_section = st.lists(st.sampled_from([None, None, 7, 8]), max_size=4)
sections = st.lists(of_a_section, max_size=4)


def asked(made):
    questions = [
        Question(section_id=section, of_id=of and 10 * section + of)
        for section, of_it in enumerate(made, 1)
        for of in sorted(of_it, key=lambda one: one or 0)
    ]
    return [
        Asked(question, number, len(questions), None, before=before)
        for number, before, question in in_order(questions)
    ]


@given(sections)
def test_a_section_begins_once_with_its_first_question(made):
    page = asked(made)
    begun = [one.question.section_id for one in page if one.begins_section]
    assert begun == sorted({one.question.section_id for one in page})


@given(sections)
def test_what_is_asked_of_each_skill_is_introduced_once(made):
    page = asked(made)
    introduced = [one.question.of_id for one in page if one.begins_each]
    assert None not in introduced
    assert introduced == sorted({one.question.of_id for one in page} - {None})


@given(sections)
def test_each_is_numbered_behind_the_one_before(made):
    page = asked(made)
    assert [one.number for one in page] == list(range(1, len(page) + 1))
    assert [one.before for one in page[1:]] == [one.question for one in page[:-1]]
