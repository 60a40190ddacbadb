"""A template as HR types it: what the form says is what is asked, and nothing typed is lost."""

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.reviews.actions.templates import begun_from, save_bank_question, save_template
from fairway.reviews.forms.templates import MOST
from fairway.reviews.models import Question, ReviewTemplate, TemplateVersion
from fairway.reviews.ready import READY
from fairway.reviews.wording import Asked, Kind, Part, Point, spoken

pytestmark = pytest.mark.django_db
PATTERNS = {"0-title_en": "Across the period", "0-text_en": "What patterns do we see?"}
FIVE = "Not yet - mostly not met\nPartly\n Fully – reliably and well \n\nBeyond — more\nFar beyond"


def asked():
    """Of the one template there is: its newest version's sections, each with what it asks."""
    version = TemplateVersion.objects.whole().order_by("-number").first()
    sections = version.sections.all()
    return [(str(one.title), one.audience, list(one.questions.all())) for one in sections]


def texts():
    return [(title, audience, [str(one.text) for one in rows]) for title, audience, rows in asked()]


def made(*parts):
    return save_template(None, actor=SYSTEM, name="Year", use="annual", parts=parts)


def test_a_scale_is_typed_a_line_for_each_point_with_how_one_sees_it_after_any_dash(new):
    assert new(**{"0-kind": "rating", "0-scale": FIVE}).status_code == 302
    scale = Question.objects.get().scale
    assert [(one["value"], one["label"]["en"], one["anchor"].get("en", "")) for one in scale] == [
        (1, "Not yet", "mostly not met"),
        (2, "Partly", ""),
        (3, "Fully", "reliably and well"),
        (4, "Beyond", "more"),
        (5, "Far beyond", ""),
    ]


def test_the_form_says_that_how_one_sees_a_point_may_be_left_out(at, hana):
    page = at(hana).get(reverse("reviews:new_template")).content.decode()
    assert "If you like, a dash follows, and how one sees it" in page


def test_a_title_begins_a_section_and_without_one_it_goes_on(new):
    page = new(
        **{
            "1-text_en": "And then?",
            "2-title_en": "For the manager",
            "2-audience": "manager",
            "2-text_en": "What do you plan?",
            "3-text_en": "And what else?",
            "3-audience": "self",
        }
    )
    assert page.status_code == 302
    assert texts() == [
        ("Across the period", "everybody", ["What patterns do we see?", "And then?"]),
        ("For the manager", "manager", ["What do you plan?", "And what else?"]),
    ]


def test_a_section_stays_where_its_first_question_is_asked_no_more(edit):
    template = made(
        Part("All", [Asked(Kind.TEXT, "Patterns?")]),
        Part("Alone", [Asked(Kind.TEXT, "First?"), Asked(Kind.TEXT, "Second?")], "manager"),
    )
    assert edit(template, **{"1-text_en": ""}).status_code == 302
    assert texts() == [("All", "everybody", ["Patterns?"]), ("Alone", "manager", ["Second?"])]


def test_a_first_section_without_a_title_is_refused(new, shown):
    page = new(**{"0-title_en": ""})
    assert page.status_code == 422
    assert "Give the first section a title." in page.content.decode()
    assert shown(page)["0-text_en"] == "What patterns do we see?"


def test_a_question_is_taken_over_from_the_bank_with_what_is_said_of_its_place(new):
    scale = [Point(1, "No"), Point(2, "Partly"), Point(3, "Yes", "every day")]
    known = save_bank_question(
        None, actor=SYSTEM, asked=Asked(Kind.RATING, "Was it clear?", "To you.", scale=scale)
    )
    page = new(
        **{
            "1-bank": known.public_id,
            "1-required": "on",
            "1-private_to_manager": "on",
            "1-weight": "3",
        }
    )
    assert page.status_code == 302
    _words, taken = asked()[0][2]
    assert (str(taken.text), str(taken.help), taken.kind) == ("Was it clear?", "To you.", "rating")
    assert taken.scale == known.scale
    assert (taken.required, taken.private_to_manager, taken.weight) == (True, True, 3)


def test_bounds_that_cross_are_refused_beside_them_with_everything_that_was_typed(new, shown):
    typed = {
        "name": "Half a year",
        "kind_of_use": "half_year",
        "opening_en": "Read this first.",
        "0-help_en": "All of the months.",
        "0-audience": "self",
        "0-required": "on",
        "0-private_to_manager": "on",
        "0-min_words": "300",
        "0-max_words": "30",
        "0-weight": "7",
        "1-text_en": "How was it done?",
        "1-kind": "rating",
        "1-scale": FIVE,
        "1-wants_example": "always",
        "1-overall": "on",
        "2-title_en": "A section that nothing stands in yet",
    }
    page = new(**typed)
    assert page.status_code == 422
    assert not ReviewTemplate.objects.exists()
    found = shown(page)
    assert {name: found.get(name) for name in {**PATTERNS, **typed}} == {**PATTERNS, **typed}
    row = next(one for one in page.context["form"].asked() if one.shows_more)
    assert "asks for more words than it has room for" in str(row.more[-1].errors)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"0-kind": "rating", "0-scale": "Yes\nNo"}, "needs 3 to 7 different points"),
        ({"0-kind": "competency", "0-scale": FIVE}, "Say which skill"),
        ({"0-text_en": ""}, "Ask at least one question."),
    ],
)
def test_what_nobody_could_answer_is_refused_with_what_was_typed(new, shown, typed, why):
    page = new(**typed)
    assert page.status_code == 422
    assert why in page.content.decode()
    assert {name: shown(page)[name] for name in typed} == typed


def test_what_is_for_the_manager_alone_stays_so_through_an_edit(new, edit):
    new(**{"0-private_to_manager": "on"})
    assert Question.objects.get().private_to_manager
    assert edit(ReviewTemplate.objects.get(), name="Another name").status_code == 302
    assert Question.objects.get().private_to_manager


@pytest.mark.parametrize("ready", READY, ids=lambda one: one.key)
def test_a_form_that_is_sent_as_it_stands_changes_nothing(at, hana, shown, edit, ready):
    address = reverse("reviews:new_template") + f"?from={ready.key}"
    assert at(hana).post(address, shown(at(hana).get(address))).status_code == 302
    template, said = ReviewTemplate.objects.get(), spoken(ready)
    taken_over = begun_from(template)
    assert [
        (str(part.title), part.audience, [str(one.text) for one in part.questions])
        for part in taken_over
    ] == [(part.title, part.audience, [one.text for one in part.questions]) for part in said.parts]
    assert edit(template).status_code == 302
    assert begun_from(template) == taken_over


def test_a_point_that_is_left_as_it_stands_keeps_its_other_languages(edit):
    well = {"en": "done - well", "pt": "bem feito"}
    fully = Point(2, {"en": "Fully", "pt": "Por completo"}, well)
    partly = Point(1, {"en": "Partly", "pt": "Em parte"}, "some")
    scale = [partly, fully, Point(3, "Beyond - at ease")]
    template = made(Part("All", [Asked(Kind.RATING, "How?", scale=scale)]))
    lines = "Partly – some of it\nFully – done - well\nBeyond - at ease"
    assert edit(template, **{"0-scale": lines}).status_code == 302
    first, second, third = Question.objects.get().scale
    assert (first["label"], first["anchor"]["en"]) == (partly.label, "some of it")
    assert (second["label"], second["anchor"]) == (fully.label, fully.anchor)
    assert (third["label"]["en"], third["anchor"]) == ("Beyond - at ease", {})


def test_what_is_typed_below_the_end_of_what_got_shorter_is_not_lost(at, hana, shown):
    long = Part("All", [Asked(Kind.TEXT, f"Question {n}?") for n in range(6)])
    template = made(long)
    address = reverse("reviews:edit_template", args=[template.public_id])
    page = shown(at(hana).get(address))
    save_template(
        template, actor=SYSTEM, name="Year", use="annual", parts=[Part("All", long.questions[:1])]
    )
    answer = at(hana).post(address, page | {"8-text_en": "Mine?"})
    assert answer.status_code == 409
    assert shown(answer)["8-text_en"] == "Mine?"


def test_whoever_is_not_of_hr_writes_no_template(at, bo):
    data = {"name": "Mine", "kind_of_use": "annual", **PATTERNS}
    assert at(bo).post(reverse("reviews:new_template"), data).status_code == 403
    assert not ReviewTemplate.objects.exists()


def rows_in(page):
    return page.content.decode().count('aria-label="Question ')


def test_a_new_one_offers_one_question_and_another_whenever_it_is_asked_for(at, hana, new, shown):
    empty = at(hana).get(reverse("reviews:new_template"))
    assert rows_in(empty) == 1
    page = new(**{"add": "question", "0-kind": "choice", "0-min_words": "300", "0-max_words": "30"})
    assert (page.status_code, rows_in(page)) == (200, 2)
    assert (shown(page)["0-text_en"], shown(page)["0-max_words"]) == (PATTERNS["0-text_en"], "30")
    assert (shown(page)["0-kind"], shown(page)["1-kind"], shown(page)["1-weight"]) == (
        ("choice", "text", "1")
    )
    assert page.context["form"].errors == {}, "what is typed is not judged yet"
    assert not ReviewTemplate.objects.exists()
    more = new(**{**shown(page), "add": "question", "1-text_en": "And then?"})
    assert (rows_in(more), shown(more)["1-text_en"]) == (3, "And then?")


def test_of_what_is_asked_already_no_empty_question_stands_below(at, hana):
    template = made(Part("All", [Asked(Kind.TEXT, "One?"), Asked(Kind.TEXT, "Two?")]))
    page = at(hana).get(reverse("reviews:edit_template", args=[template.public_id]))
    assert rows_in(page) == 2


def test_there_is_an_end_to_it(new):
    page = new(**{"add": "question", f"{MOST - 1}-text_en": "The last?"})
    assert rows_in(page) == MOST
    assert "Add a question" not in page.content.decode()
