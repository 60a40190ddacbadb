"""The manual is at hand, also before signing in, and every link in it leads somewhere."""

import contextlib
import re

import pytest

from fairway.shell.manual import chapters, contents, folder

pytestmark = pytest.mark.django_db


def test_every_page_opens_without_signing_in(client):
    for slug, chapter in chapters().items():
        page = client.get(f"/manual/{slug}/")
        assert page.status_code == 200
        assert chapter.title in page.text


def test_the_contents_name_every_page():
    assert {slug for slug in chapters() if f"/manual/{slug}/" not in contents().html} == set()


def status_of(client, address):
    with contextlib.closing(client.get(address)) as answer:
        return answer.status_code


def test_links_and_pictures_inside_the_manual_exist(client):
    html = "".join(page.html for page in [contents(), *chapters().values()])
    inside = set(re.findall(r'(?:href|src)="(/[^"#]*)', html))
    assert {address for address in inside if status_of(client, address) == 404} == set()


def test_an_unknown_page_is_not_found(client):
    assert client.get("/manual/no-such-page/").status_code == 404
    assert client.get("/manual/pictures/no-such.png").status_code == 404


def test_every_page_begins_with_its_title():
    assert [p.name for p in folder().glob("*.md") if not p.read_text().startswith("# ")] == []
