"""What a token may be allowed: the rooms say."""

from typing import Any

from fairway.foundation.ports import api_routers


def scopes() -> dict[str, Any]:
    return {scope: label for part in api_routers for scope, label in part.scopes}
