"""Whatever is sent to the API, it answers as documented: never with a 5xx, never out of shape."""

import json
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings

from fairway.api.site import site
from tests.access.world import token_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["subject", "people_lead"])
def test_any_request_is_answered_as_documented(world, who):
    token = token_of(world.accounts[who])
    described = schemathesis.openapi.from_dict(json.loads(json.dumps(site().get_openapi_schema())))
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 10
    for operation in operations:
        ask(operation, token)


def ask(operation, token: str) -> None:
    """Ten made-up requests to one operation."""
    documented = {int(status) for status in operation.definition.raw["responses"]}

    @settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case):
        path = operation.path
        for name, value in (case.path_parameters or {}).items():
            path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
        answer = Client(raise_request_exception=False).generic(
            case.method,
            path,
            json.dumps(case.body) if isinstance(case.body, dict | list | str) else "",
            content_type="application/json",
            QUERY_STRING=urlencode(case.query or {}, doseq=True, errors="replace"),
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.status_code in documented, (path, answer.status_code, case.query)
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json"

    send()
