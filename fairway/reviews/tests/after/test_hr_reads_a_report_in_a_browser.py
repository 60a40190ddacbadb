"""Hana, HR of Support, reads how the cycle went among her people, and nothing of anybody else's."""

import csv

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from fairway.people.models import Assignment
from fairway.reviews.actions.reporting_cycles import write_report
from fairway.reviews.models import (
    CalibrationSession,
    CriticalStatement,
    CycleReport,
    Placement,
    Question,
    ReportPart,
    Review,
)

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return wide[0] <= wide[1]


@pytest.fixture
def people(people, hire, organisation, bo, cy):
    """Fourteen in Support, six of them remote and two hybrid; six each in Shops and People."""
    for name, unit, size, manager in (
        ("Support", organisation.support, 14, bo),
        ("People", organisation.people, 6, cy),
    ):
        while len(people[name]) < size:
            number = len(people[name])
            people[name].append(hire(f"{name}{number} W", unit, organisation.lisbon, manager))
    Assignment.objects.update(work_mode="on_site")
    Assignment.objects.filter(person__in=people["Support"][:6]).update(work_mode="remote")
    Assignment.objects.filter(person__in=people["Support"][6:8]).update(work_mode="hybrid")
    return people


@pytest.fixture
def reported(closed, people, pia, organisation):
    """Six of Support read something new; remote people there were rated a point lower."""
    asked = Question.objects.filter(overall=True).get()
    now = timezone.now()
    session = CalibrationSession.objects.create(
        cycle=closed,
        unit=organisation.root,
        question=asked,
        facilitator=pia,
        made_at=now,
        opened_at=now,
        locked_at=now,
        state="locked",
    )
    for name, team in people.items():
        for number, one in enumerate(team):
            about = closed.participants.get(person=one)
            rating = 2 + number % 2 if name == "Support" and number < 6 else 3 + number % 2
            Placement.objects.create(
                session=session,
                participant=about,
                person=one,
                rater=about.author,
                proposed=rating,
                rating=rating,
                final=rating,
            )
            review = Review.objects.get(participant=about, kind="manager")
            CriticalStatement.objects.create(
                review=review,
                question=asked,
                text="Late.",
                is_new=name == "Support" and number < 6,
            )
    return write_report(closed)


def test_hana_reads_her_units_and_takes_them_along(
    visit, check, reported, closed, hana, organisation
):
    address = reverse("reviews:cycle_report", args=[closed.public_id])
    page = visit(closed.get_absolute_url(), as_=hana)
    link = page.get_by_role("link", name="Report", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("14 of 14 reviews were written.")).to_be_visible()
    expect(page.get_by_role("heading", name="When it was written")).to_be_visible()
    new = page.get_by_role("row").filter(has_text="Reviews with something new in them")
    expect(new).to_contain_text("6")
    gaps = page.locator(".card", has=page.get_by_role("heading", name="Gaps between groups"))
    expect(gaps.get_by_role("rowheader", name="Remote")).to_be_visible()
    expect(gaps.get_by_text("6 / 6")).to_be_visible()
    expect(gaps.get_by_text("Groups of too few people are left out")).to_be_visible()
    expect(gaps.get_by_text("Hybrid")).to_have_count(0)
    check(page)
    assert fits(page)

    with page.expect_download() as got:
        page.get_by_role("link", name="As a table file").focus()
        page.keyboard.press("Enter")
    rows = list(csv.DictReader(got.value.path().read_text("utf-8-sig").splitlines()))
    assert {row["Unit"] for row in rows} == {"Support"}

    phone = visit(address, as_=hana, width="phone", theme="dark")
    check(phone)
    assert fits(phone)


def test_of_units_that_are_not_hers_she_finds_nothing(visit, reported, closed, hana, organisation):
    other = ReportPart.objects.get(unit=organisation.shops)
    whole = ReportPart.objects.get(is_whole=True)
    address = reverse("reviews:cycle_report", args=[closed.public_id])
    for part in (other, whole):
        page = visit(f"{address}?part={part.public_id}", as_=hana)
        expect(page.get_by_text("14 of 14 reviews were written.")).to_be_visible()
        expect(page.get_by_text(f"{part.people} of {part.people} reviews")).to_have_count(0)
        expect(page.get_by_label("Of whom")).to_have_count(0)  # there is no other to choose


def test_hr_of_a_unit_with_too_few_is_told_so(visit, check, closed, dee, organisation):
    """Dee is HR of nobody who was in it: the page is there, without a figure."""
    from fairway.people.models import Appointment

    Appointment.objects.create(
        person=dee, role="hr_partner", unit=organisation.people, valid_from="2024-01-08"
    )
    write_report(closed)
    assert CycleReport.objects.count() == 1
    ReportPart.objects.filter(unit=organisation.people).delete()
    for width in ("desk", "phone"):
        page = visit(reverse("reviews:cycle_report", args=[closed.public_id]), as_=dee, width=width)
        expect(page.get_by_text("Nothing here for you to see")).to_be_visible()
        expect(page.get_by_role("link", name="As a table file")).to_have_count(0)
        check(page)
        assert fits(page)
