"""A template's form as HR fills it in."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

PATTERNS = {"0-title_en": "Across the period", "0-text_en": "What patterns do we see?"}


class Typed(HTMLParser):
    """What a browser would send of the page's form, as it stands there."""

    def __init__(self):
        super().__init__()
        self.sent, self.select, self.area = {}, "", ""

    def handle_starttag(self, tag, attrs):
        one = dict(attrs)
        name, kind = one.get("name", ""), one.get("type", "")
        if tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in one):
            self.sent[name] = one.get("value") or ("on" if kind == "checkbox" else "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and ("selected" in one or self.select not in self.sent):
            self.sent[self.select] = one.get("value", "")
        elif tag == "textarea":
            self.area, self.sent[name] = name, ""

    def handle_endtag(self, tag):
        self.area = "" if tag == "textarea" else self.area

    def handle_data(self, data):
        if self.area:
            self.sent[self.area] += data.replace("\r\n", "\n")


@pytest.fixture
def shown():
    """shown(page): name → value, as the form would be sent just now."""

    def read(page):
        typed = Typed()
        form = page.content.decode().partition('<form class="fy-form"')[2].partition("</form>")[0]
        typed.feed(form)
        found = {name: value.removeprefix("\n") for name, value in typed.sent.items()}
        return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}

    return read


@pytest.fixture
def new(at, hana):
    """new(**typed): a template under that name, as its form sends it."""

    def post(**typed):
        data = {"name": "Year", "kind_of_use": "annual", **PATTERNS, **typed}
        return at(hana).post(reverse("reviews:new_template"), data)

    return post


@pytest.fixture
def edit(at, hana, shown):
    """edit(template, **typed): its form, with this changed."""

    def post(template, **typed):
        address = reverse("reviews:edit_template", args=[template.public_id])
        return at(hana).post(address, shown(at(hana).get(address)) | typed)

    return post
