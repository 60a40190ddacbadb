"""A session of hundreds asks the database no more than one of three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fairway.reviews.actions.calibrating import take_in

pytestmark = pytest.mark.django_db
PAGES = (
    "calibration", "calibration_rows", "calibration_changes", "calibration_strictness",
    "calibration_gaps",
)  # fmt: skip
MOST = 12


def asked(client, address):
    client.get(address)  # what is kept between requests is there
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_of_three_people_and_of_hundreds(opened, rate, crowd_of, bo, hana, at):
    client = at(hana)
    pages = {name: reverse(f"reviews:{name}", args=[opened.public_id]) for name in PAGES}
    few = {name: asked(client, address) for name, address in pages.items()}
    for number, person in enumerate(crowd_of(bo, 120)):
        rate(person, 1 + number % 5, by=bo)
    take_in(opened, actor=hana)
    many = {name: asked(client, address) for name, address in pages.items()}
    assert many == few
    assert max(many.values()) <= MOST
