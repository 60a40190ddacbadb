"""What GitHub, GitLab and Jira send of their own accord: the item inside, as a row of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fairway.goals.linking.items import DOING, DONE, LONGEST_TEXT, TODO

Row = dict[str, str | list[str]]
CATEGORIES = {"new": TODO, "indeterminate": DOING, "done": DONE}
DEEPEST = 40


def item_in(kind: str, body: Any) -> Row | None:
    """Nothing, where it tells of something else, such as a comment or what was pushed."""
    read = READERS.get(kind)
    return read(body) if read and isinstance(body, dict) else None


def _github(body: dict[str, Any]) -> Row | None:
    """Also a comment on an item says how the item stands."""
    issue, request = _dict(body, "issue"), _dict(body, "pull_request")
    inner = request or issue
    if not inner or "number" not in inner:
        return None
    state = _words(inner, "state")
    begun = bool(request) and state == "open"
    return {
        "ref": f"{_words(_dict(body, 'repository'), 'full_name')}#{_words(inner, 'number')}",
        "title": _words(inner, "title"),
        "url": _words(inner, "html_url"),
        "state": DOING if begun and inner.get("draft") is not True else state,
        "updated": _words(inner, "updated_at"),
        "text": _words(inner, "body"),
        "project": _words(_dict(body, "repository"), "full_name"),
        "labels": _names(inner.get("labels"), "name"),
    }


def _gitlab(body: dict[str, Any]) -> Row | None:
    """What is confidential there is not read: a goal may be open to everybody."""
    kinds = {"issue": "#", "work_item": "#", "merge_request": "!"}
    kind = _words(body, "object_kind")
    inner = _dict(body, "object_attributes")
    if kind not in kinds or "iid" not in inner or inner.get("confidential") is True:
        return None
    project = _words(_dict(body, "project"), "path_with_namespace")
    state = _words(inner, "state")
    drafted = inner.get("draft") is True or inner.get("work_in_progress") is True
    begun = kind == "merge_request" and state in ("opened", "locked") and not drafted
    return {
        "ref": f"{project}{kinds[kind]}{_words(inner, 'iid')}",
        "title": _words(inner, "title"),
        "url": _words(inner, "url"),
        "state": DOING if begun else state,
        "updated": _words(inner, "updated_at"),
        "due": _words(inner, "due_date"),
        "text": _words(inner, "description"),
        "project": project,
        "labels": _names(body.get("labels") or inner.get("labels"), "title"),
    }


def _jira(body: dict[str, Any]) -> Row | None:
    """Around the issue as a webhook tells it, or the issue alone as an automation does."""
    issue = _dict(body, "issue") or body
    fields = _dict(issue, "fields")
    key = _words(issue, "key")
    if not key or "summary" not in fields:
        return None
    status = _dict(fields, "status")
    category = CATEGORIES.get(_words(_dict(status, "statusCategory"), "key"), "")
    site, rest, _api = _words(issue, "self").partition("/rest/api/")
    return {
        "ref": key,
        "title": _words(fields, "summary"),
        "url": f"{site}/browse/{key}" if rest else "",
        "state": category or _words(status, "name"),
        "updated": _words(fields, "updated"),
        "due": _words(fields, "duedate"),
        "text": " ".join(_texts(fields.get("description")))[:LONGEST_TEXT],
        "project": _words(_dict(fields, "project"), "key"),
        "labels": [
            *_names(fields.get("labels"), "name"),
            *_names(fields.get("components"), "name"),
        ],
    }


READERS: dict[str, Callable[[dict[str, Any]], Row | None]] = {
    "github": _github,
    "gitlab": _gitlab,
    "jira": _jira,
}


def _dict(body: dict[str, Any], name: str) -> dict[str, Any]:
    inner = body.get(name)
    return inner if isinstance(inner, dict) else {}


def _words(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _names(values: Any, name: str) -> list[str]:
    """Of labels as words, or as objects that have a name."""
    given = values[:50] if isinstance(values, list) else []
    found = (one if isinstance(one, str) else _words(one, name) for one in given if _named(one))
    return [word for word in found if word]


def _named(value: Any) -> bool:
    return isinstance(value, str | dict)


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    """Jira tells a description as words or as a document; an address in it may be a card."""
    if isinstance(value, str):
        yield value
    if depth > DEEPEST or not isinstance(value, dict):
        return
    attributes = _dict(value, "attrs")
    yield from (_words(one, name) for one, name in ((value, "text"), (attributes, "url")))
    marks, content = value.get("marks"), value.get("content")
    for mark in marks if isinstance(marks, list) else ():
        if isinstance(mark, dict):
            yield _words(_dict(mark, "attrs"), "href")
    for part in content if isinstance(content, list) else ():
        yield from _texts(part, depth + 1)
