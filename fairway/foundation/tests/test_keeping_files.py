import os
import stat
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.events import SYSTEM
from fairway.foundation.files.checking import check_file
from fairway.foundation.files.storing import (
    attach_file,
    files_of,
    forget_files,
    owner_of,
    path_of,
    remove_file,
    remove_leftovers,
)
from fairway.foundation.models import ApiToken, Event, StoredFile
from fairway.foundation.tests import sample_files as sample

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def checked():
    def make(name="plan.pdf", content=None):
        return check_file(SimpleUploadedFile(name, content or sample.pdf(), "text/html"))

    return make


@pytest.fixture
def stored(ana, checked):
    return attach_file(ana, checked(), actor=SYSTEM)


def bytes_kept(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_whole_under_a_name_that_tells_nothing(stored, folder, ana):
    path = path_of(stored)
    assert path.read_bytes() == sample.pdf()
    assert "plan" not in str(path.relative_to(folder))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert owner_of(stored) == ana
    assert list(files_of(ana)) == [stored]
    assert (stored.media_type, stored.size) == ("application/pdf", len(sample.pdf()))


def test_attaching_is_on_record_by_id_alone(stored, ana):
    event = Event.objects.get(kind="foundation.file_attached")
    assert event.about_id == ana.pk
    assert event.data == {"file": stored.public_id}


def test_the_same_file_again_is_the_one_there_is_but_another_owners_is_another(
    ana, bo, stored, checked, folder
):
    assert attach_file(ana, checked(), actor=SYSTEM) == stored
    other = attach_file(bo, checked(), actor=SYSTEM)
    assert other != stored
    assert other.path != stored.path
    assert attach_file(ana, checked("other.pdf"), actor=SYSTEM) != stored
    assert len(bytes_kept(folder)) == 3


def test_who_may_not_edit_the_owner_attaches_and_removes_nothing(ana, cy, stored, checked, folder):
    with pytest.raises(PermissionDenied):
        attach_file(ana, checked("x.pdf"), actor=cy)
    with pytest.raises(PermissionDenied):
        remove_file(stored, actor=cy)
    assert len(bytes_kept(folder)) == 1
    assert StoredFile.objects.get() == stored


def test_a_removed_file_is_gone_once_the_transaction_is_through(
    stored, folder, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(stored, actor=SYSTEM)
        assert bytes_kept(folder)
    assert not bytes_kept(folder)
    assert not StoredFile.objects.exists()
    assert Event.objects.filter(kind="foundation.file_removed").exists()


def test_an_owner_that_goes_takes_its_files_along(
    ana, bo, stored, checked, folder, django_capture_on_commit_callbacks
):
    kept = attach_file(bo, checked(), actor=SYSTEM)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_files(ana) == 1
    assert list(StoredFile.objects.all()) == [kept]
    assert len(bytes_kept(folder)) == 1


def test_leftovers_of_what_did_not_come_through_are_swept_after_a_day(ana, stored, checked, folder):
    with transaction.atomic():
        attach_file(ana, checked("other.pdf"), actor=SYSTEM)
        transaction.set_rollback(True)
    assert len(bytes_kept(folder)) == 2
    assert remove_leftovers() == 0
    old = (timezone.now() - timedelta(days=2)).timestamp()
    for path in bytes_kept(folder):
        os.utime(path, (old, old))
    assert remove_leftovers() == 1
    assert bytes_kept(folder) == [path_of(stored)]


def status(client, stored):
    response = client.get(address(stored))
    assert response.getvalue() is not None  # read to its end, as a browser does
    return response.status_code


def address(stored):
    return reverse("foundation:file", args=[stored.public_id])


def test_who_may_see_the_owner_gets_a_download_that_no_browser_runs(client, ana, stored):
    client.force_login(ana.account)
    response = client.get(address(stored))
    assert response.status_code == 200
    assert response.getvalue() == sample.pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


@pytest.fixture
def hers(ana, checked):
    """A file of a record that only Ana may see."""
    token = ApiToken.objects.create(account=ana.account, name="Script", scopes=[])
    return attach_file(token, checked(), actor=ana, verb="revoke")


def test_who_may_not_see_the_owner_does_not_learn_of_the_file(client, ana, bo, hers):
    client.force_login(bo.account)
    assert client.get(address(hers)).status_code == 404
    client.force_login(ana.account)
    assert status(client, hers) == 200


def test_the_rule_is_asked_at_each_request(client, ana, bo, hers):
    client.force_login(ana.account)
    assert status(client, hers) == 200
    ApiToken.objects.update(account=bo.account)
    assert client.get(address(hers)).status_code == 404


def test_a_name_cannot_break_out_of_its_header(client, ana, checked):
    stored = attach_file(ana, checked('Plan "über" 李.pdf'), actor=SYSTEM)
    client.force_login(ana.account)
    response = client.get(address(stored))
    assert response.getvalue() == sample.pdf()
    header = response["Content-Disposition"]
    assert header.startswith("attachment; filename*=utf-8''Plan%20")
    assert "\n" not in header


def test_without_a_login_an_owner_or_its_bytes_there_is_nothing(client, ana, root, stored):
    assert status(client, stored) in {302, 401, 403}
    client.force_login(root)
    assert status(client, stored) != 200
    client.force_login(ana.account)
    path_of(stored).unlink()
    assert client.get(address(stored)).status_code == 404
    StoredFile.objects.update(owner_id=10**9)
    assert client.get(address(stored)).status_code == 404
    assert client.get("/files/0000000000000000000000/").status_code == 404
    assert client.post(address(stored)).status_code == 405
