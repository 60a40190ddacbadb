"""The seeded world of the access matrix, for every test that walks all addresses."""

from __future__ import annotations

import pytest

from tests.access.binding import bindings
from tests.access.world import World, make_world


@pytest.fixture
def world(ana, bo, mia, dee, cy, hana, zoe, root, organisation, hire) -> World:
    """Ana's things, an actor for each relation to her, and a canary in every private field."""
    cast = {
        "subject": ana,
        "manager": bo,
        "skip": mia,
        "dotted": dee,
        "peer": cy,
        "hr_partner": hana,
        "leaver": zoe,
    }
    world = make_world(cast, root, organisation, hire)
    for canary in bindings("CANARIES"):
        canary.put(world, canary.text)
    return world
