"""Words of each kind and state reach their readers alone: rows, pages, exports, to-dos, notices."""

import pytest
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.models import Event
from fairway.foundation.ports import digest_sources, event_kinds
from fairway.people.audience import who_can
from fairway.people.models import Appointment
from fairway.reviews.actions.submitting import submit
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.models import Answer, AnswerVersion, Review, Said
from fairway.reviews.offers import writing_personal
from fairway.reviews.tests.writing.running import Kind, running_about

pytestmark = pytest.mark.django_db
WORD = "canarywords"
NAMES = ("ana", "bo", "mia", "cy", "dee", "hana", "eva", "pia")
HR = {"hana", "pia"}
WRITER = {
    Kind.SELF: "ana", Kind.MANAGER: "bo", Kind.DOTTED: "dee", Kind.SKIP: "mia",
    Kind.PEER: "cy", Kind.UPWARD: "cy",
}  # fmt: skip
SENT = {
    Kind.SELF: {"ana", "bo"} | HR,
    Kind.MANAGER: {"bo"} | HR,
    Kind.DOTTED: {"dee", "bo"} | HR,
    Kind.SKIP: {"mia", "bo"} | HR,
}
SHOWN = {"mia"}  # the manager's manager, once it is shared
CONFIDENTIAL = (Kind.PEER, Kind.UPWARD)
AFTER = ("submitted", "calibrated", "shared", "signed", "disputed")


def readers(kind, state):
    if state == "open":
        return {WRITER[kind]}
    if kind in CONFIDENTIAL:
        return set()
    shared = state in ("shared", "signed", "disputed")
    return SENT[kind] | (SHOWN | {"ana"} if shared else set())


@pytest.fixture
def everybody(request):
    return {name: request.getfixturevalue(name) for name in NAMES}


@pytest.fixture
def written(everybody, running, whole):
    """written(kind, state): with the word in an answer, as far as that."""

    def make(kind, state="open"):
        writer = everybody[WRITER[kind]]
        review = running.review(kind, writer)
        said = whole(patterns=f"{WORD} in three words")
        keep_answers(review, actor=writer, said=said)
        return come_to(review, state)

    return make


def come_to(review, state):
    if state != "open":
        if review.state == "open":
            submit(review, actor=review.reviewer)
        Review.objects.filter(pk=review.pk).update(state=state)
    return Review.objects.get(pk=review.pk)


@pytest.fixture
def in_each_state(written):
    """in_each_state(kind): the one review of that kind, as it goes from state to state."""

    def go(kind):
        review = written(kind)
        for state in ("open", *AFTER):
            yield state, come_to(review, state)
            review.refresh_from_db()

    return go


each_kind = pytest.mark.parametrize("kind", list(WRITER))


def all_readers(kind):
    return {state: readers(kind, state) for state in ("open", *AFTER)}


@each_kind
def test_rows_are_read_by_their_readers(kind, everybody, in_each_state):
    heard = {
        state: {
            name
            for name, one in everybody.items()
            if Answer.objects.allowed(one).filter(review=review).exists()
        }
        for state, review in in_each_state(kind)
    }
    assert heard == all_readers(kind)


@each_kind
def test_on_pages_and_fragments(kind, everybody, in_each_state, client):
    names = ("review", "review_who", "review_evidence", "review_own_view")
    heard = {}
    for state, review in in_each_state(kind):
        around = [reverse(f"reviews:{name}", args=[review.public_id]) for name in names]
        around += [reverse("reviews:write_next"), reverse("reviews:writing_requests"), "/"]
        for headers in ({}, {"HX-Request": "true"}):
            found = heard.setdefault((state, bool(headers)), set())
            for name, one in everybody.items():
                client.force_login(one.account)
                for address in around:
                    answer = client.get(address, headers=headers, follow=True)
                    if WORD in answer.content.decode():
                        found.add(name)
    expected = all_readers(kind)
    assert heard == {(state, way): expected[state] for state, way in heard}
    assert len(heard) == 2 * len(expected)


@each_kind
def test_who_can_see_this_names_just_those(kind, everybody, in_each_state):
    for state, review in in_each_state(kind):
        told = who_can(review, about=review.participant).people
        seen = {name for name, one in everybody.items() if one in told}
        assert (state, seen) == (state, readers(kind, state))
        assert len(told) == len(seen)


@each_kind
def test_in_what_is_handed_out_to_somebody(kind, everybody, in_each_state):
    """Who wrote it and whom it is about, where they may read it; not who reads it by their office."""
    for state, _review in in_each_state(kind):
        heard = {
            name
            for name, one in everybody.items()
            if WORD in str(list(writing_personal.export(one)))
        }
        assert (state, heard) == (state, readers(kind, state) & {WRITER[kind], "ana"})


@pytest.mark.parametrize("kind", CONFIDENTIAL)
def test_what_was_sent_in_confidence_its_writer_finds_nowhere_again(
    kind, everybody, running, written, client
):
    writer = everybody[WRITER[kind]]
    review = written(kind, "submitted")
    version = AnswerVersion.objects.get(answer__question=running.asks["patterns"])
    client.force_login(writer.account)
    patterns = running.asks["patterns"].public_id
    around = (
        client.get(reverse("reviews:answer_versions", args=[review.public_id, patterns])),
        client.post(reverse("reviews:bring_back", args=[review.public_id, version.public_id])),
        client.get(reverse("reviews:overview")),
    )
    assert [one.status_code for one in around] == [404, 404, 200]
    assert not any(WORD in one.content.decode() for one in around)


def test_among_ones_reviews_one_that_is_sealed_leads_nowhere(everybody, running, written, client):
    written(Kind.PEER, "submitted")
    still = running.review(Kind.UPWARD, everybody["cy"])
    client.force_login(everybody["cy"].account)
    page = client.get(reverse("reviews:review", args=[still.public_id])).content.decode()
    sealed = Review.objects.get(kind=Kind.PEER)
    assert reverse("reviews:review", args=[sealed.public_id]) not in page
    assert "1 of 2 sent" in page


@pytest.mark.parametrize("kind", list(WRITER))
def test_in_digests_and_notices_stands_no_word_of_it(kind, everybody, written):
    written(kind, "submitted")
    since = timezone.now()
    for one in everybody.values():
        said = [str(line) for source in digest_sources for line in source.lines(one, since)]
        assert WORD not in " ".join(said)
    for event in Event.objects.filter(kind__startswith="reviews."):
        notify = event_kinds[event.kind].notify
        for notice in notify(event) if notify else ():
            assert WORD not in f"{notice.title}{notice.url}"
        assert WORD not in str(event.data)


@pytest.mark.parametrize("state", AFTER)
def test_what_is_private_to_the_manager_is_never_the_persons(
    state, of_manager, running, whole, everybody, client
):
    bo, ana = everybody["bo"], everybody["ana"]
    submit(of_manager, actor=bo, said=whole(aside=f"{WORD} alone"))
    Review.objects.filter(pk=of_manager.pk).update(state=state)
    private = Answer.objects.filter(question=running.asks["aside"])
    assert private.allowed(bo).exists()
    assert not private.allowed(ana).exists()
    client.force_login(ana.account)
    page = client.get(reverse("reviews:review", args=[of_manager.public_id]))
    assert WORD not in page.content.decode()
    assert "Aside" not in page.content.decode()


def test_hr_reads_nothing_about_themselves_nor_of_those_above_them(running, everybody, whole):
    hana, bo = everybody["hana"], everybody["bo"]
    Appointment.objects.filter(person=hana).update(unit=hana.assignment.unit)
    about_hana = running_about(hana, bo, hana)
    review = about_hana.review(Kind.MANAGER, bo)
    said = {about_hana.asks["patterns"].pk: Said(None, f"{WORD} in three words")}
    keep_answers(review, actor=bo, said=said)
    Review.objects.filter(pk=review.pk).update(state="submitted", submitted_at=timezone.now())
    assert not Answer.objects.allowed(hana).filter(review=review).exists()


@pytest.mark.parametrize("kind", CONFIDENTIAL)
def test_of_a_confidential_one_the_table_holds_no_word_in_any_state(kind, written):
    written(kind, "submitted")
    assert not any(WORD in str(row) for row in Answer.objects.values("text", "value"))
