"""The API's reference for people, read from its own OpenAPI description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fairway.api.site import site


@dataclass(frozen=True)
class Parameter:
    name: str
    where: str
    required: bool
    about: str


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    answers: tuple[str, ...]


def operations() -> dict[str, list[Operation]]:
    """Operations by room, in the order of their paths."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in site().get_openapi_schema()["paths"].items():
        for method, said in methods.items():
            tag = (said.get("tags") or [""])[0]
            groups.setdefault(tag, []).append(_operation(method, path, said))
    return groups


def _operation(method: str, path: str, said: dict[str, Any]) -> Operation:
    return Operation(
        method=method.upper(),
        path=path,
        title=said.get("summary", ""),
        about=said.get("description", ""),
        parameters=tuple(_parameter(one) for one in said.get("parameters", [])),
        answers=tuple(str(status) for status in said.get("responses", {})),
    )


def _parameter(said: dict[str, Any]) -> Parameter:
    schema = said.get("schema", {})
    about = schema.get("description") or schema.get("type", "")
    return Parameter(said["name"], said["in"], said.get("required", False), about)
