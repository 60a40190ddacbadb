"""The pages: what was given is read, acknowledged, disputed and decided, and nothing typed is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fairway.feedback.tests.conftest import todos_of
from fairway.foundation.events import SYSTEM
from fairway.people.actions.assigning import change_manager
from fairway.people.days import organisation_day
from fairway.reviews.actions.deciding import decide
from fairway.reviews.actions.disputing import assign_reviewer, open_dispute
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.actions.signing import acknowledge, sign
from fairway.reviews.models import Acknowledgement, Dispute, Review, ReviewCycle, SharedVersion
from fairway.reviews.offers.sharing_todos import SOURCE

pytestmark = pytest.mark.django_db
CANARY = "canaryhandovers"


def text(answer):
    return answer.content.decode()


def test_she_reads_it_and_says_that_she_has_it(at, given, ana):
    page = text(at(ana).get(given.get_absolute_url()))
    assert "The handovers." in page
    assert "3 – Point 3" in page
    assert "Only for Bo." not in page
    answer = at(ana).post(
        reverse("reviews:acknowledge", args=[given.public_id]),
        {"seen": given.content_hash, "comment": "Seen."},
    )
    assert answer.status_code == 302
    assert Acknowledgement.objects.get().read_comment() == "Seen."
    assert "Seen." in text(at(ana).get(given.get_absolute_url()))


def test_what_was_typed_stays_where_the_version_is_no_longer_the_latest(at, given, ana):
    answer = at(ana).post(
        reverse("reviews:acknowledge", args=[given.public_id]),
        {"seen": "0" * 64, "comment": "A long thought."},
    )
    assert answer.status_code == 422
    assert "A long thought." in text(answer)
    assert "newer version" in text(answer)


def test_bo_gives_it_from_its_page_and_reads_how_to_talk_about_it(at, ana_in_it, hana, bo, ana):
    version = release_to_manager(ana_in_it, actor=hana)
    page = text(at(bo).get(version.get_absolute_url()))
    assert "Give it to Ana Reyes" in page
    guide = text(at(bo).get(reverse("reviews:guide", args=[version.public_id])))
    assert "What to ask" in guide
    assert at(bo).post(reverse("reviews:give", args=[ana_in_it.public_id])).status_code == 302
    assert at(ana).get(version.get_absolute_url()).status_code == 200


def test_the_day_it_was_given_is_the_same_on_every_page(at, given, ana_in_it, ana, bo, hana):
    """Bo had it for two days before he gave it to her."""
    SharedVersion.objects.update(
        made_at=datetime(2025, 8, 4, 9, tzinfo=UTC),
        to_subject_at=datetime(2025, 8, 6, 9, tzinfo=UTC),
    )
    mine = reverse("reviews:given")
    for who, page in (
        (ana, mine),
        (ana, ana_in_it.get_absolute_url()),
        (bo, f"{mine}?of=mine"),
        (hana, ana_in_it.get_absolute_url()),
    ):
        shown = text(at(who).get(page))
        assert "2025-08-06" in shown, page
        assert "2025-08-04" not in shown, page


def test_what_was_given_last_stands_first(at, given, about, make_cycle, ana, bo, hana):
    """Though it was with its author for longer."""
    other = about(ana, bo, in_cycle=make_cycle(name="Before"))
    release_to_manager(other, actor=hana)
    give_to_person(other, actor=bo)
    SharedVersion.objects.filter(pk=given.pk).update(made_at=timezone.now() - timedelta(days=9))
    SharedVersion.objects.exclude(pk=given.pk).update(
        to_subject_at=timezone.now() - timedelta(days=2)
    )
    shown = text(at(ana).get(reverse("reviews:given")))
    assert shown.index("Year 2026") < shown.index("Before")


def tags(page):
    return [one.partition("</span>")[0] for one in page.split('<span class="fy-tag">')[1:]]


def test_whose_name_is_missing_is_said_wherever_it_says_how_far_it_is(
    at, given, ana_in_it, ana, bo, hana
):
    """Both sign; what the person has received does not go on as if they had not."""
    waits = "Received, not signed by its author yet"
    pages = (
        (hana, ana_in_it.get_absolute_url()),
        (ana, ana_in_it.get_absolute_url()),
        (bo, reverse("reviews:overview")),
    )

    def shown():
        return {tag for who, page in pages for tag in tags(text(at(who).get(page)))} - {"Submitted"}

    assert shown() == {"Shared"}
    acknowledge(given, actor=ana, seen=given.content_hash)
    assert shown() == {waits}
    sign(given, actor=bo, seen=given.content_hash)
    assert shown() == {"Acknowledged"}


def test_what_was_received_before_is_no_name_under_a_newer_version(
    at, given, ana_in_it, ana, bo, hana
):
    acknowledge(given, actor=ana, seen=given.content_hash)
    Review.objects.filter(kind="manager").update(
        state="submitted", submitted_at=timezone.now(), number=2
    )
    release_to_manager(ana_in_it, actor=hana)
    give_to_person(ana_in_it, actor=bo)
    assert "Shared" in tags(text(at(hana).get(ana_in_it.get_absolute_url())))


def test_a_page_that_is_looked_at_changes_nothing(at, given, ana, bo):
    for one in (ana, bo):
        at(one).get(given.get_absolute_url())
    assert not given.signatures.exists()


def test_home_says_what_waits_for_whom(given, ana, bo, cy, hana):
    assert [one.title for one in todos_of(ana, SOURCE)] == ["Read your review"]
    assert [one.title for one in todos_of(bo, SOURCE)] == ["Sign the review of Ana Reyes"]
    made = open_dispute(given, actor=ana, words="The spring is missing.")
    assert [one.title for one in todos_of(hana, SOURCE)] == ["Name who takes a second look"]
    assign_reviewer(made, actor=hana, reviewer=cy)
    assert [one.title for one in todos_of(cy, SOURCE)] == ["Take a second look at a review"]
    assert todos_of(hana, SOURCE) == []
    assert "Answer in a second look" in [one.title for one in todos_of(bo, SOURCE)]


def test_home_asks_for_a_name_under_what_was_given_after_the_close(
    given, looked_at, ana, bo, cy, mia, hire, organisation
):
    """A second look changed the rating in a cycle that is over: only Bo can sign that."""
    ReviewCycle.objects.update(state="closed", closed_at=timezone.now())
    assert "Sign the review of Ana Reyes" not in [one.title for one in todos_of(bo, SOURCE)]
    decide(looked_at, actor=cy, decision="changed", rating=4, reason="It counts.")
    [asked] = todos_of(bo, SOURCE)
    newer = SharedVersion.objects.get(rating=4)
    assert asked.title == "Sign the review of Ana Reyes"
    assert (asked.url, asked.due_at) == (newer.get_absolute_url(), None)
    new = hire("Nora Neves", organisation.support, organisation.lisbon, mia)
    with transaction.atomic():
        change_manager(ana, new, actor=SYSTEM, valid_from=organisation_day())
        assert [*todos_of(bo, SOURCE), *todos_of(new, SOURCE)] == []
        transaction.set_rollback(True)
    sign(newer, actor=bo, seen=newer.content_hash)
    assert todos_of(bo, SOURCE) == []


def test_a_second_look_from_being_asked_to_being_decided(at, given, ana, bo, cy, hana):
    at(ana).post(
        reverse("reviews:new_dispute", args=[given.public_id]),
        {"question": "", "words": f"{CANARY} is missing."},
    )
    made = Dispute.objects.get()
    naming = reverse("reviews:assign_dispute", args=[made.public_id])
    assert CANARY not in text(at(hana).get(naming))
    assert CANARY not in text(at(hana).get(reverse("reviews:disputes_to_name")))
    assert at(hana).get(made.get_absolute_url()).status_code == 404
    answer = at(hana).post(naming, {"reviewer": bo.email, "version": made.version})
    assert answer.status_code == 422
    assert at(hana).post(naming, {"reviewer": cy.email, "version": made.version}).status_code == 302
    assert CANARY in text(at(cy).get(made.get_absolute_url()))
    made.refresh_from_db()
    answer = at(cy).post(
        reverse("reviews:decide_dispute", args=[made.public_id]),
        {"decision": "changed", "rating": "4", "reason": "It counts.", "version": made.version},
    )
    assert answer.status_code == 302
    assert SharedVersion.objects.filter(rating=4).count() == 1
    assert "It counts." in text(at(ana).get(made.get_absolute_url()))


@pytest.fixture
def leads(hire, organisation):
    """leads("Nora Neves"): somebody of the shops with one report."""

    def make(name):
        made = hire(name, organisation.shops, organisation.lisbon)
        hire(f"{name[::-1].title()} Under", organisation.shops, organisation.lisbon, made)
        return made

    return make


def offered(page):
    return [part.partition('"')[0] for part in page.split('<option value="')[1:]]


def test_hr_is_offered_some_who_lead_others_and_had_no_part_in_it(
    at, given, write, leads, ana, bo, cy, hana
):
    """Bo and those above him lead, too; Cy leads nobody."""
    nora, paul = leads("Nora Neves"), leads("Paul Pires")
    write(given.participant, "dotted", paul, helped="Well done.")
    made = open_dispute(given, actor=ana, words="The spring is missing.")
    naming = reverse("reviews:assign_dispute", args=[made.public_id])
    page = text(at(hana).get(naming))
    assert offered(page) == [f"Nora Neves ({nora.email})"]
    assert "who lead others" in page
    [choice] = offered(page)
    answer = at(hana).post(naming, {"reviewer": choice, "version": made.version})
    assert answer.status_code == 302
    assert Dispute.objects.get().reviewer == nora


def test_whoever_took_a_second_look_of_late_is_offered_last(at, looked_at, leads, hana):
    nora, paul = leads("Nora Neves"), leads("Paul Pires")
    naming = reverse("reviews:assign_dispute", args=[looked_at.public_id])
    named = [f"{one.name} ({one.email})" for one in (nora, paul)]
    assert offered(text(at(hana).get(naming))) == named
    assign_reviewer(looked_at, actor=hana, reviewer=nora)
    assert offered(text(at(hana).get(naming))) == named[::-1]


def test_where_nobody_like_that_is_left_the_page_offers_nobody(at, looked_at, hana):
    page = text(at(hana).get(reverse("reviews:assign_dispute", args=[looked_at.public_id])))
    assert offered(page) == []
    assert "who lead others" not in page


def test_a_decision_without_a_reason_keeps_what_was_chosen(at, given, ana, cy, hana):
    made = open_dispute(given, actor=ana, words="The spring is missing.")
    assign_reviewer(made, actor=hana, reviewer=cy)
    made.refresh_from_db()
    answer = at(cy).post(
        reverse("reviews:decide_dispute", args=[made.public_id]),
        {"decision": "changed", "rating": "4", "reason": "", "version": made.version},
    )
    assert answer.status_code == 422
    assert Dispute.objects.get().state == "assigned"


@pytest.fixture
def looked_at(given, ana, cy, hana):
    made = open_dispute(given, actor=ana, words=f"{CANARY} is missing.")
    assign_reviewer(made, actor=hana, reviewer=cy)
    made.refresh_from_db()
    return made


def test_to_write_anew_is_not_offered_where_the_cycle_is_closed(at, looked_at, cy):
    anew = 'value="rewritten"'
    assert anew in text(at(cy).get(looked_at.get_absolute_url()))
    ReviewCycle.objects.update(state="closed", closed_at=looked_at.opened_at)
    page = text(at(cy).get(looked_at.get_absolute_url()))
    assert anew not in page
    assert "The cycle is closed, so nothing in it is written anew." in page
    answer = at(cy).post(
        reverse("reviews:decide_dispute", args=[looked_at.public_id]),
        {"decision": "rewritten", "reason": "A long reason.", "version": looked_at.version},
    )
    assert answer.status_code == 422
    assert "A long reason." in text(answer)


def test_hr_finds_what_came_of_it_where_they_named_who_looks(at, looked_at, hana, cy):
    page = text(at(hana).get(reverse("reviews:disputes_to_name")))
    assert "What came of others" not in page
    decide(looked_at, actor=cy, decision="stands", reason=f"{CANARY} is not needed.")
    page = text(at(hana).get(reverse("reviews:disputes_to_name")))
    assert "What came of others" in page
    assert "The review stands" in page
    assert CANARY not in page


def test_the_lists_hold_what_one_may_read(at, given, ana, bo, mia, cy):
    assert given.get_absolute_url() in text(at(ana).get(reverse("reviews:given")))
    written = reverse("reviews:given") + "?of=mine"
    assert given.get_absolute_url() in text(at(bo).get(written))
    for one in (mia, cy):
        for address in (reverse("reviews:given"), written):
            assert given.get_absolute_url() not in text(at(one).get(address))


def test_the_lists_say_what_each_review_is(at, given, ana, bo):
    assert "about you, by Bo Almeida as your manager" in text(at(ana).get(reverse("reviews:given")))
    written = text(at(bo).get(reverse("reviews:given") + "?of=mine"))
    assert "by you as their manager" in written


@pytest.mark.parametrize("reader", ["ana", "bo"])
def test_few_queries(at, given, ana, bo, reader, django_assert_max_num_queries):
    one = {"ana": ana, "bo": bo}[reader]
    client = at(one)
    client.get(given.get_absolute_url())
    with django_assert_max_num_queries(14):  # two of them for the session and the sign-in
        client.get(given.get_absolute_url())
