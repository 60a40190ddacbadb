"""One line and a link, as each chat takes it.

A title is somebody's text: it must neither call everybody in a channel nor draw a link of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from fairway.foundation.models import ChatHook

Payload = dict[str, Any]
# Characters that Markdown reads as more than themselves.
MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:])")
CALLING = "@\u2060"  # with a word joiner behind it, an @ calls nobody


def slack(text: str, link: str, label: str) -> Payload:
    """Slack reads `<…>` as links and calls, and nothing else of it once these are escaped."""
    said = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = {"type": "plain_text", "text": text, "emoji": False}
    return {
        "text": said,  # what a phone shows before the message is opened
        "blocks": [
            {"type": "section", "text": plain},
            {"type": "section", "text": {"type": "mrkdwn", "text": f"<{link}|{label}>"}},
        ],
        "unfurl_links": False,
        "unfurl_media": False,
    }


def mattermost(text: str, link: str, label: str) -> Payload:
    said = MARKS.sub(r"\\\1", text).replace("@", CALLING)
    return {"text": f"{said}\n\n[{label}]({link})"}


def teams(text: str, link: str, label: str) -> Payload:
    """A card. Text in a run of its own is shown as it is."""
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [{"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text}]}],
        "actions": [{"type": "Action.OpenUrl", "title": label, "url": link}],
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "content": card}]}


Format = ChatHook.Format
FORMATS: dict[str, Callable[[str, str, str], Payload]] = {
    Format.SLACK: slack,
    Format.TEAMS: teams,
    Format.MATTERMOST: mattermost,
}
