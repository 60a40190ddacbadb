"""The API's reference for people, read from its own OpenAPI description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fairway.api.site import site
from fairway.foundation.ports import api_routers

PAGING = {"after", "before", "limit"}  # said once for all lists


@dataclass(frozen=True)
class Given:
    """Something a caller sends: in the address, the question or the body."""

    name: str
    about: str
    required: bool


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    title: str
    about: str
    fields: tuple[Given, ...]


@dataclass(frozen=True)
class Group:
    """What one room answers, in the order of its paths."""

    key: str
    label: Any
    operations: tuple[Operation, ...]


def groups() -> list[Group]:
    schema = site().get_openapi_schema()
    found: dict[str, list[Operation]] = {part.prefix: [] for part in api_routers}
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            for tag in said.get("tags", []):
                found[tag].append(_operation(method, path, said, schema["components"]["schemas"]))
    return [Group(one.prefix, one.label, tuple(found[one.prefix])) for one in api_routers]


def _operation(method: str, path: str, said: dict[str, Any], schemas: dict) -> Operation:
    return Operation(
        method=method.upper(),
        path=path,
        title=said.get("summary", ""),
        about=said.get("description", ""),
        fields=(*_in_the_question(said), *_in_the_body(said, schemas)),
    )


def _in_the_question(said: dict[str, Any]) -> Iterator[Given]:
    for one in said.get("parameters", []):
        if one["in"] == "query" and one["name"] not in PAGING:
            yield _given(one["name"], one.get("schema", {}), one.get("required", False))


def _in_the_body(said: dict[str, Any], schemas: dict) -> Iterator[Given]:
    content = said.get("requestBody", {}).get("content", {})
    for media in content.values():
        schema = schemas[media["schema"]["$ref"].rsplit("/", 1)[-1]]
        for name, one in schema["properties"].items():
            yield _given(name, one, name in schema.get("required", ()))


def _given(name: str, schema: dict[str, Any], required: bool) -> Given:
    kinds = [one.get("type", "") for one in schema.get("anyOf", [schema])]
    kind = schema.get("format") or next((one for one in kinds if one and one != "null"), "")
    return Given(name, ". ".join(filter(None, (kind, schema.get("description", "")))), required)
