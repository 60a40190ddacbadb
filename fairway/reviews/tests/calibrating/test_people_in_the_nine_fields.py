"""In a field everybody is told from everybody by their name: initials are often the same."""

from django.utils.safestring import mark_safe

from fairway.reviews.calibrating_nine import drawn_fields
from fairway.reviews.reading.calibrating_standing import Field, Stands

NAMES = ("Luiza Costa", "Lara Castro", "Leo <Cruz>")


def field():
    people = tuple(
        Stands(
            pk=number,
            public_id=f"placed{number}",
            name=name,
            person=f"person{number}",
            rater=9,
            rater_name="Bo",
            rater_sort_name="bo",
            proposed=3,
            rating=3,
            growth=2,
            is_explained=False,
        )
        for number, name in enumerate(NAMES)
    )
    return Field("2-2", "Solid", len(people), people)


def drawn(places):
    _field, people = drawn_fields([[field()]], places)[0][0]
    return str(people)


def test_each_stands_there_with_their_whole_name_to_be_moved_or_looked_at():
    for places in ("", mark_safe("<button>Solid</button>")):
        html = drawn(places)
        for name in ("Luiza Costa", "Lara Castro", "Leo &lt;Cruz&gt;"):
            assert f"<span>{name}</span>" in html
            assert f'title="{name}"' in html


def test_what_is_read_aloud_begins_with_the_words_that_are_seen():
    html = drawn(mark_safe("<button>Solid</button>"))
    assert 'aria-label="Luiza Costa, move"' in html
