"""The pages in a real browser: in order for every eye, and a word from Cy to Ana and back."""

import pytest
from django.urls import reverse

from fairway.feedback.actions.asking import ask_for_feedback, outside_url
from fairway.feedback.actions.giving import give_feedback
from fairway.feedback.actions.receiving import open_feedback
from fairway.feedback.actions.recognising import recognise
from fairway.feedback.models import Feedback, Recognition, Visibility
from fairway.feedback.tests.conftest import SAID

pytestmark = pytest.mark.django_db(transaction=True)
LISTS = ("received", "given", "team", "requests", "new", "new_request", "recognitions", "attention")


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order(visit, check, ana, bo, cy, width, theme):
    shared = give_feedback(ana, actor=cy, visibility=Visibility.SHARED, **SAID)
    praise = recognise([ana], actor=cy, words="Stayed until the lamp worked.")
    asked = ask_for_feedback(bo, actor=bo, asked=cy, visibility=Visibility.PRIVATE)
    closed = visit(shared.get_absolute_url(), as_=bo, width=width, theme=theme)
    check(closed)
    open_feedback(shared, actor=bo)
    addresses = [
        *(reverse(f"feedback:{name}") for name in LISTS),
        reverse("feedback:write", args=[ana.public_id, "shared"]),
        reverse("feedback:of_person", args=[ana.public_id]),
        shared.get_absolute_url(),
        praise.get_absolute_url(),
        asked.get_absolute_url(),
        reverse("feedback:new_recognition"),
    ]
    for address in addresses:
        page = visit(address, as_=bo, width=width, theme=theme)
        check(page)
        wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide[0] <= wide[1], f"nothing hangs over the edge of {address}"


@pytest.mark.parametrize("name", LISTS)
def test_empty_pages_are_in_order(visit, check, bo, ana, name):
    check(visit(reverse(f"feedback:{name}"), as_=bo))


def test_cy_tells_ana_something_and_she_says_thank_you(visit, check, ana, bo, cy):
    page = visit(reverse("feedback:new") + f"?to={ana.public_id}", as_=cy)
    page.get_by_label("The person it is for, and their manager").check()
    page.get_by_role("button", name="On to the words").click()
    page.get_by_text("Read by Ana Reyes, their manager Bo Almeida and you.").wait_for()
    page.get_by_label("What did they do?").fill("You are always so brilliant.")
    page.get_by_text("How often, or when last?").wait_for()  # a hint, while one types
    page.get_by_label("What did they do?").fill(SAID["behaviour"])
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("Until somebody opens it you can take it back").wait_for()
    page = visit("/", as_=ana, width="phone")
    page.get_by_role("link", name="Open the feedback from Cy Okafor", exact=True).click()
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_text(SAID["behaviour"]).wait_for()
    page.get_by_role("button", name="Say thank you").click()
    page.get_by_text("Ana Reyes says thank you.").wait_for()
    check(page)
    assert Feedback.objects.get().thanked_at is not None


def test_somebody_outside_answers_on_a_phone_without_an_account(visit, check, ana):
    asked = ask_for_feedback(
        ana,
        actor=ana,
        outside_name="Lou Client",
        visibility=Visibility.PRIVATE,
        question="How clear was my handover?",
    )
    address = outside_url(asked)
    page = visit(address[address.index("/feedback/") :], width="phone")
    check(page)
    page.get_by_label("What did they do?").fill("You called before we had to.")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("Thank you", exact=True).wait_for()
    assert Feedback.objects.get().by == "Lou Client"


def test_cy_recognises_ana_who_thanks_and_takes_herself_off_it(visit, check, ana, cy, dee):
    page = visit(reverse("feedback:new_recognition") + f"?to={ana.public_id}", as_=cy)
    page.get_by_label("What did they do?").fill("Stayed until the lamp worked.")
    page.get_by_role("button", name="Say it").click()
    page.get_by_text("Those it names are told").wait_for()
    feed = reverse("feedback:recognitions")
    page = visit(feed, as_=ana, width="phone")
    page.get_by_role("button", name="Thank you too").click()
    page.get_by_role("button", name="Thank you too 1", pressed=True).wait_for()
    check(page)
    page = visit(Recognition.objects.get().get_absolute_url(), as_=ana)
    page.get_by_role("button", name="Take me off it").click()
    page.get_by_text("You are no longer named in it").wait_for()
    page = visit(feed, as_=dee)
    page.get_by_text("Nothing here yet").wait_for()
    assert not page.get_by_text("Stayed until the lamp worked.").count()
