"""The pages: who reads it stands there before one writes, nothing typed is lost, few queries."""

import pytest
from django.urls import reverse

from fairway.feedback.actions.asking import ask_for_feedback
from fairway.feedback.actions.recognising import recognise
from fairway.feedback.asking import ANSWER
from fairway.feedback.models import Feedback, Recognition, Visibility
from fairway.feedback.tests.conftest import SAID
from fairway.foundation import maillinks
from fairway.foundation.events import SYSTEM
from fairway.foundation.ids import new_public_id
from fairway.people.actions.assigning import change_manager
from fairway.people.days import organisation_day
from fairway.people.models import Person

pytestmark = pytest.mark.django_db
PRIVATE, SHARED = Visibility.PRIVATE, Visibility.SHARED


def write(person, visibility="private"):
    return reverse("feedback:write", args=[person.public_id, visibility])


def test_whom_and_who_reads_it_come_before_the_words(client, ana, bo, cy):
    client.force_login(cy.account)
    page = client.post(reverse("feedback:new"), {"recipient": ana.email, "visibility": "shared"})
    assert page.url == write(ana, "shared")
    words = client.get(page.url).content.decode()
    assert "Read by Ana Reyes, their manager Bo Almeida and you." in words
    assert 'name="visibility"' not in words


def test_nobody_is_offered_what_the_organisation_does_not_offer(client, ana, cy):
    client.force_login(cy.account)
    assert "Only their manager" not in client.get(reverse("feedback:new")).content.decode()
    assert client.get(write(ana, "manager")).status_code == 404


def test_each_reader_reads_who_else_does(client, ana, bo, cy, tell):
    given = tell(ana, by=cy, visibility=SHARED)
    for one, words in (
        (ana, "Read by you, your manager Bo Almeida and Cy Okafor."),
        (bo, "Read by Ana Reyes, you as their manager and Cy Okafor."),
        (cy, "Read by Ana Reyes, their manager Bo Almeida and you."),
    ):
        client.force_login(one.account)
        assert words in client.get(given.get_absolute_url()).content.decode()


def test_a_manager_who_no_longer_is_it_is_not_named_as_a_reader(
    client, ana, bo, mia, cy, hire, organisation, tell
):
    given = tell(ana, by=cy, visibility=SHARED)
    new = hire("Nora Neves", organisation.support, organisation.lisbon, mia)
    change_manager(ana, new, actor=SYSTEM, valid_from=organisation_day())
    client.force_login(cy.account)
    page = client.get(given.get_absolute_url()).content.decode()
    assert "Bo Almeida, the manager when it was given, no longer reads it" in page


@pytest.mark.parametrize(
    "said",
    [{"behaviour": "👏"}, {"behaviour": ""}, {"behaviour": "x" * 204800}, {"impact": "y" * 5000}],
)
def test_what_cannot_be_sent_comes_back_with_all_that_was_typed(said, client, ana, cy):
    client.force_login(cy.account)
    typed = {**SAID, **said}
    page = client.post(write(ana), typed)
    assert page.status_code == 422
    assert "In Tuesday’s handover" in page.content.decode()
    assert not Feedback.objects.exists()


def test_somebody_who_leaves_while_one_writes_is_named_and_the_words_stay(client, ana, cy):
    client.force_login(cy.account)
    assert client.get(write(ana)).status_code == 200
    Person.objects.filter(pk=ana.pk).update(active=False)
    page = client.post(write(ana), SAID)
    assert page.status_code == 422
    assert "Ana Reyes is no longer here" in page.content.decode()
    assert SAID["behaviour"] in page.content.decode()


def test_a_manager_who_changes_while_one_writes_is_shown_before_it_is_sent(
    client, ana, bo, mia, cy
):
    client.force_login(cy.account)
    stale = {**SAID, "shown_manager": mia.public_id}
    page = client.post(write(ana, "shared"), stale)
    assert page.status_code == 422
    assert "has changed since you began" in page.content.decode()
    assert bo.public_id in page.content.decode()  # sent once more, it is the one now shown
    again = client.post(write(ana, "shared"), {**SAID, "shown_manager": bo.public_id})
    assert again.status_code == 302


def test_a_form_that_is_sent_ten_times_makes_one(client, ana, cy):
    client.force_login(cy.account)
    sent = {**SAID, "sent_as": new_public_id()}
    pages = {client.post(write(ana), sent).url for _click in range(10)}
    assert len(pages) == 1
    assert Feedback.objects.count() == 1


def test_both_know_before_an_answer_who_reads_it(client, ana, cy):
    asked = ask_for_feedback(ana, actor=ana, asked=cy, visibility=PRIVATE)
    for one, words in (
        (ana, "Read by you and Cy Okafor."),
        (cy, "Read by Ana Reyes and you."),
    ):
        client.force_login(one.account)
        assert words in client.get(asked.get_absolute_url()).content.decode()


def test_a_question_is_answered_from_the_mail_without_signing_in(client, ana, cy):
    asked = ask_for_feedback(
        ana, actor=ana, asked=cy, visibility=PRIVATE, question="Canaryquestion?"
    )
    address = maillinks.url_of(maillinks.make_link(ANSWER, person=cy, obj=asked))
    path = address[address.index("/", 8) :]
    page = client.get(path).content.decode()
    assert "Canaryquestion" not in page  # mail is forwarded, and scanners open links
    assert client.post(path, SAID).status_code == 200
    assert Feedback.objects.get().author == cy
    assert client.post(path, SAID).status_code == 410


def test_a_reaction_by_htmx_comes_back_as_the_praise_alone(client, ana, bo, cy):
    praise = recognise([ana], actor=cy, words="Stayed until the lamp worked.")
    client.force_login(bo.account)
    page = client.post(
        reverse("feedback:react", args=[praise.public_id]),
        {"sign": "clap"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "<html" not in page
    assert 'aria-pressed="true"' in page


def test_no_way_back_leads_out_of_the_house(client, ana, bo, cy):
    praise = recognise([ana], actor=cy, words="Stayed until the lamp worked.")
    client.force_login(bo.account)
    for outside in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:x"):
        page = client.post(
            reverse("feedback:react", args=[praise.public_id]),
            {"sign": "heart", "back": outside},
        )
        assert page.url == praise.get_absolute_url()


def test_pages_of_the_feed_follow_each_other_without_gaps(client, ana, cy):
    for number in range(30):
        recognise([ana], actor=cy, words=f"Deed number {number}.")
    client.force_login(ana.account)
    address, seen = reverse("feedback:recognitions"), []
    for _page in range(3):  # of twelve
        page = client.get(address)
        seen += [one.recognition.pk for one in page.context["praises"]]
        address = reverse("feedback:recognitions") + page.context["next"]
    assert seen == list(
        Recognition.objects.order_by("-given_at", "-pk").values_list("pk", flat=True)
    )


@pytest.mark.parametrize(
    "name",
    ["received", "given", "team", "requests", "new", "new_request", "recognitions",
     "new_recognition", "attention"],
)  # fmt: skip
def test_no_page_asks_more_than_twelve_questions(
    name, client, ana, bo, cy, tell, django_assert_max_num_queries
):
    for number in range(25):
        tell(ana, by=cy, visibility=SHARED, impact=f"Number {number}.")
        recognise([ana], actor=cy, words=f"Deed number {number}.")
    client.force_login(bo.account)
    client.get(reverse(f"feedback:{name}"))  # what is put together once
    with django_assert_max_num_queries(12):
        assert client.get(reverse(f"feedback:{name}")).status_code == 200
