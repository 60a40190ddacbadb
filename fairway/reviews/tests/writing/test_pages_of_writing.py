"""Pages of writing: kept while one types, nothing lost, the same without JavaScript."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.waiting import by_source, united
from fairway.people.days import organisation_day
from fairway.reviews.actions.reopening import ask_for_more_time
from fairway.reviews.actions.submitting import submit
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.actions.writing_pointing import cite
from fairway.reviews.models import (
    Answer,
    AnswerVersion,
    Citation,
    CriticalStatement,
    Participant,
    Review,
    ReviewTemplate,
    Said,
    TemplateVersion,
)
from fairway.reviews.offers import writing_todos
from fairway.reviews.tests.writing.running import Kind

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
WORDS = "Ships on time and says early"


def address(name, review, *more):
    return reverse(f"reviews:{name}", args=[review.public_id, *more])


def typed(running, page="desk", number=1, **said):
    """typed(running, results=3, patterns="…"): as the form sends it."""
    data = {"page": page, "number": number}
    for name, value in said.items():
        field = "r" if name == "results" else "q"
        question = running.asks[name].public_id
        data[f"{field}_{question}"] = value
        data.setdefault(f"q_{question}", "")
        data.setdefault(f"v_{question}", 0)
    return data


def test_ones_list_says_as_what_one_is_asked(at, running, of_manager, ana, bo):
    running.review(Kind.UPWARD, bo)
    running.review(Kind.SELF, ana)
    page = at(bo).get(reverse("reviews:overview")).content.decode()
    assert f"As their manager, {running.cycle.name}" in page
    assert f"About your manager, in confidence, {running.cycle.name}" in page
    page = at(ana).get(reverse("reviews:overview")).content.decode()
    assert f"Your self-review, {running.cycle.name}" in page


def test_the_form_asks_everything_with_what_stands_there(at, of_manager, running, whole, bo):
    keep_answers(of_manager, actor=bo, said=whole(patterns=WORDS))
    page = at(bo).get(address("review", of_manager)).content.decode()
    assert WORDS in page
    assert all(str(one.text) in page for one in running.asks.values())
    assert "Question 1 of 4" in page


def test_what_the_template_opens_with_is_read_ahead_of_the_first_question(at, of_manager, bo):
    used = TemplateVersion.objects.filter(used_in__cycle=of_manager.cycle)
    ReviewTemplate.objects.filter(versions__in=used).update(opening={"en": "Take an hour for it."})
    page = at(bo).get(address("review", of_manager)).content.decode()
    assert page.index("Take an hour for it.") < page.index("Question 1 of 4")


def test_what_is_typed_is_kept_by_itself(at, of_manager, running, bo):
    data = typed(running, patterns=WORDS)
    part = f"?part={running.asks['patterns'].public_id}"
    answer = at(bo).post(address("review_draft", of_manager) + part, data, headers=HTMX)
    assert answer.status_code == 200
    assert "Saved" in answer.content.decode()
    assert of_manager.answers.get().text == WORDS


def test_only_what_was_sent_along_is_kept(at, of_manager, running, whole, bo):
    keep_answers(of_manager, actor=bo, said=whole())
    at(bo).post(address("review_draft", of_manager), typed(running, next="Tell sooner"))
    assert of_manager.answers.count() == 3


def test_what_was_kept_elsewhere_is_shown_beside_what_was_typed(at, of_manager, running, bo):
    question = running.asks["patterns"]
    said = {question.pk: Said(None, "On the phone")}
    keep_answers(of_manager, actor=bo, said=said, page="phone", seen={})
    answer = at(bo).post(address("review_draft", of_manager), typed(running, patterns=WORDS))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "On the phone" in page
    assert WORDS in page
    assert of_manager.answers.get().text == "On the phone"


def test_a_megabyte_is_refused_in_words(at, of_manager, running, bo):
    data = typed(running, patterns="x" * 1_000_000)
    part = f"?part={running.asks['patterns'].public_id}"
    answer = at(bo).post(address("review_draft", of_manager) + part, data, headers=HTMX)
    assert answer.status_code == 422
    assert "characters" in answer.content.decode()


def test_sending_shows_first_how_much_is_new_then_sends(at, of_manager, running, bo):
    send = address("review_submission", of_manager)
    data = typed(running, results=3, patterns=WORDS)
    page = at(bo).post(send, data)
    assert page.status_code == 200
    assert "You noted nothing critical" in page.content.decode()
    of_manager.refresh_from_db()
    assert of_manager.state == Review.State.OPEN
    sent = at(bo).post(send, data | {"sure": "1"})
    assert sent.status_code == 302
    of_manager.refresh_from_db()
    assert of_manager.is_written


def test_what_is_missing_stands_beside_its_question_and_what_was_typed_stays(
    at, of_manager, running, bo
):
    data = typed(running, patterns="Two words")
    answer = at(bo).post(address("review_submission", of_manager), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Two words" in page
    assert "needs an answer" in page
    assert "at least 3" in page


def test_a_stale_page_sent_after_the_review_was_gives_its_words_back(
    at, of_manager, running, whole, bo
):
    submit(of_manager, actor=bo, said=whole())
    data = typed(running, results=4, patterns="Typed on the other device")
    answer = at(bo).post(address("review_submission", of_manager), data)
    assert answer.status_code == 409
    assert "Typed on the other device" in answer.content.decode()


def test_after_its_time_the_page_says_so_and_keeps_what_is_typed(at, of_manager, running, bo):
    Review.objects.update(due_on=organisation_day() - timedelta(days=30))
    data = typed(running, results=3, patterns=WORDS)
    answer = at(bo).post(address("review_submission", of_manager), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ask for more time" in page
    assert WORDS in page
    assert Answer.objects.filter(text=WORDS).exists()


def test_an_expired_session_leads_to_sign_in_and_a_fragment_says_so(client, of_manager, running):
    data = typed(running, patterns=WORDS)
    page = client.post(address("review_submission", of_manager), data)
    assert page.status_code == 302
    assert client.post(address("review_draft", of_manager), data, headers=HTMX).status_code == 401


def test_a_colleague_who_has_sent_theirs_is_thanked_and_reads_it_no_more(at, of_peer, running, cy):
    data = typed(running, results=3, patterns=WORDS)
    answer = at(cy).post(address("review_submission", of_peer), data)
    assert answer.url == reverse("reviews:overview")
    assert at(cy).get(address("review", of_peer)).status_code == 404


def test_citing_keeps_the_page_and_shows_what_the_answer_points_to(
    at, of_manager, running, told, bo
):
    given = told(bo, behaviour="split the queue by product")
    pane = at(bo).get(address("review_evidence", of_manager), headers=HTMX).content.decode()
    assert "split the queue by product" in pane
    question = running.asks["patterns"].public_id
    data = {"question": question, "piece": f"feedback:{given.public_id}"}
    answer = at(bo).post(address("cite", of_manager), data, headers=HTMX)
    assert "hx-swap-oob" in answer.content.decode()
    assert Citation.objects.count() == 1
    plain = at(bo).post(address("cite", of_manager), data)
    assert plain.status_code == 302


def test_something_critical_is_noted_with_all_that_was_typed(at, of_manager, running, bo):
    question = running.asks["patterns"].public_id
    data = typed(running, patterns=WORDS) | {f"s_{question}": "Labels came late"}
    answer = at(bo).post(address("critical_statements", of_manager, question), data)
    assert answer.status_code == 302
    assert CriticalStatement.objects.get().text == "Labels came late"
    assert of_manager.answers.get().text == WORDS
    page = at(bo).get(address("review", of_manager)).content.decode()
    assert "heard of it before" in page


def test_a_statement_is_settled_by_a_button_or_by_pointing(at, of_manager, running, told, bo):
    given = told(bo)
    row = CriticalStatement.objects.create(
        review=of_manager, question=running.asks["patterns"], text="Labels came late"
    )
    before = at(bo).get(address("said_before", of_manager, row.public_id)).content.decode()
    assert "split the queue" in before
    named = {"piece": f"feedback:{given.public_id}"}
    at(bo).post(address("say_before", of_manager, row.public_id), named)
    row.refresh_from_db()
    assert row.said_before is not None
    at(bo).post(address("say_new", of_manager, row.public_id), typed(running, patterns=WORDS))
    row.refresh_from_db()
    assert row.is_new


def test_earlier_versions_can_be_looked_at_and_brought_back(at, of_manager, running, bo):
    question = running.asks["patterns"]
    for text in (WORDS, ""):
        keep_answers(of_manager, actor=bo, said={question.pk: Said(None, text)})
    page = at(bo).get(address("answer_versions", of_manager, question.public_id)).content.decode()
    assert WORDS in page
    version = AnswerVersion.objects.get()
    at(bo).post(address("bring_back", of_manager, version.public_id))
    assert of_manager.answers.get().text == WORDS


def test_the_self_review_stands_beside_once_it_was_sent(at, of_manager, of_self, whole, ana, bo):
    keep_answers(of_self, actor=ana, said=whole(patterns="As I see it myself"))
    beside = address("review_own_view", of_manager)
    assert at(bo).get(beside).status_code == 404
    submit(of_self, actor=ana)
    assert "As I see it myself" in at(bo).get(beside).content.decode()
    assert "As I see it myself" in at(bo).get(address("review", of_manager)).content.decode()


def test_what_one_may_not_read_is_pointed_to_without_its_words(
    at, of_manager, running, told, whole, bo, hana
):
    given = told(bo, behaviour="canary of the feedback")
    key = given.public_id
    row = cite(of_manager, running.asks["patterns"], actor=bo, source="feedback", key=key)
    submit(of_manager, actor=bo, said=whole())
    page = at(hana).get(address("review", of_manager)).content.decode()
    assert "canary" not in page
    pointed = at(hana).get(address("citation", of_manager, row.public_id))
    assert pointed.status_code == 200
    assert "canary" not in pointed.content.decode()
    assert at(bo).get(address("citation", of_manager, row.public_id)).url == (
        given.get_absolute_url()
    )


def test_one_goes_on_to_what_is_due_first(at, of_manager, running, bo):
    sooner = running.review(Kind.SKIP, bo, due_on=organisation_day() + timedelta(days=1))
    assert at(bo).get(reverse("reviews:write_next")).url == address("review", sooner)


def test_the_mail_of_a_day_says_how_many_and_of_nobody(of_manager, ana, bo, cy):
    said = [str(words) for words, _url in writing_todos.lines(bo, timezone.now())]
    assert said == ["1 review waits to be written"]
    assert list(writing_todos.lines(cy, timezone.now())) == []


def on_home(person):
    rows = by_source(list(united(writing_todos.rows(person, timezone.now()))))
    return [todo.title for todo in writing_todos.tell(rows.get(writing_todos.SOURCE, []))]


def test_requests_wait_on_home_for_hr_alone(of_manager, bo, hana, cy):
    ask_for_more_time(of_manager, actor=bo, reason="Ill for two weeks")
    assert on_home(hana) == ["Answer 1 request about a review"]
    assert on_home(cy) == []
    assert not any("request" in title for title in on_home(bo))


def test_what_is_owed_waits_on_home_those_of_a_day_together(
    of_manager, of_self, of_peer, running, ana, bo, cy, mia
):
    assert on_home(ana) == ["Write your self-review"]
    assert on_home(cy) == [f"Say how you see the work of {ana.name}"]
    assert on_home(bo) == [f"Write the review of {ana.name}"]
    other = Participant.objects.create(cycle=running.cycle, person=cy, author=bo)
    Review.objects.create(
        cycle=running.cycle,
        participant=other,
        kind=Kind.MANAGER,
        reviewer=bo,
        due_on=of_manager.due_on,
    )
    assert on_home(bo) == ["Write 2 reviews"]
    assert on_home(mia) == []


def test_the_page_asks_no_more_of_the_database_with_more_to_show(
    at, of_manager, running, told, whole, bo, django_assert_max_num_queries
):
    keep_answers(of_manager, actor=bo, said=whole())
    for ago in range(10, 100, 10):
        told(bo, ago=ago)
    client = at(bo)
    client.get(address("review", of_manager))
    with django_assert_max_num_queries(12):
        client.get(address("review", of_manager))
    with django_assert_max_num_queries(12):
        client.get(address("review_evidence", of_manager), headers=HTMX)


def test_one_answer_that_cannot_be_kept_keeps_none_of_the_others_from_it(
    at, of_manager, running, bo
):
    data = typed(running, patterns="x" * 30_000, next="Tell sooner")
    answer = at(bo).post(address("review_draft", of_manager), data)
    assert answer.status_code == 422
    assert of_manager.answers.get().text == "Tell sooner"


def test_a_low_rating_that_was_just_given_can_be_settled_at_once(at, of_manager, running, bo):
    data = typed(running, results=1, patterns=WORDS)
    answer = at(bo).post(address("review_submission", of_manager), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say of what is critical here" in page
    assert "A rating below the middle." in page
    assert (
        reverse(
            "reviews:say_new",
            args=[of_manager.public_id, CriticalStatement.objects.get().public_id],
        )
        in page
    )


def test_what_was_to_be_noted_as_critical_comes_back_with_the_reason(at, of_manager, running, bo):
    question = running.asks["patterns"].public_id
    data = typed(running, patterns="x" * 30_000) | {f"s_{question}": "Labels came late"}
    answer = at(bo).post(address("critical_statements", of_manager, question), data)
    assert answer.status_code == 422
    assert "Labels came late" in answer.content.decode()
    assert not CriticalStatement.objects.exists()


def test_a_browser_cuts_nothing_off_what_is_pasted(at, of_manager, bo):
    assert "maxlength" not in at(bo).get(address("review", of_manager)).content.decode()


def test_only_what_can_be_cited_is_shown_and_the_oldest_on_request(
    at, of_manager, running, told, bo, monkeypatch
):
    monkeypatch.setattr("fairway.reviews.views.writing_evidence.SHOWN", 2)
    for ago in (10, 20, 30):
        told(bo, ago=ago, behaviour=f"seen {ago} days ago")
    pane = at(bo).get(address("review_evidence", of_manager), headers=HTMX).content.decode()
    assert "seen 20 days" in pane
    assert "seen 30 days" not in pane
    older = address("review_evidence", of_manager) + "?which=all"
    assert "seen 30 days" in at(bo).get(older, headers=HTMX).content.decode()
