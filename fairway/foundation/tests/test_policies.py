"""What the organisation chooses: typed, bounded, explained, on record."""

from __future__ import annotations

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from fairway.foundation import policy
from fairway.foundation.actors import SYSTEM, Actor
from fairway.foundation.events import Event
from fairway.foundation.jobs.schedules import set_schedule
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import PolicyVersion, Schedule
from fairway.foundation.organisation import forget_zone, organisation_zone
from fairway.foundation.policy import NotAllowed, policies
from fairway.foundation.ports import policy_texts
from fairway.foundation.tests import trial_tasks as tasks
from fairway.foundation.times import UnknownZone
from fairway.foundation.versions import Stale

ALL = sorted(policies, key=lambda one: one.key)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.key)
def test_every_policy_is_explained_and_its_default_is_allowed(one):
    assert str(one.label)
    assert len(str(one.help_text)) > 30, "say what it changes"
    assert str(one.help_text).endswith(".")
    assert str(one.group)
    default = str(one.default) if hasattr(one.default, "_proxy____cast") else one.default
    one.kind.clean(default)
    assert one.kind.show(one.kind.read(one.default))
    one.kind.field(initial=one.kind.read(one.default))


@pytest.mark.django_db
def test_a_default_holds_until_somebody_chooses():
    assert policy.get("goals.visibility") == "company"

    policy.set_policy("goals.visibility", "line", actor=SYSTEM)

    assert policy.get("goals.visibility") == "line"
    assert not policy.setting("goals.visibility").is_default


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("surveys.least_answers", 4),
        ("surveys.least_answers_for_text", 9),
        ("reviews.least_raters", 2),
        ("reviews.least_raters", True),
        ("goals.visibility", "world"),
        ("feedback.manager_only", "yes"),
        ("organisation.name", "  "),
        ("notifications.digest_at", "25:00"),
        ("rules.why", ""),
    ],
)
def test_hard_floors_and_types_hold_even_for_the_system(key, value):
    with pytest.raises(NotAllowed):
        policy.set_policy(key, value, actor=SYSTEM)


@pytest.mark.django_db
def test_an_unknown_zone_says_which_was_meant():
    with pytest.raises(UnknownZone, match="Europe/Lisbon"):
        policy.set_policy("organisation.time_zone", "lisbon", actor=SYSTEM)


def test_an_unknown_policy_is_a_mistake():
    with pytest.raises(policy.UnknownPolicy):
        policy.get("goals.nothing")


@pytest.mark.django_db
def test_only_who_keeps_a_policy_may_change_it(ana, hana, root):
    for actor in (ana, hana, Actor("account", root.public_id)):
        with pytest.raises(PermissionDenied):
            policy.set_policy("goals.visibility", "line", actor=actor)


@pytest.mark.django_db
def test_an_administrator_keeps_the_organisations_name_and_clock(root):
    policy.set_policy("organisation.name", "Saltmarsh", actor=Actor("account", root.public_id))

    assert policy.get("organisation.name") == "Saltmarsh"


@pytest.mark.django_db
def test_a_people_lead_keeps_the_rules(lead):
    policy.set_policy("goals.visibility", "line", actor=lead)

    assert policy.history("goals.visibility").get().set_by == lead


@pytest.fixture
def lead(mia):
    from fairway.people.models import Appointment

    Appointment.objects.create(person=mia, role="people_lead", valid_from="2024-01-08")
    return mia


@pytest.mark.django_db
def test_a_choice_is_on_record_without_its_words_and_says_whether_it_is_wider(lead):
    policy.set_policy("goals.visibility", "line", actor=lead)
    policy.set_policy("goals.visibility", "unit", actor=lead)
    policy.set_policy("rules.why", "Because Bo said so", actor=lead)

    events = Event.objects.filter(kind="foundation.policy_set").order_by("pk")
    assert [event.data["wider"] for event in events] == [False, True, False]
    assert "Bo said so" not in str([event.data for event in events])


@pytest.mark.django_db
def test_every_version_is_kept_and_a_stale_one_refused():
    policy.set_policy("reviews.least_raters", 5, actor=SYSTEM, version=0)
    policy.set_policy("reviews.least_raters", 6, actor=SYSTEM, version=1)

    with pytest.raises(Stale):
        policy.set_policy("reviews.least_raters", 7, actor=SYSTEM, version=1)

    values = policy.history("reviews.least_raters").values_list("version", "value")
    assert list(values) == [(2, 6), (1, 5)]
    assert PolicyVersion.objects.count() == 2


@pytest.mark.django_db
def test_an_employer_may_differ_where_the_policy_says_so():
    from fairway.people.models import Employer

    bakery = Employer.objects.create(name="Bakery Ltd")
    policy.set_policy("retention.reviews_years", 5, actor=SYSTEM)
    policy.set_policy("retention.reviews_years", 10, actor=SYSTEM, employer=bakery)

    assert policy.get("retention.reviews_years") == 5
    assert policy.get("retention.reviews_years", employer=bakery) == 10
    with pytest.raises(NotAllowed):
        policy.set_policy("goals.visibility", "line", actor=SYSTEM, employer=bakery)

    policy.reset_policy("retention.reviews_years", actor=SYSTEM, employer=bakery)
    assert policy.get("retention.reviews_years", employer=bakery) == 5
    assert policy.setting("retention.reviews_years", bakery).inherited


@pytest.mark.django_db
def test_within_a_request_all_policies_cost_one_query_and_a_change_is_seen():
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        policy.remembered(),
    ):
        for one in ALL:
            policy.get(one.key)
    assert len(queries) == 1

    with policy.remembered():
        assert policy.get("reviews.least_raters") == 4
        policy.set_policy("reviews.least_raters", 5, actor=SYSTEM)
        assert policy.get("reviews.least_raters") == 5
    assert policy.get("reviews.least_raters") == 5


@pytest.mark.django_db
def test_the_organisations_own_words_are_read_in_the_readers_language():
    policy.set_policy("rules.why", {"en": "Because", "de": "Weil"}, actor=SYSTEM)

    with override("de-at"):
        assert policy.get("rules.why") == "Weil"
    with override("fr"):
        assert policy.get("rules.why") == "Because"


@pytest.mark.django_db
def test_how_performance_works_here_says_what_the_policies_say():
    policy.set_policy("rules.who_sets_goals", "Everybody, together.", actor=SYSTEM)

    assert policy_texts["rules.who_sets_goals"].say() == "Everybody, together."
    assert policy_texts["rules.why"].say()


@pytest.mark.django_db
def test_values_are_what_code_uses():
    assert policy.get("notifications.digest_at") == time(9, 0)
    policy.set_policy("notifications.digest_at", time(8, 30), actor=SYSTEM)
    assert policy.get("notifications.digest_at") == time(8, 30)


@pytest.mark.django_db
def test_the_organisations_schedules_follow_its_clock():
    forget_zone()
    schedule = set_schedule("daily", tasks.have_effect, rule="FREQ=DAILY", at=time(9, 0), n=1)

    policy.set_policy("organisation.time_zone", "Asia/Tokyo", actor=SYSTEM)
    run_due("default")

    assert organisation_zone() == "Asia/Tokyo"
    assert Schedule.objects.get(pk=schedule.pk).zone == "Asia/Tokyo"
    forget_zone()
