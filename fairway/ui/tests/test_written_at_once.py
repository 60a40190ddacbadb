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


@pytest.mark.parametrize("said", [None, {"name": ""}, {"name": "<long>"}])
def test_what_is_wrong_is_said_as_before(said):
    form = Asked(said)
    theirs = TemplatesSetting().render(
        "django/forms/errors/list/default.html", form["name"].errors.get_context()
    )
    assert str(form["name"].errors).strip() == theirs
