"""A review reaches whoever wrote it, then the person; what was given out never changes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import given as given_by
from hypothesis import strategies as st

from fairway.foundation.access import can
from fairway.foundation.models import Event
from fairway.people.audience import who_can
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.actions.releasing_many import give_out
from fairway.reviews.actions.sharing_refused import NothingWritten, NotYetWithTheManager
from fairway.reviews.documents import html_of
from fairway.reviews.models import (
    Answer,
    CriticalStatement,
    Participant,
    Release,
    Review,
    SharedVersion,
)
from fairway.reviews.reading.cycles import bars_of
from fairway.reviews.reading.sharing import count_of_cycle

pytestmark = pytest.mark.django_db
PAGES = ("cycle", "sharing")


def readers(version, people):
    return {name for name, one in people.items() if can(one, "view", version)}


@pytest.fixture
def everybody(ana, bo, cy, dee, mia, hana, eva, pia, lee):
    return {
        "ana": ana, "bo": bo, "cy": cy, "dee": dee, "mia": mia, "hana": hana, "eva": eva,
        "pia": pia, "lee": lee,
    }  # fmt: skip


def test_first_its_author_then_the_person_and_who_stands_above(ana_in_it, everybody, hana, bo):
    version = release_to_manager(ana_in_it, actor=hana)
    assert readers(version, everybody) == {"bo", "hana", "pia"}
    version = give_to_person(ana_in_it, actor=bo)
    assert readers(version, everybody) == {"ana", "bo", "mia", "hana", "pia"}
    assert who_can(version).people == {everybody[name] for name in readers(version, everybody)}


def test_whoever_wrote_it_with_the_manager_is_named_on_the_page_and_in_the_document(
    ana_in_it, hana, bo, ana, cy, at
):
    Review.objects.filter(kind="manager").update(co_author=cy)
    release_to_manager(ana_in_it, actor=hana)
    version = give_to_person(ana_in_it, actor=bo)
    said = "By Bo Almeida and Cy Okafor, who wrote it together"
    assert said in at(ana).get(version.get_absolute_url()).content.decode()
    assert said in html_of(version, "en")


def test_the_person_reads_nothing_of_it_before_it_is_given_to_them(ana_in_it, hana, ana):
    release_to_manager(ana_in_it, actor=hana)
    assert not SharedVersion.objects.allowed(ana).exists()


def test_managers_above_read_nothing_where_the_organisation_says_so(ana_in_it, hana, bo, mia):
    from fairway.foundation.events import SYSTEM
    from fairway.foundation.policy import set_policy

    set_policy("reviews.skip_level_reads", False, actor=SYSTEM)
    release_to_manager(ana_in_it, actor=hana)
    assert not can(mia, "view", give_to_person(ana_in_it, actor=bo))


def test_hr_gives_out_nothing_of_their_own(about, hana, pia, mia):
    own = about(hana, mia)
    with pytest.raises(PermissionDenied):
        release_to_manager(own, actor=hana)
    version = release_to_manager(own, actor=pia)
    assert not can(hana, "view", version)


def test_a_manager_gives_nothing_out_before_hr_has(ana_in_it, bo):
    with pytest.raises(PermissionDenied):
        release_to_manager(ana_in_it, actor=bo)
    with pytest.raises(NotYetWithTheManager):
        give_to_person(ana_in_it, actor=bo)


def test_pressed_twice_it_is_one_version_and_one_release_to_each(ana_in_it, hana, bo):
    for _again in range(2):
        release_to_manager(ana_in_it, actor=hana)
        give_to_person(ana_in_it, actor=bo)
    assert SharedVersion.objects.count() == 1
    assert sorted(Release.objects.values_list("to", flat=True)) == ["manager", "subject"]
    assert Event.objects.filter(kind="reviews.shared").count() == 1


def test_a_cycle_is_given_out_in_the_background_and_whoever_is_not_ready_is_passed_over(
    cycle, ana_in_it, about, lee, cy, hana, bo, run_jobs
):
    about(lee, bo)
    Participant.objects.create(cycle=cycle, person=cy, author=bo)  # nothing is written of Cy
    for what in ("managers", "people", "people"):
        give_out(cycle, actor=hana, what=what)
        run_jobs()
    given = SharedVersion.objects.given()
    assert {one.person.name for one in given} == {"Ana Reyes", lee.name}
    assert Release.objects.count() == 4


def test_a_page_counts_whom_one_reaches(cycle, ana_in_it, hana, pia):
    release_to_manager(ana_in_it, actor=hana)
    counted = count_of_cycle(cycle, pia)
    assert (counted["people"], counted["with_manager_"], counted["with_person_"]) == (1, 1, 0)


def test_where_two_pages_count_differently_each_says_what_it_counts(
    at, cycle, about, ana, bo, cy, mia, hana, pia
):
    """Hana is HR of Support and holds the cycle: its page counts Ana's reviews, giving out Cy too."""
    about(ana, bo)
    about(cy, mia)
    board, giving = (reverse(f"reviews:{name}", args=[cycle.public_id]) for name in PAGES)
    assert count_of_cycle(cycle, hana)["people"] == 2
    assert [bar.of for bar in bars_of(cycle, hana)] == [1, 1]
    its_page, its_giving = (at(hana).get(page).content.decode() for page in (board, giving))
    assert "Reviews of people in your units" in its_page
    assert "you give out the reviews of everybody in it" in its_page
    assert "as you hold this cycle, all who are in it" in its_giving
    others = [at(pia).get(page).content.decode() for page in (board, giving)]
    assert not any("ou hold this cycle" in page for page in others)
    assert "These are people: those of your units, and those whose review you write." in others[1]


def test_what_is_not_written_is_not_given_out(cycle, ana, bo, hana):
    empty = Participant.objects.create(cycle=cycle, person=ana, author=bo)
    with pytest.raises(NothingWritten):
        release_to_manager(empty, actor=hana)


def test_neither_the_proposed_rating_nor_what_is_the_managers_alone_is_in_it(given):
    words = str(given.words())
    assert "Only for Bo." not in words
    manager = next(part for part in given.words()["parts"] if part["kind"] == "manager")
    answers = {one["text"]["en"]: one for one in manager["sections"][0]["answers"]}
    assert "Overall" not in answers or answers["Overall"]["value"] is None
    assert given.words()["rating"]["value"] == 3


def test_what_is_critical_in_what_is_the_managers_alone_is_not_counted(ana_in_it, template, hana):
    mine = Review.objects.get(kind="manager")
    for name in ("private", "helped"):
        CriticalStatement.objects.create(
            review=mine, question=template[1][name], text="Late twice.", is_new=True
        )
    assert release_to_manager(ana_in_it, actor=hana).words()["new"] == 1


def test_an_older_version_is_not_given_once_there_is_a_newer_one(at, ana_in_it, hana, bo):
    first = release_to_manager(ana_in_it, actor=hana)
    Review.objects.filter(kind="manager").update(number=2, submitted_at=timezone.now())
    second = release_to_manager(ana_in_it, actor=hana)
    pages = [at(bo).get(one.get_absolute_url()).content.decode() for one in (first, second)]
    assert ["Give it to Ana Reyes" in page for page in pages] == [False, True]
    assert ["newer version" in page for page in pages] == [True, False]


def test_managers_further_up_do_not_read_what_she_wrote_about_herself(given):
    assert "The new rota." not in str(given.words())


def test_what_was_given_out_stays_when_the_review_is_written_anew(given, ana_in_it, hana, bo):
    before = given.words()
    mine = Review.objects.get(kind="manager")
    Answer.objects.filter(review=mine, question__text__en="Helped").update(text="Something else.")
    mine.state, mine.number, mine.submitted_at = "submitted", 2, timezone.now()
    mine.save()
    second = release_to_manager(ana_in_it, actor=hana)
    given.refresh_from_db()
    assert second.number == 2
    assert given.words() == before
    assert given.is_intact()
    assert "Something else." in str(second.words())
    assert not can(ana_in_it.person, "view", second)


def test_what_is_being_written_anew_is_not_given_to_the_person(ana_in_it, hana, bo):
    release_to_manager(ana_in_it, actor=hana)
    Review.objects.filter(kind="manager").update(state="open", submitted_at=None, number=2)
    with pytest.raises(NothingWritten):
        give_to_person(ana_in_it, actor=bo)


def test_a_later_manager_reads_two_cycles_back_and_not_a_third(
    about, make_cycle, ana, bo, mia, hana, hire, organisation
):
    from fairway.foundation.events import SYSTEM
    from fairway.people.actions.assigning import change_manager
    from fairway.people.days import organisation_day

    versions = []
    for year in (2024, 2025, 2026):
        there = about(ana, bo, make_cycle(name=f"Year {year}", ends=date(year, 7, 1)))
        release_to_manager(there, actor=hana)
        versions.append(give_to_person(there, actor=bo))
    new = hire("Nora Neves", organisation.support, organisation.lisbon, mia)
    change_manager(ana, new, actor=SYSTEM, valid_from=organisation_day())
    assert [can(new, "view", one) for one in versions] == [False, True, True]
    # Who wrote them answers for them as long as their cycles run.
    assert all(can(bo, "view", one) for one in versions)


def test_who_wrote_it_under_an_ended_line_reads_it_for_thirty_days_after_the_close(
    given, cycle, bo, ana, mia, hire, organisation
):
    from datetime import timedelta

    from fairway.foundation.events import SYSTEM
    from fairway.people.actions.assigning import change_manager
    from fairway.people.days import organisation_day

    new = hire("Nora Neves", organisation.support, organisation.lisbon, mia)
    change_manager(ana, new, actor=SYSTEM, valid_from=organisation_day())
    cycle.state, cycle.closed_at = "closed", timezone.now() - timedelta(days=29)
    cycle.save()
    assert can(bo, "view", given)
    cycle.closed_at = timezone.now() - timedelta(days=31)
    cycle.save()
    assert not can(bo, "view", given)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given_by(
    steps=st.lists(
        st.tuples(st.sampled_from(["ana", "lee", "bo"]), st.booleans()), min_size=1, max_size=4
    )
)
def test_a_list_never_has_more_than_each_of_its_rows_allows(
    steps, everybody, make_cycle, about, pia
):
    """Whoever is in whichever cycle, given out or not."""
    Participant.objects.all().delete()
    managers = {"ana": "bo", "lee": "bo", "bo": "mia"}
    for number, (name, is_given) in enumerate(steps):
        there = make_cycle(name=f"Cycle {number}")
        one = about(everybody[name], everybody[managers[name]], there)
        release_to_manager(one, actor=pia)
        if is_given:
            give_to_person(one, actor=pia)
    every = list(SharedVersion.objects.all())
    for viewer in everybody.values():
        one_by_one = {row.pk for row in every if can(viewer, "view", row)}
        assert set(SharedVersion.objects.allowed(viewer).values_list("pk", flat=True)) == one_by_one
