import json
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.urls import reverse

from fairway.ui.storage import bundle

UI = Path(__file__).resolve().parent.parent
VENDOR = UI / "static" / "ui" / "vendor"
FIRST_LOAD = 200_000


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The static files as they are served; collected once for this module."""
    from django.conf import settings
    from django.test.utils import override_settings

    root = tmp_path_factory.mktemp("collected")
    served = {"BACKEND": "fairway.ui.storage.Static"}
    with override_settings(STATIC_ROOT=root, STORAGES={**settings.STORAGES, "staticfiles": served}):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


def hashed(root, name):
    return root / json.loads((root / "staticfiles.json").read_text())["paths"][name]


def test_our_style_sheets_are_served_as_one_with_every_import_in_its_layer(collected):
    css = hashed(collected, "ui/fairway.css").read_text()
    assert "@import" not in css
    assert css.index("@layer tokens {") < css.index("@layer components {")
    assert ".fy-pill" in css
    for name in re.findall(r'url\("?(vendor/[^)"]+)', css):
        assert (collected / "ui" / name).exists(), name


def test_a_module_loads_others_by_the_name_of_their_content(collected):
    script = hashed(collected, "ui/js/app.js").read_text()
    for name in re.findall(r'import\("\./([^"]+)"\)', script):
        assert re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", name)
        assert (collected / "ui/js" / name).exists()


def test_the_first_load_of_a_page_weighs_at_most_200_kb(collected, client, ana):
    client.force_login(ana.account)
    html = client.get(reverse("ui:frame")).content.decode()
    names = set(re.findall(r'/static/([^"#]+)', html)) - {"ui/img/apple-touch-icon.png"}
    # Any page may need any of our modules, but charts come after the first paint.
    names |= {f"ui/js/{path.name}" for path in (UI / "static/ui/js").glob("*.js")}
    assert {"ui/vendor/tabler.css", "ui/fairway.css", "django_htmx/htmx-2.min.js"} <= names
    weights = {name: _served(hashed(collected, name)) for name in names}
    weights["page"] = len(brotli.compress(html.encode()))
    assert sum(weights.values()) <= FIRST_LOAD, weights


def test_the_charts_weigh_at_most_200_kb(collected):
    assert _served(hashed(collected, "ui/vendor/charts.js")) <= FIRST_LOAD


def _served(path):
    small = path.with_name(f"{path.name}.br")
    return (small if small.exists() else path).stat().st_size


def test_every_style_sheet_is_part_of_the_bundle():
    paths = {name: (storage, name) for finder in get_finders() for name, storage in finder.list([])}
    whole = bundle(paths)
    for path in (UI / "static/ui").glob("components/*.css"):
        assert path.read_text().strip()[-200:] in whole, path.name


def test_vendored_files_name_no_host_and_no_source_map():
    assert '"resolved"' not in (UI / "vendor/package-lock.json").read_text()
    for path in VENDOR.glob("*.[cj]s*"):
        assert "sourceMappingURL" not in path.read_text(), path.name
    assert "Permission is hereby granted" in (VENDOR / "LICENSES.txt").read_text()


def test_tabler_lies_in_the_lowest_layer():
    assert (VENDOR / "tabler.css").read_text().startswith("@layer tabler{")
