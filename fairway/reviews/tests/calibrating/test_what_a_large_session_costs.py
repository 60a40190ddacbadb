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


@pytest.mark.parametrize("name", PAGES)
def test_of_three_people_and_of_hundreds(name, opened, rate, hire, organisation, bo, hana, at):
    client, address = at(hana), reverse(f"reviews:{name}", args=[opened.public_id])
    few = asked(client, address)
    for number in range(120):
        person = hire(f"P{number:03} Crowd", organisation.support, None, bo, account=None)
        rate(person, 1 + number % 5, by=bo)
    take_in(opened, actor=hana)
    many = asked(client, address)
    assert many == few
    assert many <= MOST
