"""The pages: what everybody reads, what keepers write, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.strategy.actions import missions, priorities, values
from fairway.strategy.models import Mission, Period, StrategicPriority, Value

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana_at(client, ana):
    client.force_login(ana.account)
    return client


@pytest.fixture
def eva_at(client, eva):
    client.force_login(eva.account)
    return client


def typed(priority, **changes):
    return {
        "title_en": str(priority.title),
        "why_en": str(priority.why),
        "period": priority.period.public_id,
        "owner": "",
        "version": priority.version,
        **changes,
    }


def test_everybody_reads_where_we_are_going(ana_at, returns, eva):
    missions.set_mission(
        actor=eva, statement={"en": "We mend."}, vision={"en": "The right thing"}, vision_year=2028
    )
    page = ana_at.get(reverse("strategy:overview")).text
    for words in ("We mend.", "The right thing", "by 2028", "Make returns effortless"):
        assert words in page
    assert "New priority" not in page


def test_the_empty_overview_offers_first_steps_to_those_who_may_take_them(eva_at):
    page = eva_at.get(reverse("strategy:overview")).text
    assert reverse("strategy:new_mission") in page
    assert reverse("strategy:new_year") in page


def test_the_empty_overview_says_what_it_is_for_to_everybody(ana_at):
    page = ana_at.get(reverse("strategy:overview")).text
    assert "Two or three things that matter most this year" in page
    assert reverse("strategy:new_priority") not in page


def test_writing_a_priority(eva_at, year, eva):
    data = {
        "title_en": "  Good places   to work ",
        "why_en": "Rotas two weeks ahead.",
        "period": year.public_id,
        "owner": "",
    }
    page = eva_at.post(reverse("strategy:new_priority"), data, follow=True)
    assert StrategicPriority.objects.get().title == {"en": "Good places to work"}
    assert "Rotas two weeks ahead." in page.text


def test_what_was_typed_survives_an_error(eva_at, year):
    data = {"title_en": "", "why_en": "Long thoughts", "period": year.public_id, "owner": ""}
    page = eva_at.post(reverse("strategy:new_priority"), data)
    assert page.status_code == 422
    assert "Long thoughts" in page.text


def test_a_stale_form_answers_409_keeps_the_text_and_can_be_saved_knowingly(eva_at, returns, eva):
    address = reverse("strategy:edit_priority", args=[returns.public_id])
    before = typed(returns, title_en="Mine")
    priorities.edit_priority(
        returns, actor=eva, title={"en": "Theirs"}, why={"en": ""}, period=returns.period
    )
    page = eva_at.post(address, before)
    assert page.status_code == 409
    assert "Theirs" in page.text
    assert 'value="Mine"' in page.text
    assert StrategicPriority.objects.get().title == {"en": "Theirs"}
    again = page.context["form"]
    eva_at.post(address, {**before, "version": again["version"].value()})
    assert StrategicPriority.objects.get().title == {"en": "Mine"}


def test_a_refusal_of_the_action_stands_at_its_field(eva_at, year):
    data = {"kind": "custom", "name": "Sale", "starts_on": "2030-03-01", "last_day": "2030-02-01"}
    page = eva_at.post(reverse("strategy:new_period"), data)
    assert page.status_code == 422
    assert "last_day" in page.context["form"].errors


def test_adding_a_year_with_its_parts(eva_at):
    data = {"year": 2031, "month": 4, "halves": "on", "quarters": "on"}
    page = eva_at.post(reverse("strategy:new_year"), data, follow=True)
    assert "2031/32" in page.text
    assert Period.objects.count() == 7


def test_the_next_year_is_offered_first(eva_at, year):
    form = eva_at.get(reverse("strategy:new_year")).context["form"]
    assert form["year"].value() == year.starts_on.year + 1


def test_opening_and_closing_a_period(eva_at, year):
    eva_at.post(reverse("strategy:open_period", args=[year.public_id]))
    eva_at.post(reverse("strategy:close_period", args=[year.public_id]))
    year.refresh_from_db()
    assert year.state == "closed"


def test_archiving_can_be_undone_from_the_message(eva_at, returns):
    page = eva_at.post(reverse("strategy:archive_priority", args=[returns.public_id]), follow=True)
    undo = reverse("strategy:restore_priority", args=[returns.public_id])
    assert undo in page.text
    eva_at.post(undo)
    returns.refresh_from_db()
    assert returns.archived_at is None


def test_bringing_back_a_period_whose_days_are_taken_says_so(eva_at, year):
    eva_at.post(reverse("strategy:archive_period", args=[year.public_id]))
    data = {"year": year.starts_on.year, "month": 1}
    eva_at.post(reverse("strategy:new_year"), data)
    page = eva_at.post(reverse("strategy:restore_period", args=[year.public_id]), follow=True)
    assert "This would overlap" in page.text


def test_the_mission_is_written_edited_and_replaced(eva_at):
    new = reverse("strategy:new_mission")
    eva_at.post(new, {"statement_en": "We mend.", "vision_en": "", "vision_year": ""})
    mission = Mission.objects.get()
    edit = reverse("strategy:edit_mission", args=[mission.public_id])
    data = {"statement_en": "We mend things.", "vision_en": "All", "vision_year": 2030}
    eva_at.post(edit, {**data, "version": 1})
    eva_at.post(new, {**data, "statement_en": "We last."})
    page = eva_at.get(reverse("strategy:mission")).text
    assert page.index("We last.") < page.index("We mend things.")


def test_values_are_written_moved_and_archived(eva_at):
    for name in ("Own the outcome", "Say it early"):
        eva_at.post(reverse("strategy:new_value"), {"name_en": name, "looks_like_en": ""})
    early = Value.objects.latest("pk")
    eva_at.post(reverse("strategy:place_value", args=[early.public_id]), {"to": "up"})
    page = eva_at.get(reverse("strategy:values")).text
    assert page.index("Say it early") < page.index("Own the outcome")
    eva_at.post(reverse("strategy:archive_value", args=[early.public_id]))
    assert "Say it early" in eva_at.get(reverse("strategy:values") + "?archived").text


def test_who_may_not_write_is_not_asked_to(ana_at, returns):
    assert ana_at.get(reverse("strategy:new_priority")).status_code == 403
    edit = reverse("strategy:edit_priority", args=[returns.public_id])
    assert ana_at.get(edit).status_code == 404
    assert ana_at.post(edit, typed(returns)).status_code == 404
    archive = reverse("strategy:archive_priority", args=[returns.public_id])
    assert ana_at.post(archive).status_code == 403


def test_people_find_priorities_values_and_periods(ana_at, returns, year, eva):
    value = values.add_value(actor=eva, name={"en": "Say it early", "pt": "Dizer cedo"})
    quarter = Period.objects.get(name=f"Q1 {year.name}")

    def found(words):
        return ana_at.get(reverse("shell:search"), {"q": words}).text

    assert returns.get_absolute_url() in found("return effort")
    assert value.get_absolute_url() in found("dizer")
    assert quarter.get_absolute_url() in found(f"q1 {year.name}")
    assert value.get_absolute_url() not in found("shelf")


def test_home_and_the_rules_page_say_where_we_are_going(ana_at, returns):
    assert reverse("shell:later") in ana_at.get(reverse("shell:home")).text
    assert "Make returns effortless" in ana_at.get(reverse("shell:later")).text
    assert (
        "What matters most now: Make returns effortless." in ana_at.get(reverse("shell:how")).text
    )


def test_the_owner_is_chosen_among_those_who_lead_the_larger_units(eva_at, organisation, bo, ana):
    organisation.support.leader = bo
    organisation.support.save()
    owners = eva_at.get(reverse("strategy:new_priority")).context["form"].fields["owner"].queryset
    assert list(owners) == [bo]


def test_a_page_of_text_from_outside_is_shown_as_text(ana_at, year):
    priority = priorities.add_priority(
        year, actor=SYSTEM, title={"en": "<script>alert(1)</script>"}, why={"en": "<b>x</b>"}
    )
    page = ana_at.get(priority.get_absolute_url()).text
    assert "<script>alert(1)" not in page
    assert "<b>x</b>" not in page
