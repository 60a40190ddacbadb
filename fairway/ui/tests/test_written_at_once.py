"""What is written at once says what Django's own templates would."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from fairway.ui.forms import Renderer
from fairway.ui.written import WIDGETS

KINDS = (
    forms.TextInput,
    forms.NumberInput,
    forms.EmailInput,
    forms.URLInput,
    forms.HiddenInput,
    forms.CheckboxInput,
    forms.DateInput,
    forms.TimeInput,
    forms.Textarea,
)
words = st.text(alphabet="aZ09 <>&\"'\n{}é", max_size=12)
values = words | st.none() | st.booleans() | st.integers()
attrs = st.dictionaries(st.sampled_from(["id", "class", "min", "required"]), values, max_size=4)


@pytest.mark.parametrize("kind", KINDS)
@given(value=words | st.none(), more=attrs)
def test_a_plain_widget_is_what_the_template_would_make_of_it(kind, value, more):
    widget = kind()
    assert widget.template_name in WIDGETS
    ours = widget.render("said", value, more, renderer=Renderer())
    assert ours == widget.render("said", value, more, renderer=TemplatesSetting())


def test_a_lazy_word_and_a_safe_one_are_what_they_were():
    said = {"placeholder": gettext_lazy("Name & place"), "data-x": mark_safe("a&amp;b")}
    ours = forms.TextInput().render("said", "", said, renderer=Renderer())
    assert ours == forms.TextInput().render("said", "", said, renderer=TemplatesSetting())
    assert "Name &amp; place" in ours


class Asked(forms.Form):
    name = forms.CharField(max_length=3)


class Shapes(forms.Form):
    default_renderer = Renderer()

    line = forms.CharField(label="Name & place", help_text="As <b>you</b> say it.", required=False)
    check = forms.BooleanField(label="Tell them", help_text="By mail.")
    many = forms.ChoiceField(
        label="One of these",
        help_text="Or none.",
        choices=[("a", "A")],
        widget=forms.RadioSelect,
        required=False,
    )


def parts(field):
    """What stands around a field's own widget, in order."""
    whole = field.as_field_group()
    before, after = whole.split(str(field))
    return before, after


def test_a_line_stands_behind_its_label_and_hint():
    before, after = parts(Shapes()["line"])
    assert before == (
        '<div class="fy-field"><label for="id_line">Name &amp; place <span class="fy-optional">'
        'optional</span></label><p class="fy-hint" id="id_line_helptext">As &lt;b&gt;you&lt;/b&gt;'
        " say it.</p>\n"
    )
    assert after.strip() == "</div>"


def test_a_box_to_tick_stands_in_its_label():
    before, after = parts(Shapes()["check"])
    assert before == '<div class="fy-field"><label class="fy-check" for="id_check">'
    told = '<span>Tell them</span><small id="id_check_helptext">By mail.</small></label>'
    assert after.startswith(told)


def test_choices_stand_in_a_group_that_is_described_by_its_hint():
    before, after = parts(Shapes()["many"])
    assert before.startswith('<fieldset class="fy-field" aria-describedby="id_many_helptext"><leg')
    assert '<p class="fy-hint" id="id_many_helptext">Or none.</p>' in before
    assert after.strip() == "</fieldset>"


@pytest.mark.parametrize("name", ["line", "check", "many"])
def test_what_is_wrong_stands_behind_the_field_and_inside_its_box(name):
    form = Shapes({"check": "on"})
    form.add_error(name, "Not <this>.")
    _before, after = parts(form[name])
    assert "Not &lt;this&gt;." in after
    assert f'id="id_{name}_error"' in after
    assert after.rstrip().endswith(("</div>", "</fieldset>"))


@pytest.mark.parametrize("said", [None, {"name": ""}, {"name": "<long>"}])
def test_what_is_wrong_is_said_as_before(said):
    form = Asked(said)
    theirs = TemplatesSetting().render(
        "django/forms/errors/list/default.html", form["name"].errors.get_context()
    )
    assert str(form["name"].errors).strip() == theirs
