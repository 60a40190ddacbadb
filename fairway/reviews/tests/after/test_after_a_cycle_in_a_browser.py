"""Ana says on her phone how the cycle was, by keyboard alone; Pia reads what came of it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.reviews.actions.reporting_cycles import write_report
from fairway.reviews.actions.surveying import poured
from fairway.reviews.actions.surveying_results import tell_survey
from fairway.reviews.models import SurveyInvitation, SurveyPot

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return wide[0] <= wide[1]


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order(visit, check, survey, people, answer, ana, pia, eva, width, theme):
    page = visit(survey.get_absolute_url(), as_=ana, width=width, theme=theme)
    check(page)
    assert fits(page)
    for team in people.values():
        for one in team:
            answer(survey, one, 4, words="An hour off the rota for writing.")
    tell_survey(survey)
    write_report(survey.cycle)
    key = survey.cycle.public_id
    for who, where in (
        (ana, survey.get_absolute_url()),
        (pia, reverse("reviews:cycle_report", args=[key])),
        (eva, reverse("reviews:patterns_of", args=[key])),
        (ana, reverse("reviews:patterns")),
    ):
        page = visit(where, as_=who, width=width, theme=theme)
        check(page)
        assert fits(page), f"{where} hangs over the edge"


def test_ana_answers_on_her_phone_by_keyboard(visit, survey, ana):
    page = visit("/", as_=ana, width="phone")
    page.get_by_role("link", name="Answer").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Anonymous.")).to_be_visible()
    for number in range(5):
        page.locator(".fy-seg").nth(number).locator("input").first.focus()
        page.keyboard.press("ArrowRight")  # from 1 to 2
        page.keyboard.press("ArrowRight")
    page.get_by_label("What should the next cycle do otherwise?").focus()
    page.keyboard.type("Begin in June.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You have answered")).to_be_visible()
    assert SurveyInvitation.objects.get(person=ana).answered
    kept = poured(SurveyPot.objects.get())
    assert [(one.values["fair"], one.words) for one in kept] == [(3, "Begin in June.")]


def test_hr_opens_the_report_and_finds_figures(visit, survey, people, answer, pia):
    for team in people.values():
        for one in team:
            answer(survey, one, 4)
    tell_survey(survey)
    write_report(survey.cycle)
    page = visit(survey.cycle.get_absolute_url(), as_=pia)
    page.get_by_role("link", name="Report", exact=True).click()
    expect(page.get_by_text("15 of 15 reviews were written.")).to_be_visible()
    expect(page.get_by_text("4.0 (n 10–19)").first).to_be_visible()
    page.get_by_label("Of whom").select_option(index=1)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("7 of 7 reviews were written.")).to_be_visible()
    with page.expect_download() as got:
        page.get_by_role("link", name="As a table file").click()
    assert got.value.suggested_filename == "cycle-report.csv"
