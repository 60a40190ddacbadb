"""HR sees of a template what each audience will see: the very page, on which nothing is typed."""

import re
from html import unescape

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.reviews.actions.templates import save_template
from fairway.reviews.forms.writing import ReviewForm
from fairway.reviews.models import Review
from fairway.reviews.reading.previews import SEEN_AS
from fairway.reviews.reading.writing import desk_of, find_review
from fairway.reviews.ready import SCALE
from fairway.reviews.wording import Asked, Kind, Part, Point

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(at, hana):
    """seen(template, "self"): the page as Hana reads it, each question by its words."""

    def look(template, kind):
        address = reverse("reviews:template", args=[template.public_id])
        page = at(hana).get(f"{address}?as={kind}").content.decode()
        sections = re.findall(r'<section class="fy-q[^>]*>.*?</section>', page, re.DOTALL)
        return {re.search('aria-label="([^"]*)"', one)[1]: one for one in sections}

    return look


def words(markup):
    return " ".join(unescape(re.sub("<[^>]+>", " ", markup)).split())


def asked(*questions, audience="everybody"):
    parts = [Part("The year", questions, audience)]
    return save_template(None, actor=SYSTEM, name="Mine", use="annual", parts=parts)


@pytest.mark.parametrize("kind", ["self", "manager"])
def test_what_somebody_is_asked_is_to_the_letter_what_its_template_showed(
    seen, at, ana, bo, template, launched, kind
):
    launched("self", "manager")
    review = Review.objects.filter(kind=kind).select_related("reviewer__account").first()
    writer = review.reviewer
    desk = desk_of(find_review(writer, review.public_id), writer)
    fields = [
        (str(part.question.text), field.as_field_group())
        for part in ReviewForm(desk).parts()
        for field in part.fields
    ]
    page = at(writer).get(reverse("reviews:review", args=[review.public_id])).content.decode()
    shown = seen(template, kind)
    assert list(shown) == list(dict.fromkeys(text for text, _field in fields))
    for text, field in fields:
        assert field in page
        assert field in shown[text]


def test_each_point_stands_there_with_its_name_and_how_one_sees_it(seen):
    template = asked(Asked(Kind.RATING, "How was it done?", scale=SCALE, required=True))
    shown = words(seen(template, "manager")["How was it done?"])
    for point in SCALE:
        assert f"{point.value} {point.label} {point.anchor}" in shown
    assert "An example at both ends of the scale" in shown


def test_answers_to_choose_from_stand_there(seen):
    choices = (Point(1, "Go on together"), Point(2, "Talk first"))
    template = asked(Asked(Kind.CHOICE, "What now?", scale=choices))
    assert "1 Go on together 2 Talk first" in words(seen(template, "self")["What now?"])


def test_it_says_how_many_words_and_whether_they_are_asked_for(seen):
    template = asked(
        Asked(Kind.TEXT, "Patterns?", min_words=30, max_words=600, required=True),
        Asked(Kind.TEXT, "More?"),
    )
    shown = seen(template, "self")
    assert "30 to 600 words" in words(shown["Patterns?"])
    assert "optional" not in words(shown["Patterns?"])
    assert "optional" in words(shown["More?"])


def test_it_says_at_each_question_who_reads_the_answer(seen):
    template = asked(Asked(Kind.TEXT, "Open?"), Asked(Kind.TEXT, "Plans?", private_to_manager=True))
    told = {kind: words(seen(template, kind)["Open?"]) for kind in SEEN_AS}
    assert "once sent, the author of your review and HR" in told["self"]
    assert "once shared, the person and the manager above you" in told["manager"]
    assert "You, until you send it. Then nobody." in told["peer"]
    assert "once shared, the person and the manager above the author" in told["dotted"]
    assert "Never the person" in words(seen(template, "manager")["Plans?"])
    assert "Never the person" not in told["manager"]


def test_colleagues_are_told_first_that_it_is_sealed_and_others_are_not(at, hana, template):
    address = reverse("reviews:template", args=[template.public_id])
    for kind in SEEN_AS:
        page = at(hana).get(f"{address}?as={kind}").content.decode()
        assert ("what you answer is sealed" in page) == (kind == "peer")


def test_whoever_is_asked_nothing_is_shown_nothing(seen):
    template = asked(Asked(Kind.TEXT, "Alone?"), audience="manager")
    assert not seen(template, "self")
    assert list(seen(template, "manager")) == ["Alone?"]


def test_nothing_on_it_can_be_typed_or_sent(seen, template):
    for kind in SEEN_AS:
        for markup in seen(template, kind).values():
            inside = "".join(re.findall("<fieldset[^>]* disabled>.*</fieldset>", markup, re.DOTALL))
            typed = re.findall("<(?:input|textarea|select|button)", markup)
            assert typed
            assert len(re.findall("<(?:input|textarea|select|button)", inside)) == len(typed)
            assert "<form" not in markup
