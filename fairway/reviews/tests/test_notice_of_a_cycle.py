"""The letter with which a cycle begins is looked at before it is sent, as people will get it."""

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.foundation.mail.letters import compose, message
from fairway.foundation.models import MailOut
from fairway.foundation.policy import set_policy
from fairway.reviews.actions.cycles import set_notice
from fairway.reviews.actions.launching import LETTER, launch_cycle
from fairway.reviews.models import Phase
from fairway.reviews.reading import notices

pytestmark = pytest.mark.django_db
WHY = "We look back to plan ahead.\nAsk Pia."


def page_of(browser, cycle, step):
    return browser.get(reverse("reviews:cycle_step", args=[cycle.public_id, step])).content.decode()


@pytest.fixture
def worded(draft, ana, bo, pia):
    return set_notice(draft("self"), actor=pia, notice={"en": WHY})


def test_what_is_shown_is_what_goes_out(worded, pia, ana, run_jobs, monkeypatch):
    monkeypatch.setattr(notices, "NUMBER", 1)  # as many as Ana will owe
    (shown,) = notices.letters_of(worded)
    launch_cycle(worded, actor=pia)
    run_jobs()
    mail = MailOut.objects.get(person=ana, template=LETTER)
    sent = message(mail, compose(mail), ana.email)
    ours, theirs = (
        text.rpartition("Stop mails of this kind")[0] for text in (shown.text, sent.body)
    )
    assert (shown.subject, ours) == (sent.subject, theirs)
    assert WHY in ours


def test_it_names_somebody_invented_and_the_last_day_of_writing(at, pia, worded):
    page = page_of(at(pia), worded, "notices")
    assert "Robin Example &lt;robin@example.org&gt;" in page
    assert "Reviews begin: Year" in page
    assert "We look back to plan ahead." in page
    day = worded.phases.get(kind="write").due_on
    assert f"until the end of {day.day} {day:%B}" in page


def test_while_no_day_is_chosen_some_day_soon_stands_there(at, pia, worded):
    Phase.objects.filter(cycle=worded).delete()
    assert "the last of them until the end of" in page_of(at(pia), worded, "notices")


def test_saved_to_look_at_it_one_stays_and_reads_the_new_words(at, pia, worded):
    browser = at(pia)
    address = reverse("reviews:cycle_step", args=[worded.public_id, "notices"])
    data = {"notice_en": "Other words.", "version": str(worded.version), "look": "yes"}
    answer = browser.post(address, data)
    assert (answer.status_code, answer.url) == (302, address)
    assert page_of(browser, worded, "notices").count("Other words.") == 2  # asked, and shown
    worded.refresh_from_db()
    on = browser.post(address, {"notice_en": "Other.", "version": str(worded.version)})
    assert on.url.endswith("/verify/")


def test_one_letter_is_shown_in_each_language_of_the_organisation(at, pia, worded):
    set_policy("organisation.further_languages", ["pt"], actor=SYSTEM)
    both = {"en": WHY, "pt": "Olhamos para trás."}
    set_notice(worded, actor=pia, notice=both)
    worded.refresh_from_db()
    assert [one.words for one in notices.letters_of(worded)] == list(both.values())
    page = page_of(at(pia), worded, "notices")
    assert 'lang="pt"' in page
    assert "Portuguese" in page


def test_words_are_shown_as_words(at, pia, worded):
    set_notice(worded, actor=pia, notice={"en": "<script>alert(1)</script>"})
    for step in ("notices", "verify"):
        assert "<script>alert(1)" not in page_of(at(pia), worded, step)


def test_at_the_end_threshold_and_notice_are_summed_up(at, pia, worded):
    page = page_of(at(pia), worded, "verify")
    assert f"is shown once {worded.threshold} have answered" in page
    assert "We look back to plan ahead." in page
    set_notice(worded, actor=pia, notice={})
    assert "Without words of yours" in page_of(at(pia), worded, "verify")
