"""The step of the wizard that says who a cycle is about: all that is chosen is kept."""

import re
from html import unescape

import pytest
from django.urls import reverse

from fairway.people.models import OrgUnit
from fairway.reviews.actions.cycles import set_population
from fairway.reviews.forms.cycle_people import MOST
from fairway.reviews.population import Population

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(at, pia, draft):
    """step(cycle).post(unit_0="Support"): as Pia sends it, with the version she looked at."""
    browser = at(pia)

    class Step:
        def __init__(self, cycle):
            self.cycle = cycle
            self.address = reverse("reviews:cycle_step", args=[cycle.public_id, "people"])

        def get(self):
            return browser.get(self.address).content.decode()

        def post(self, **typed):
            return browser.post(self.address, {"version": str(self.cycle.version), **typed})

        def rules(self):
            self.cycle.refresh_from_db()
            return Population.of(self.cycle.rules)

    return lambda: Step(draft("self"))


@pytest.fixture
def many(hire, organisation, bo):
    names = ("Al", "Ben", "Cai", "Dan", "Ed", "Flo", "Gus", "Hal")
    where = (organisation.support, organisation.lisbon)
    return [hire(f"{name} Many", *where, bo, account=None) for name in names]


def as_fields(name, people):
    return {f"{name}_{at}": f"{one.name} ({one.email})" for at, one in enumerate(people)}


def fields_of(page):
    """What the form would send again, as it stands on the page."""
    inputs = re.findall(r"<input[^>]*>", page)
    named = [
        (re.search(r'name="([^"]+)"', one), re.search(r'value="([^"]*)"', one)) for one in inputs
    ]
    return {name[1]: unescape(value[1]) for name, value in named if name and value}


def test_all_that_can_be_said_is_kept(step, organisation, ana, bo, cy, pia):
    page = step()
    answer = page.post(
        unit_0="Support (Saltmarsh)",
        unit_1="Shops",
        unit_out_0="People",
        place_0="Lisbon",
        work_modes=["remote", "hybrid"],
        least_days="90",
        hired_from="2020-01-01",
        hired_until="2026-01-01",
        hire_days="100",
        left_out_0="Ana Reyes",
        as_well_0="Cy Okafor",
        as_well_2="Bo Almeida",
    )
    assert answer.status_code == 302
    found = page.rules()
    assert found.units == (organisation.support.pk, organisation.shops.pk)
    assert found.units_out == (organisation.people.pk,)
    assert found.locations == (organisation.lisbon.pk,)
    assert found.work_modes == ("remote", "hybrid")
    assert (found.least_days, found.hire_days) == (90, 100)
    assert (str(found.hired_from), str(found.hired_until)) == ("2020-01-01", "2026-01-01")
    assert (found.left_out, found.as_well) == ((ana.pk,), (cy.pk, bo.pk))


def test_more_people_than_there_were_lines_at_first_stay_when_it_is_saved_again(step, many, pia):
    page = step()
    chosen = tuple(one.pk for one in many)
    page.cycle = set_population(page.cycle, actor=pia, population=Population(left_out=chosen))
    shown = page.get()
    assert all(one.name in shown for one in many)
    assert 'name="left_out_9"' in shown  # with lines to add some
    again = {name: value for name, value in fields_of(shown).items() if "left_out" in name}
    assert page.post(**again).status_code == 302
    assert sorted(page.rules().left_out) == sorted(chosen)


def test_many_units_are_shown_in_as_few_queries_as_one(
    step, organisation, pia, django_assert_max_num_queries
):
    page = step()
    page.get()
    units = [
        OrgUnit.objects.create(name=f"Shop {n}", parent=organisation.shops).pk for n in range(MOST)
    ]
    rules = Population(units=tuple(units[:9]), units_out=tuple(units[9:]))
    page.cycle = set_population(page.cycle, actor=pia, population=rules)
    with django_assert_max_num_queries(12):
        assert page.get().count("(Shops)") == MOST


def test_more_than_the_page_offered_is_taken_as_well(step, many, pia):
    page = step()
    assert page.post(**as_fields("left_out", many)).status_code == 302
    assert page.rules().left_out == tuple(one.pk for one in many)


def test_too_many_are_refused_in_words_with_all_that_was_typed(step, many, hire, organisation, bo):
    where = (organisation.support, organisation.lisbon)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: MOST + 1 - len(many)]
    more = [hire(f"Zed{one} Many", *where, bo, account=None) for one in letters]
    page, typed = step(), as_fields("left_out", [*many, *more])
    before = page.rules()
    answer = page.post(**typed, least_days="90")
    assert answer.status_code == 422
    words = answer.content.decode()
    assert f"Choose at most {MOST} here" in words
    assert fields_of(words).items() >= {**typed, "least_days": "90"}.items()
    assert page.rules() == before


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("unit_0", "Moonbase"),
        ("unit_out_3", "Moonbase"),
        ("place_2", "Atlantis"),
        ("left_out_0", "Nobody Known"),
        ("least_days", "-1"),
        ("least_days", "99999"),
        ("hired_from", "2026-02-31"),
    ],
)
def test_what_does_not_exist_is_refused_and_the_rest_stays_typed(step, ana, field, typed):
    page = step()
    before = page.rules()
    said = {"as_well_1": "Ana Reyes", "place_0": "Lisbon", field: typed}
    answer = page.post(**said)
    assert answer.status_code == 422
    assert fields_of(answer.content.decode()).items() >= said.items()
    assert page.rules() == before


def test_a_way_of_working_that_is_none_is_refused(step, ana):
    page = step()
    answer = page.post(work_modes=["remote", "asleep"], left_out_1="Ana Reyes")
    assert answer.status_code == 422
    assert re.search(r'<input(?=[^>]*value="remote")(?=[^>]*checked)', answer.content.decode())
    assert fields_of(answer.content.decode())["left_out_1"] == "Ana Reyes"


def test_joining_by_days_without_a_first_day_is_refused_in_words(step, ana):
    page = step()
    answer = page.post(hire_days="90", left_out_0="Ana Reyes")
    assert answer.status_code == 422
    assert fields_of(answer.content.decode())["hire_days"] == "90"
