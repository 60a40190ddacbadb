"""The alignment map: every goal that may be shown around stands on it once, and no private one."""

import re

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.contributing import contribute
from fairway.goals.models import Goal

pytestmark = pytest.mark.django_db
MAP = "/goals/map/"
SHOWN = re.compile(r'class="fy-goal" href="([^"]+)"')
MORE = re.compile(r'hx-get="([^"]+(?:/below/|after=)[^"]*)"')


@pytest.fixture
def settled(goal_of, ana, bo, organisation, returns):
    """Priority → unit → Ana; one of Bo's stands alone."""
    of_unit = goal_of(unit=organisation.support, title="Settle in one conversation")
    hers = goal_of(ana, "Answer on first contact", 40, 80)
    contribute(of_unit, actor=SYSTEM, priority=returns)
    contribute(hers, actor=SYSTEM, to=of_unit, how="One answer, one conversation.")
    goal_of(bo, "Stands alone")
    return of_unit, hers


def opened(client, address):
    return client.get(
        address.replace("&amp;", "&"), headers={"HX-Request": "true"}
    ).content.decode()


def everything(client, address=MAP):
    """The goals one reaches by opening all there is to open, as often as they stand there."""
    first = client.get(address).content.decode()
    first += client.get(f"{MAP}columns/loose/").content.decode()
    first += client.get(f"{MAP}columns/elsewhere/").content.decode()
    found, waiting = SHOWN.findall(first), MORE.findall(first)
    while waiting:
        page = opened(client, waiting.pop())
        found += SHOWN.findall(page)
        waiting += MORE.findall(page)
    return found


def test_it_shows_units_below_priorities_and_people_below_units(client, settled, ana):
    of_unit, hers = settled
    client.force_login(ana.account)
    page = client.get(MAP).content.decode()
    places = [page.index(words) for words in ("Make returns", of_unit.title, hers.title)]
    assert places == sorted(places)
    assert "2 key results" in page
    assert "1 goal below" in page


def test_the_way_to_ones_own_goal_is_marked(client, settled, ana, bo):
    client.force_login(ana.account)
    assert client.get(MAP).content.decode().count('<li class="is-path">') == 2
    client.force_login(bo.account)
    assert '<li class="is-path">' not in client.get(MAP).content.decode()


def test_what_contributes_to_nothing_is_counted_and_listed(client, settled, ana):
    client.force_login(ana.account)
    assert f"{MAP}columns/loose/" in client.get(MAP).content.decode()
    assert "1 goal contributes to nothing above it." in opened(client, f"{MAP}beside/")
    page = client.get(reverse("goals:map_column", args=["loose"])).content.decode()
    assert "Stands alone" in page
    assert "Answer on first contact" not in page


@pytest.mark.parametrize("who", ["ana", "bo", "cy"])
def test_a_private_goal_is_neither_shown_nor_counted(client, settled, goal_of, who, request):
    of_unit, _hers = settled
    ana = request.getfixturevalue("ana")
    below = goal_of(ana, "Secret below", visibility="line")
    contribute(below, actor=SYSTEM, to=of_unit, how="Quietly.")
    goal_of(ana, "Secret alone", visibility="line")
    client.force_login(request.getfixturevalue(who).account)
    pages = client.get(MAP).content.decode() + opened(client, f"{MAP}beside/")
    pages += client.get(f"{MAP}columns/loose/").content.decode()
    pages += opened(client, reverse("goals:map_below", args=[of_unit.public_id]))
    assert "Secret" not in pages
    assert "1 goal contributes to nothing above it." in pages
    assert "1 goal below" in pages
    for address in ("map_below", "map_results"):
        path = reverse(f"goals:{address}", args=[below.public_id])
        assert client.get(path).status_code == 404
    assert client.get(f"{MAP}?goal={below.public_id}").status_code == 404


def test_below_a_private_goal_nothing_is_told_of_it(client, settled, goal_of, ana, cy):
    above = goal_of(ana, "Secret above", visibility="line")
    below = goal_of(cy, "Seen by all")
    contribute(below, actor=SYSTEM, to=above, how="Somehow.")
    client.force_login(cy.account)
    page = client.get(f"{MAP}columns/elsewhere/").content.decode()
    assert "Seen by all" in page
    assert "Secret" not in page


def test_every_goal_is_reached_once_by_opening_everything(client, settled, goal_of, ana, bo):
    of_unit, hers = settled
    for number in range(24):
        goal = goal_of(bo, f"Below {number}")
        contribute(goal, actor=SYSTEM, to=of_unit if number % 3 else hers, how="So.")
    for number in range(7):
        goal_of(bo, f"Alone {number}")
    client.force_login(ana.account)
    found = everything(client)
    assert sorted(found) == sorted(goal.get_absolute_url() for goal in Goal.objects.all())


def test_a_branch_opens_where_there_is_no_script(client, settled, ana):
    of_unit, _hers = settled
    client.force_login(ana.account)
    answer = client.get(reverse("goals:map_below", args=[of_unit.public_id]), follow=True)
    page = answer.content.decode()
    assert 'aria-current="true"' in page
    assert "Answer on first contact" in page


def test_key_results_open_on_their_own(client, settled, ana):
    _of_unit, hers = settled
    client.force_login(ana.account)
    page = opened(client, reverse("goals:map_results", args=[hers.public_id]))
    assert page.count("A result") == 4  # its title, and what its bar says
    assert "0 to 100" in page


def test_a_unit_shows_its_own_part(client, settled, goal_of, ana, organisation):
    goal_of(unit=organisation.shops, title="Of the shops")
    client.force_login(ana.account)
    whole = client.get(MAP + "columns/loose/").content.decode()
    part = client.get(f"{MAP}columns/loose/?unit={organisation.support.public_id}").content.decode()
    assert "Of the shops" in whole
    assert "Of the shops" not in part


def test_an_empty_map_says_how_it_fills(client, ana):
    client.force_login(ana.account)
    assert "No goals here yet" in client.get(MAP).content.decode()


def test_it_costs_the_same_however_many_goals_there_are(
    client, settled, goal_of, bo, ana, django_assert_max_num_queries
):
    of_unit, hers = settled
    client.force_login(ana.account)
    client.get(MAP)
    with django_assert_max_num_queries(12) as few:
        client.get(MAP)
    for number in range(30):
        goal = goal_of(bo, f"Below {number}")
        contribute(goal, actor=SYSTEM, to=of_unit if number % 2 else hers, how="So.")
    with django_assert_max_num_queries(len(few)):
        client.get(MAP)
