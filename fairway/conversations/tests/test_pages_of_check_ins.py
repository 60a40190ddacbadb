"""A check-in on a page: begun from the last one, kept while it is typed, sent, and read in turn."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fairway.conversations import checkins_todos
from fairway.conversations.actions.checkins_asking import save_template
from fairway.conversations.actions.checkins_opening import LETTER
from fairway.conversations.actions.checkins_reading import pass_point_up, read_check_in
from fairway.conversations.checkins_clock import week_of
from fairway.conversations.checkins_mail import WRITE, write_letter
from fairway.conversations.checkins_personal import erase, export
from fairway.conversations.checkins_standard import Asked
from fairway.conversations.models import Blocker, CheckIn, CheckInTemplate, Wellbeing
from fairway.conversations.reading.checkins_teams import figures_for
from fairway.foundation import maillinks
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import MailOut
from fairway.people.models import OrgUnit

pytestmark = pytest.mark.django_db

LAST, THIS = date(2026, 11, 9), date(2026, 11, 16)


@pytest.fixture
def open_one(check_in_of, ana):
    check_in = check_in_of(ana, THIS)
    CheckIn.objects.filter(pk=check_in.pk).update(due_at=timezone.now() + timedelta(days=3))
    return check_in


@pytest.fixture
def name(question):
    """name("support"): the field of that question."""
    return lambda kind: f"q_{question(kind).public_id}"


@pytest.fixture
def link(open_one, ana):
    return maillinks.url_of(maillinks.make_link(WRITE, person=ana, obj=open_one))


def test_it_begins_with_what_the_last_one_left(at, sent, open_one, ana):
    sent(ana, week_on=LAST, priorities=["Chapter three"], blocker="Labels come late")
    page = at(ana).get(open_one.get_absolute_url()).text
    assert page.count("Chapter three") == 2  # to be ticked as done, and to be carried on
    assert "Labels come late" in page


def test_sending_it_leads_to_what_was_sent(at, open_one, name, ana, bo):
    answer = at(ana).post(
        open_one.get_absolute_url(),
        {name("support"): "A decision on labels", "wellbeing": "4", "version": "1"},
        follow=True,
    )
    assert "A decision on labels" in answer.text
    open_one.refresh_from_db()
    assert open_one.sent_to == bo
    assert Wellbeing.objects.get().value == 4


def test_an_empty_one_comes_back_with_a_reason(at, open_one, ana):
    answer = at(ana).post(open_one.get_absolute_url(), {"version": "1"})
    assert answer.status_code == 422
    assert "A single sentence is enough" in answer.text


def test_it_is_kept_while_it_is_typed(at, open_one, name, ana):
    url = reverse("conversations:check_in_draft", args=[open_one.public_id])
    typed = {name("support"): "A dec", "version": "1"}
    answer = at(ana).post(url, typed, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "Kept" in answer.text
    assert open_one.answers.get().words == "A dec"
    assert "A dec" in at(ana).get(open_one.get_absolute_url()).text
    # The page was drawn before, and what is sent from it is not stale for that.
    sent = {name("support"): "A decision", "version": "1"}
    assert at(ana).post(open_one.get_absolute_url(), sent).status_code == 302
    assert open_one.answers.get().words == "A decision"


def test_a_page_is_told_once_all_that_it_sent_is_kept(at, open_one, name, ana):
    url = reverse("conversations:check_in_draft", args=[open_one.public_id])
    for words, said in (("A decision", "fairway:kept"), ("x" * 5000, None)):
        typed = {name("support"): words, "version": "1"}
        answer = at(ana).post(url, typed, headers={"HX-Request": "true"})
        assert answer.get("HX-Trigger") == said


def test_what_another_device_kept_is_not_overwritten_unseen(at, open_one, name, ana):
    url = open_one.get_absolute_url()
    CheckIn.objects.update(version=5)
    answer = at(ana).post(url, {name("support"): "My words", "version": "1"})
    assert answer.status_code == 409
    assert "My words" in answer.text
    assert 'value="5"' in answer.text


def test_only_what_was_changed_of_a_goal_is_told(at, open_one, name, ana):
    answer = at(ana).post(
        open_one.get_absolute_url(),
        {name("support"): "Words", "r_unknown": "7", "version": "1"},
    )
    assert answer.status_code == 302


def test_the_queue_shows_the_longest_wait_first_and_goes_on(at, sent, ana, bo):
    older = sent(ana, "The older one", week_on=LAST)
    sent(ana, "The newer one", week_on=THIS)
    page = at(bo).get(reverse("conversations:check_ins_to_read")).text
    assert "The older one" in page
    assert "The newer one" not in page
    at(bo).post(reverse("conversations:check_in_reading", args=[older.public_id]))
    assert "The newer one" in at(bo).get(reverse("conversations:check_ins_to_read")).text


def test_opening_the_queue_reads_nothing(at, sent, ana, bo):
    check_in = sent(ana)
    at(bo).get(reverse("conversations:check_ins_to_read"))
    at(bo).get(check_in.get_absolute_url())
    check_in.refresh_from_db()
    assert not check_in.is_read


def test_a_reply_from_the_queue_leads_on_to_the_next(at, sent, ana, bo):
    check_in = sent(ana)
    url = reverse("conversations:check_in_replies", args=[check_in.public_id])
    answer = at(bo).post(url, {"body": "I ask today.", "next": "1"})
    assert answer["Location"] == reverse("conversations:check_ins_to_read")
    assert "I ask today." in at(ana).get(check_in.get_absolute_url()).text


def test_a_manager_looks_back_at_what_was_sent_to_them(at, sent, check_in_of, ana, bo, mia):
    sent(ana, week_on=LAST)
    check_in_of(ana, THIS)
    url = reverse("conversations:check_ins_of", args=[ana.public_id])
    page = at(bo).get(url).text
    assert "9 November 2026" in page
    assert "16 November 2026" not in page  # not sent yet
    assert "16 November 2026" in at(ana).get(url).text
    assert at(mia).get(url).status_code == 404


def test_an_empty_reply_is_given_back(at, sent, ana, bo):
    check_in = sent(ana)
    url = reverse("conversations:check_in_replies", args=[check_in.public_id])
    assert at(bo).post(url, {"body": "  "}).status_code == 422


def test_the_team_is_counted_and_nobody_is_named(
    at, sent, check_in_of, ana, bo, hire, organisation
):
    ned = hire("Ned Quiet", organisation.support, organisation.lisbon, bo)
    later = timezone.now() + timedelta(days=3)
    this_week = week_of(timezone.now().date())
    sent(ana, week_on=this_week)
    check_in_of(ned, this_week)
    CheckIn.objects.update(due_at=later)
    page = at(bo).get(reverse("conversations:check_ins_to_read")).text
    assert "1 of 2 of your team" in page
    assert "Ned Quiet" not in page


def test_figures_of_a_unit_are_held_back_where_they_would_name_somebody(
    check_in_of, hire, organisation, hana, bo, monkeypatch
):
    from fairway.conversations.reading import checkins_teams

    monkeypatch.setattr(checkins_teams, "organisation_day", lambda: THIS)
    people = [hire(f"P{n} One", organisation.support, organisation.lisbon, bo) for n in range(5)]

    def share():
        (found,) = [one for one in figures_for(hana) if one.unit.name == "Support"]
        return dict(found.weeks)[LAST]

    for one in people[:4]:
        check_in_of(one, LAST)
    sent_now = {"sent_at": timezone.now(), "sent_to": bo}
    CheckIn.objects.filter(person=people[0]).update(**sent_now)
    assert share() is None  # of four nothing is said
    check_in_of(people[4], LAST)
    assert share() == 20
    CheckIn.objects.update(**sent_now)
    assert share() is None  # all of them: that would say it of each


def test_it_is_written_from_a_mail_without_signing_in(client, link, open_one, name, bo):
    page = client.get(link)
    assert page.status_code == 200
    assert "Read by: you and your manager." in page.text
    assert not CheckIn.objects.sent().exists()  # a scanner opens every link
    assert client.post(link, {name("support"): "From the train"}).status_code == 200
    open_one.refresh_from_db()
    assert open_one.sent_to == bo
    assert open_one.answers.get().words == "From the train"
    assert client.post(link, {name("support"): "Again"}).status_code == 410


def test_behind_the_link_stands_nothing_that_was_written(
    client, sent, link, open_one, name, ana, question
):
    sent(ana, "Canary words", week_on=LAST, priorities=["Canary goes on"], blocker="Canary stuck")
    open_one.answers.create(question=question("support"), words="Canary draft")
    assert "Canary" not in client.get(link).text
    assert client.post(link, {"wellbeing": "3"}).status_code == 200
    # What stood there stays, and what was in the way is carried on.
    assert open_one.answers.get().words == "Canary draft"
    assert Blocker.objects.get().last_in == open_one


def test_the_letter_says_no_more_than_that_it_is_open(open_one, ana, sent):
    mail = MailOut(person=ana, template=LETTER, context={"check_in": open_one.pk})
    letter = write_letter(mail)
    assert letter.subject == "Your check-in is open"
    CheckIn.objects.filter(pk=open_one.pk).update(
        sent_at=timezone.now(), sent_to=ana.assignment.manager
    )
    assert write_letter(mail) is None


def todos_of(person):
    return [one.title for one in checkins_todos.tell(checkins_todos.waiting_for(person))]


def test_it_waits_on_home_for_both(open_one, name, at, ana, bo):
    assert todos_of(ana) == ["Write your check-in"]
    assert todos_of(bo) == []
    at(ana).post(open_one.get_absolute_url(), {name("support"): "Words", "version": "1"})
    assert todos_of(ana) == []
    assert todos_of(bo) == ["Read 1 check-in"]
    said = list(checkins_todos.lines(bo, timezone.now()))
    assert said == ["1 check-in waits for you to read it"]


def test_a_point_passed_up_waits_on_home_of_whom_it_went_to(sent, ana, bo, mia):
    pass_point_up(sent(ana), actor=bo, words="Labels")
    assert todos_of(mia) == ["Answer a point that Bo Almeida passed up"]


def test_questions_that_change_leave_what_was_answered(sent, rhythm, ana, at):
    check_in = sent(ana, "Two days late")
    save_template(
        rhythm.template,
        actor=SYSTEM,
        name="Weekly",
        questions=[Asked("text", "What went well?")],
    )
    assert "Two days late" in at(ana).get(check_in.get_absolute_url()).text
    assert [str(one.wording) for one in rhythm.template.questions.in_use()] == ["What went well?"]


def test_hr_writes_questions_on_a_page(at, rhythm, hana):
    data = {
        "name": "Shops",
        "0-kind": "scale",
        "0-wording_en": "How was the load?",
        "0-low_en": "Light",
        "0-high_en": "Too much",
        "1-kind": "wellbeing",
        "1-wording_en": "How are you?",
        "1-promise": "",
    }
    answer = at(hana).post(reverse("conversations:new_check_in_template"), data)
    assert answer.status_code == 302
    saved = CheckInTemplate.objects.get(name="Shops")
    assert [(one.kind, one.promise) for one in saved.questions.all()] == [
        ("scale", ""),
        ("wellbeing", "figures"),  # whoever says nothing promises the least
    ]


def test_who_leads_a_unit_says_how_often_it_writes(at, rhythm, organisation, bo):
    url = reverse("conversations:check_in_rhythm", args=[organisation.support.public_id])
    assert at(bo).get(url).status_code == 404
    OrgUnit.objects.filter(pk=organisation.support.pk).update(leader=bo)
    answer = at(bo).post(
        url, {"every_weeks": "2", "weekday": "3", "at": "09:30", "anchor_on": "2026-11-16"}
    )
    assert answer.status_code == 302
    organisation.support.refresh_from_db()
    assert organisation.support.check_in_rhythm.every_weeks == 2


def test_what_is_kept_of_a_person_is_handed_out_and_goes_once_they_have_left(sent, ana, bo):
    check_in = sent(ana, "Two days late", blocker="Labels", priorities=["Chapter three"])
    read_check_in(check_in, actor=bo)
    kinds = {row["kind"] for row in export(ana)}
    assert kinds == {"check_in", "check_in_answer", "priority", "blocker"}
    assert erase(ana) == 0
    type(ana).objects.filter(pk=ana.pk).update(active=False)
    assert erase(ana)
    assert not check_in.answers.exists()
    assert CheckIn.objects.filter(person=ana).exists()  # counted in its team, and empty
