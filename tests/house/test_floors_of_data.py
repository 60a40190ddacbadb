"""Foreign keys keep to the floors that imports keep to."""

import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
# The foundation may speak of a person and of a login: everything that happens has an actor.
KNOWN_BELOW = {"people.person", "people.account"}


def floors() -> dict[str, int]:
    """Each room's height, from the same contract that holds the imports."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(c["layers"] for c in contracts["contracts"] if c["name"] == "Floors")
    return {
        room.strip(): -height for height, rooms in enumerate(layers) for room in rooms.split("|")
    }


def test_no_foreign_key_points_up_or_sideways():
    height = floors()
    wrong = []
    for model in apps.get_models():
        room = model._meta.app_config.name.removeprefix("fairway.")
        if room not in height:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or field.auto_created or target == model:
                continue
            other = target._meta.app_config.name.removeprefix("fairway.")
            if other == room or other not in height:
                continue
            if room == "foundation" and target._meta.label_lower in KNOWN_BELOW:
                continue
            if height[other] >= height[room]:
                wrong.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    assert wrong == []
