from django import forms
from django.template.loader import render_to_string
from django.test.html import parse_html

from fairway.ui.gallery.samples import SampleForm
from fairway.ui.widgets import LongSelect, Scale, time_zones


class Plain(forms.Form):
    target = forms.IntegerField(label="Target", help_text="A whole number.", min_value=1)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_is_bound_to_its_label_hint_and_error():
    html = str(Plain({"target": "0"}))
    assert '<label for="id_target">Target</label>' in html
    assert 'aria-describedby="id_target_helptext id_target_error"' in html
    assert 'id="id_target_helptext">A whole number.' in html
    assert 'id="id_target_error"' in html
    assert 'aria-invalid="true"' in html


def test_what_may_stay_empty_says_so_and_what_is_hidden_says_nothing():
    html = str(Plain())
    assert html.count("fy-optional") == 1
    assert html.count("<label") == 2


def test_the_summary_counts_what_is_wrong_and_leads_to_each_field():
    html = str(Plain({"target": ""}))
    assert "One thing needs another look" in html
    assert 'href="#id_target"' in html
    assert "needs another look" not in str(Plain())


def test_typed_text_survives_an_error():
    html = str(Plain({"target": "x", "note": "Labels are late <b>"}))
    assert "Labels are late &lt;b&gt;" in html


def test_each_kind_of_widget_wears_its_style():
    html = str(SampleForm())
    assert 'type="date"' in html
    assert 'class="form-select"' in html
    assert 'class="btn-check"' in html
    assert "form-control" not in str(Plain()["secret"])


def test_a_long_list_is_written_as_django_would():
    choices = [("", "All"), ("a", "Shops & <Sons>"), ("b", "Support")]

    def one(widget):
        class Filter(forms.Form):
            unit = forms.ChoiceField(choices=choices, required=False, widget=widget)

        return [parse_html(str(Filter(said)["unit"])) for said in (None, {"unit": "a"}, {})]

    assert one(LongSelect) == one(forms.Select)


def test_a_scale_puts_its_sentence_beside_each_choice():
    class Rating(forms.Form):
        result = forms.ChoiceField(
            choices=[("1", "Partly"), ("2", "Fully")],
            widget=Scale(hints={"2": "Everything agreed"}),
        )

    html = str(Rating({"result": "2"}))
    assert "Everything agreed" in html
    assert html.count("checked") == 1
    assert '<span aria-hidden="true">2</span>' in html


def test_zones_are_grouped_by_region_and_say_their_offset():
    regions = dict(time_zones("2026-01-15")[1:])
    assert ("Asia/Manila", "Manila (UTC+08:00)") in regions["Asia"]
    assert ("Europe/Lisbon", "Lisbon (UTC+00:00)") in regions["Europe"]
    assert ("Europe/Lisbon", "Lisbon (UTC+01:00)") in dict(time_zones("2026-07-15")[1:])["Europe"]


def test_a_form_without_errors_has_no_summary():
    assert not render_to_string("ui/forms/_summary.html", {"form": Plain({"target": "3"})}).strip()
