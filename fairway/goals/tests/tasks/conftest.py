import pytest


@pytest.fixture
def at(client):
    def sign_in(person):
        client.force_login(person.account)
        return client

    return sign_in
