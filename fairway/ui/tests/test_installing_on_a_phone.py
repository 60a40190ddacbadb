import json
import re

from django.urls import reverse


def test_the_manifest_names_icons_that_are_there(client):
    response = client.get("/manifest.webmanifest")
    manifest = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert manifest["display"] == "standalone"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}


def test_the_worker_keeps_only_what_is_the_same_for_everyone(client):
    response = client.get("/sw.js")
    script = response.content.decode()
    assert response["Content-Type"].startswith("text/javascript")
    kept = re.findall(r'"(/[^"]*)"', script)
    assert reverse("offline") in kept
    assert all(path.startswith("/static/") or path == reverse("offline") for path in kept)


def test_the_offline_page_is_nobody_s(client, ana):
    client.force_login(ana.account)
    html = client.get(reverse("offline")).content.decode()
    assert "No connection" in html
    assert ana.name not in html
    assert "X-CSRFToken" not in html
