"""The directory, a person's page and the chart, as different people see them."""

import pytest

from fairway.people.models import Location, Person

pytestmark = pytest.mark.django_db


def test_the_directory_lists_everybody_and_finds_by_a_few_letters(client, ana, bo, cy):
    client.force_login(ana.account)
    assert "Cy Okafor" in client.get("/people/").text
    found = client.get("/people/?q=oka").text
    assert "Cy Okafor" in found
    assert "Bo Almeida" not in found


def test_a_filter_for_a_unit_holds_for_all_below_it(client, ana, cy, organisation):
    client.force_login(ana.account)
    assert "Cy Okafor" in client.get(f"/people/?unit={organisation.root.public_id}").text
    assert "Cy Okafor" not in client.get(f"/people/?unit={organisation.support.public_id}").text


def test_nobody_found_says_what_to_do(client, ana):
    client.force_login(ana.account)
    assert "Nobody found" in client.get("/people/?q=nosuchname").text


def test_a_filter_that_does_not_exist_is_left_out(client, ana, cy):
    client.force_login(ana.account)
    page = client.get("/people/?unit=nonsense&location=x&mode=moon&after=zzz")
    assert page.status_code == 200
    assert "Cy Okafor" in page.text


def test_leavers_are_listed_only_for_hr(client, ana, hana, zoe):
    client.force_login(ana.account)
    assert "Zoe Barros" not in client.get("/people/?leavers=on").text
    client.force_login(hana.account)
    assert "Zoe Barros" in client.get("/people/?leavers=on").text


def test_a_page_holds_fifty_and_leads_to_the_next(client, ana):
    Person.objects.bulk_create(
        Person(name=f"Person {n:03}", sort_name=f"person {n:03}") for n in range(120)
    )
    client.force_login(ana.account)
    first = client.get("/people/?q=")
    assert "123 people" in first.text
    following = client.get("/people/" + first.context["next"])
    assert first.context["page"].rows[-1] not in following.context["page"].rows
    back = client.get("/people/" + following.context["previous"])
    assert back.context["page"].rows == first.context["page"].rows


def test_a_person_page_shows_when_two_can_talk(client, ana, bo):
    client.force_login(bo.account)
    page = client.get(ana.get_absolute_url()).text
    assert "When you can talk" in page
    assert "in Support" in page


def test_the_record_is_for_those_to_whom_it_is_open(client, ana, bo, cy):
    for who, sees in ((bo, True), (cy, False)):
        client.force_login(who.account)
        assert (">Record<" in client.get(ana.get_absolute_url()).text) is sees


def test_somebody_elsewhere_is_not_found(client, ana, zoe):
    client.force_login(ana.account)
    assert client.get(zoe.get_absolute_url()).status_code == 404
    assert client.get("/people/0000000000000000000000/").status_code == 404


def test_the_chart_opens_branch_by_branch(client, ana, bo, mia):
    client.force_login(ana.account)
    top = client.get("/people/chart/").text
    assert "Mia Lindqvist" in top
    assert "2 people below" in top
    assert "Bo Almeida" in top
    assert f"{ana.public_id}/" not in top
    branch = client.get(f"/people/chart/{bo.public_id}/reports/", headers={"HX-Request": "true"})
    assert "Ana Reyes" in branch.text


def test_the_chart_shows_the_way_down_to_somebody(client, ana, bo, mia):
    client.force_login(ana.account)
    page = client.get(f"/people/chart/?person={bo.public_id}").text
    assert page.index("Mia Lindqvist") < page.index("Bo Almeida") < page.rindex("Ana Reyes")


def test_without_scripts_a_branch_is_a_page(client, ana, mia):
    client.force_login(ana.account)
    answer = client.get(f"/people/chart/{mia.public_id}/reports/", follow=True)
    assert answer.status_code == 200
    assert "Bo Almeida" in answer.text


def test_a_manager_sees_their_people_at_home(client, ana, bo):
    client.force_login(bo.account)
    assert "Your people" in client.get("/home/around/").text
    client.force_login(ana.account)
    assert "Your people" not in client.get("/home/around/").text


def test_where_places_are_very_many_one_types_a_part_of_their_name(client, ana, cy):
    Location.objects.bulk_create(Location(name=f"Site {n}") for n in range(60))
    client.force_login(ana.account)
    place = ana.assignment.location.name
    page = client.get("/people/", {"location": place[1:].upper()}).text
    assert "Ana Reyes" in page
    assert 'type="text" name="location"' in page
    assert "Ana Reyes" not in client.get("/people/", {"location": "Site 7"}).text.split("<main")[1]
