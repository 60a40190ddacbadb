import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_one_click_makes_me_anyone_of_the_cast(client, demo, ana, hana):
    page = client.get("/", follow=True)
    assert "Ana Reyes" in page.text
    assert "Hana Novák" in page.text
    client.post(reverse("accounts:become", args=[hana.account.public_id]))
    assert client.session["_auth_user_id"] == str(hana.account.pk)


def test_changing_leaves_nothing_of_the_former_self(client, demo, ana, bo):
    client.post(reverse("accounts:become", args=[ana.account.public_id]))
    session = client.session
    session["of_ana"] = 1
    session.save()
    client.post(reverse("accounts:become", args=[bo.account.public_id]))
    assert "of_ana" not in client.session


def test_somebody_outside_the_cast_is_nobody_to_become(client, demo, mia, hire):
    other = hire("Xenia Papadaki")
    assert (
        client.post(reverse("accounts:become", args=[other.account.public_id])).status_code == 404
    )


@pytest.mark.parametrize("flags", [{"DEMO": False}, {"DEMO": True, "PRODUCTION": True}])
def test_outside_the_demo_there_is_no_such_door(client, settings, ana, flags):
    for name, value in flags.items():
        setattr(settings, name, value)
    assert client.get(reverse("accounts:cast")).status_code == 404
    assert client.post(reverse("accounts:become", args=[ana.account.public_id])).status_code == 404
    assert "_auth_user_id" not in client.session
