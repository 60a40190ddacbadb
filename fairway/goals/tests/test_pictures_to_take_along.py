"""The map and the timeline as drawings: well formed, with what is on the page, never what is private."""

from xml.etree import ElementTree

import pytest

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.contributing import contribute

pytestmark = pytest.mark.django_db
MAP, TIMELINE = "/goals/map/drawing.svg", "/goals/timeline/drawing.svg?whose=company&period=all"
SVG = "{http://www.w3.org/2000/svg}"


def words_of(answer):
    assert answer["Content-Type"] == "image/svg+xml"
    assert "attachment" in answer["Content-Disposition"]
    return " ".join(one.text for one in ElementTree.fromstring(answer.content).iter(f"{SVG}text"))


@pytest.fixture
def settled(goal_of, ana, organisation, returns):
    of_unit = goal_of(unit=organisation.support, title="Settle <all> & sundry")
    hers = goal_of(ana, "Answer on first contact", 40)
    contribute(of_unit, actor=SYSTEM, priority=returns)
    contribute(hers, actor=SYSTEM, to=of_unit, how="One answer.")
    return hers


def test_the_map_is_drawn_as_it_opens(client, settled, ana):
    client.force_login(ana.account)
    words = words_of(client.get(MAP))
    for said in ("Make returns effortless", "Settle <all> & sundry", "Answer on first", "40 %"):
        assert said in words


def test_the_timeline_is_drawn_with_its_months(client, settled, ana):
    client.force_login(ana.account)
    words = words_of(client.get(TIMELINE))
    assert "Answer on first contact" in words
    assert "Nov" in words


@pytest.mark.parametrize("address", [MAP, TIMELINE])
def test_what_is_private_is_not_drawn_even_for_its_owner(
    client, settled, goal_of, returns, ana, address
):
    contribute(goal_of(ana, "Secret", visibility="line"), actor=SYSTEM, priority=returns)
    client.force_login(ana.account)
    assert "Secret" not in words_of(client.get(address))


@pytest.mark.parametrize("address", [MAP, TIMELINE])
def test_nothing_to_draw_is_an_empty_sheet(client, ana, address):
    client.force_login(ana.account)
    words_of(client.get(address))


def table_of(client, address):
    answer = client.get(address)
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


def test_a_table_has_a_row_for_each_goal_with_what_it_contributes_to(client, settled, ana):
    client.force_login(ana.account)
    head, *rows = table_of(client, "/goals/map/table.csv")
    assert head.startswith("Goal,Whose,Contributes to,")
    assert len(rows) == 2
    assert "Settle <all> & sundry,Q4 2026,2026-10-01,2026-12-31,Not started,40," in rows[1]


def test_a_table_names_no_goal_that_its_reader_may_not_see(client, settled, goal_of, ana, cy):
    above = goal_of(ana, "Secret above", visibility="line")
    contribute(goal_of(cy, "Seen by all"), actor=SYSTEM, to=above, how="So.")
    client.force_login(cy.account)
    rows = table_of(client, "/goals/timeline/table.csv?whose=company&period=all")
    assert any("Seen by all" in row for row in rows)
    assert not any("Secret" in row for row in rows)
