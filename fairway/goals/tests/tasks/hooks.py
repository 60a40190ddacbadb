"""Events as trackers send them: shaped by their public manuals, with words of our own."""

from __future__ import annotations

from typing import Any

PERSON = {"login": "ana-r", "id": 41, "type": "User", "site_admin": False}
REPOSITORY = {
    "id": 7_000_001,
    "name": "shop",
    "full_name": "acme/shop",
    "private": True,
    "owner": {"login": "acme", "type": "Organization"},
    "html_url": "https://github.com/acme/shop",
    "open_issues_count": 37,
}


def github_issue(text: str, action: str = "closed", **said: Any) -> dict[str, Any]:
    return {
        "action": action,
        "issue": {
            "url": "https://api.github.com/repos/acme/shop/issues/12",
            "html_url": "https://github.com/acme/shop/issues/12",
            "id": 90_001,
            "node_id": "I_kwDO",
            "number": 12,
            "title": "Print labels at once",
            "user": PERSON,
            "labels": [{"id": 5, "name": "returns", "color": "0e6b75", "default": False}],
            "state": "closed" if action == "closed" else "open",
            "locked": False,
            "assignee": PERSON,
            "assignees": [PERSON],
            "milestone": None,
            "comments": 3,
            "created_at": "2026-03-01T08:00:00Z",
            "updated_at": "2026-03-02T09:30:00Z",
            "closed_at": "2026-03-02T09:30:00Z" if action == "closed" else None,
            "body": text,
            "state_reason": "completed" if action == "closed" else None,
            **said,
        },
        "repository": REPOSITORY,
        "sender": PERSON,
    }


def github_request(text: str, **said: Any) -> dict[str, Any]:
    return {
        "action": "opened",
        "number": 31,
        "pull_request": {
            "html_url": "https://github.com/acme/shop/pull/31",
            "id": 90_031,
            "number": 31,
            "state": "open",
            "title": "Labels come with the order",
            "user": PERSON,
            "body": text,
            "labels": [],
            "draft": False,
            "merged": False,
            "created_at": "2026-03-03T08:00:00Z",
            "updated_at": "2026-03-03T08:00:00Z",
            "commits": 4,
            "additions": 180,
            "deletions": 12,
            "changed_files": 6,
            **said,
        },
        "repository": REPOSITORY,
        "sender": PERSON,
    }


GITHUB_PING = {
    "zen": "Keep it plain.",
    "hook_id": 109_948_940,
    "hook": {"type": "Repository", "active": True, "events": ["issues", "pull_request"]},
    "repository": REPOSITORY,
}
GITLAB_PROJECT = {
    "id": 1,
    "name": "Shop",
    "description": "",
    "web_url": "https://gitlab.example.com/acme/shop",
    "namespace": "Acme",
    "visibility_level": 0,
    "path_with_namespace": "acme/shop",
    "default_branch": "main",
}
GITLAB_LABELS = [{"id": 206, "title": "returns", "color": "#0e6b75", "type": "ProjectLabel"}]


def gitlab_item(text: str, kind: str = "issue", **said: Any) -> dict[str, Any]:
    return {
        "object_kind": kind,
        "event_type": kind,
        "user": {"id": 1, "name": "Ana Reyes", "username": "ana", "email": "ana@example.com"},
        "project": GITLAB_PROJECT,
        "object_attributes": {
            "id": 301,
            "iid": 23,
            "title": "Print labels at once",
            "assignee_ids": [51],
            "author_id": 51,
            "project_id": 1,
            "created_at": "2026-03-01 08:00:00 UTC",
            "updated_at": "2026-03-02 09:30:00 UTC",
            "description": text,
            "state": "closed",
            "confidential": False,
            "due_date": "2026-04-01",
            "url": "https://gitlab.example.com/acme/shop/-/issues/23",
            "action": "close",
            **said,
        },
        "repository": {"name": "Shop", "homepage": "https://gitlab.example.com/acme/shop"},
        "labels": GITLAB_LABELS,
        "changes": {"state_id": {"previous": 1, "current": 2}},
    }


GITLAB_PUSH = {
    "object_kind": "push",
    "event_name": "push",
    "ref": "refs/heads/main",
    "user_name": "Ana Reyes",
    "project": GITLAB_PROJECT,
    "commits": [{"id": "b6568db1", "message": "Print", "author": {"name": "Ana Reyes"}}],
    "total_commits_count": 1,
}


def document(address: str) -> dict[str, Any]:
    """A description as Jira keeps it now: a tree, in which an address is a card."""
    card = {"type": "inlineCard", "attrs": {"url": address}}
    words = {"type": "text", "text": "This serves "}
    paragraph = {"type": "paragraph", "content": [words, card]}
    return {"version": 1, "type": "doc", "content": [paragraph]}


def jira_issue(text: Any, **said: Any) -> dict[str, Any]:
    return {
        "timestamp": 1_772_443_800_000,
        "webhookEvent": "jira:issue_updated",
        "issue_event_type_name": "issue_generic",
        "user": {"accountId": "99:27935d01", "displayName": "Ana Reyes", "active": True},
        "issue": {
            "id": "99291",
            "self": "https://acme.atlassian.net/rest/api/2/issue/99291",
            "key": "SUP-12",
            "fields": {
                "summary": "Print labels at once",
                "issuetype": {"name": "Task", "subtask": False},
                "project": {"id": "10000", "key": "SUP", "name": "Support"},
                "created": "2026-03-01T08:00:00.000+0000",
                "updated": "2026-03-02T09:30:00.000+0000",
                "duedate": "2026-04-01",
                "description": text,
                "labels": ["returns"],
                "components": [{"name": "Till"}],
                "priority": {"name": "Medium"},
                "assignee": {"displayName": "Ana Reyes", "emailAddress": "ana@example.com"},
                "status": {
                    "name": "Liegt beim Kunden",
                    "statusCategory": {"id": 4, "key": "indeterminate", "colorName": "yellow"},
                },
                **said,
            },
        },
        "changelog": {"items": [{"field": "status", "fromString": "Offen", "toString": "Liegt"}]},
    }


JIRA_VERSION = {
    "timestamp": 1_772_443_800_000,
    "webhookEvent": "jira:version_released",
    "version": {"name": "4.2", "released": True},
}
