"""Names, sizes and places, so that who knows one room knows them all."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from fairway.foundation.ports import event_kinds

ROOT = Path(__file__).resolve().parents[2]
ROOMS = sorted(p for p in (ROOT / "fairway").iterdir() if (p / "apps.py").exists())
LONGEST_FILE = 335
# One list of declarations each: split, nobody would find what there is.
LISTS = {"fairway/foundation/ports.py", "fairway/foundation/policy/house.py"}
LONGEST_FUNCTION = 55


def sources() -> Iterator[Path]:
    for path in (ROOT / "fairway").rglob("*.py"):
        if "migrations" not in path.parts and "tests" not in path.parts:
            yield path


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_room_has_a_readme_of_one_screen(room):
    readme = room / "README.md"
    assert readme.exists(), f"{room.name} has no README.md"
    assert len(readme.read_text().splitlines()) <= 60


def test_no_file_is_called_utils_or_helpers():
    assert [p for p in sources() if p.stem in {"utils", "helpers", "misc", "common"}] == []


def test_files_and_functions_stay_small():
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in sources()
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
        and str(path.relative_to(ROOT)) not in LISTS
    ]
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}: {node.name}, {length} lines")
    assert long == []


def recorded_kinds() -> set[str]:
    """Every kind of event that the code records, read from its calls."""
    kinds = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0] if node.args else None
            if name in {"record", "record_values"} and isinstance(first, ast.Constant):
                kinds.add(first.value)
    return kinds


def test_every_event_kind_has_a_label_and_an_audience():
    known = {kind.key for kind in event_kinds}
    assert recorded_kinds() - known == set()
    audiences = {"everyone", "subject", "manager_line", "hr", "auditor"}
    assert [k.key for k in event_kinds if not k.label or k.audience not in audiences] == []


def patterns(resolver, space="") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, f"{space}{pattern.pattern}")
        else:
            yield f"{space}{pattern.pattern}", pattern


def test_no_address_shows_a_sequence():
    def ours(pattern: URLPattern) -> bool:
        return getattr(pattern.callback, "__module__", "").startswith("fairway.")

    found = [r for r, p in patterns(get_resolver()) if "<int:" in r and ours(p)]
    assert found == []


def test_no_business_logic_hides_in_save_or_signals():
    wrong = []
    for path in sources():
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and path.parent.name in {"models"}:
                wrong += [
                    f"{path.relative_to(ROOT)}: {node.name}.{f.name}"
                    for f in node.body
                    if isinstance(f, ast.FunctionDef) and f.name in {"save", "delete"}
                ]
            if isinstance(node, ast.ImportFrom) and node.module == "django.db.models.signals":
                # After a migration the database's own guards are put back; rows have no signals.
                named = {alias.name for alias in node.names} - {"post_migrate"}
                wrong += [f"{path.relative_to(ROOT)}: {name}" for name in named]
    assert wrong == []


def test_every_model_has_a_home_that_is_installed():
    assert {m._meta.app_config.name for m in apps.get_models()} >= {"fairway.people"}
