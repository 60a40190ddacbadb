"""A view of goals is saved, shared, renamed and removed; it asks, and never opens anything."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation.models import Event
from fairway.foundation.versions import Stale
from fairway.goals import personal
from fairway.goals.actions import saving
from fairway.goals.actions.saving import MOST_VIEWS, edit_view, remove_view, save_view
from fairway.goals.mapping.places import place_of
from fairway.goals.models import GoalView

pytestmark = pytest.mark.django_db
VIEWS = "/goals/views/"


@pytest.fixture
def save(ana):
    def make(name="Late ones", audience="owner", *, actor=ana, at="list", question="state=at_risk"):
        return save_view(actor=actor, name=name, at=at, question=question, audience=audience)

    return make


def offered(pages, **headers):
    return pages.get(VIEWS, headers={"HX-Request": "true", **headers}).text


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/goals/?whose=team&state=at_risk&after=x", "/goals/?whose=team&state=at_risk"),
        ("/goals/?by=priority&q=a+b%26c", "/goals/?q=a+b%26c&by=priority"),
        ("/goals/map/?period=p&unit=u&goal=g", "/goals/map/?period=p&unit=u"),
        ("/goals/board/?by=priority", "/goals/board/"),
        ("/goals/timeline/?next=//elsewhere", "/goals/timeline/"),
        (f"/goals/?q={'x' * 300}", f"/goals/?q={'x' * 100}"),
    ],
)
def test_of_an_address_it_keeps_what_the_page_can_be_asked_for(address, kept):
    assert place_of(address).address == kept


@pytest.mark.parametrize(
    "address",
    ["", "/people/", "//elsewhere/goals/", "https://elsewhere/goals/", "//[", "/goals/new/"],
)
def test_no_other_address_is_kept(address):
    assert place_of(address) is None


def test_what_one_looks_at_is_saved_from_the_page_and_offered_there(at, ana):
    pages = at(ana)
    asked = "/goals/?whose=company&state=at_risk"
    assert reverse("goals:views") in pages.get(asked).text
    menu = offered(pages, **{"HX-Current-URL": f"http://testserver{asked}"})
    address = re.search(r'href="(/goals/views/new/[^"]+)"', menu)[1]
    answer = pages.post(address, {"name": "What is late", "audience": "owner"})
    assert answer.status_code == 302
    assert answer["Location"] == asked
    assert f'href="{asked.replace("&", "&amp;")}"' in offered(pages)
    assert "What is late" in pages.get(VIEWS).text


@pytest.mark.parametrize("way", ["list", "map", "board", "timeline"])
def test_each_picture_offers_it_without_a_script_as_well(at, ana, way):
    pages = at(ana)
    page = pages.get(reverse(f"goals:{way}") + "?period=all").text
    address = re.search(r'href="(/goals/views/\?from=[^"]+)"', page)[1]
    assert f"{VIEWS}new/?from=" in pages.get(address).text


def test_it_is_offered_to_whom_it_is_shared_with(at, save, ana, bo, cy, zoe):
    save("Mine")
    save("Of the unit", "unit")
    save("Of all", "all")
    assert "Mine" not in offered(at(bo))
    assert "Of the unit" in offered(at(bo))
    assert "Of all" in offered(at(bo))
    assert "Of the unit" not in offered(at(cy))
    assert "Of all" in offered(at(cy))


def test_it_shows_nothing_that_its_reader_may_not_see(at, save, goal_of, ana, bo, cy):
    goal_of(ana, "Secret of Ana", visibility="line")
    view = save("Everything", "all", question="whose=company")
    assert "Secret of Ana" in at(ana).get(view.get_absolute_url()).text
    assert "Secret of Ana" not in at(cy).get(view.get_absolute_url()).text


def test_its_owner_alone_renames_and_removes_it(at, save, ana, bo):
    view = save("Late ones", "all")
    addresses = [
        reverse(f"goals:{name}_view", args=[view.public_id]) for name in ("edit", "remove")
    ]
    for address in addresses:
        assert at(bo).post(address, {"name": "Bo's", "audience": "all"}).status_code == 404
    with pytest.raises(PermissionDenied):
        remove_view(view, actor=bo)
    edit, remove = addresses
    typed = {"name": "In time", "audience": "unit", "version": view.version}
    assert at(ana).post(edit, typed).status_code == 302
    view.refresh_from_db()
    assert (view.name, view.audience) == ("In time", "unit")
    assert at(ana).post(edit, typed | {"name": "Later"}).status_code == 409
    assert at(ana).get(remove).status_code == 200
    assert GoalView.objects.exists()  # it only asks
    assert at(ana).post(remove).status_code == 302
    assert not GoalView.objects.exists()


def test_a_name_is_given_once_and_may_be_anothers(at, save, ana, bo):
    view = save("Late ones")
    save("Late ones", actor=bo)
    answer = at(ana).post(f"{VIEWS}new/?from=/goals/", {"name": "Late  ones", "audience": "owner"})
    assert answer.status_code == 422
    assert "Late  ones" in answer.text or "Late ones" in answer.text
    edit_view(view, actor=ana, version=view.version, name="Late ones", audience="all")
    with pytest.raises(Stale):
        edit_view(view, actor=ana, version=1, name="Late ones", audience="all")


def test_there_are_only_so_many(save):
    for number in range(MOST_VIEWS):
        save(f"View {number}")
    with pytest.raises(saving.TooManyViews, match="40"):
        save("One more")


def test_who_works_in_no_unit_shares_with_none(save, hire):
    nora = hire("Nora Nowhere")
    assert save("For all", "all", actor=nora).audience == "all"
    with pytest.raises(saving.NoUnit):
        save("For nobody", "unit", actor=nora)


def test_what_somebody_saves_is_nobody_elses_to_read_of(save, ana):
    view = save()
    edit_view(view, actor=ana, version=None, name="Later", audience="owner")
    remove_view(view, actor=ana)
    kinds = ["goals.view_saved", "goals.view_edited", "goals.view_removed"]
    told = Event.objects.filter(kind__in=kinds).order_by("pk")
    assert [event.kind for event in told] == kinds
    assert {event.about for event in told} == {ana}


def test_it_is_handed_out_with_what_is_kept_of_a_person_and_goes_with_it(save, ana, bo):
    save()
    save("Of Bo", actor=bo)
    assert {"kind": "view", "name": "Late ones", "address": "/goals/?state=at_risk"} in list(
        personal.export(ana)
    )
    type(ana).objects.filter(pk=ana.pk).update(active=False)
    personal.erase(ana)
    assert [view.owner for view in GoalView.objects.all()] == [bo]
