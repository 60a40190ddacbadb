"""Writes the manual's page of settings: python -m fairway.config.settings_page > docs/settings.md"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic.fields import FieldInfo

from fairway.config.environment import HOME, Environment

# Each heading stands before the setting it names.
HEADINGS = {
    "data_dir": "Where things lie",
    "production": "How Fairway is reached",
    "secret_key": "Keys",
    "email_url": "Mail",
    "oidc_issuer": "Single sign-on",
    "outbound_allow": "Calls to the outside",
    "web_threads": "Size",
    "log_level": "Logs",
}

BEGINNING = """\
# Settings

Fairway is set up by environment variables; all have a safe default. A file of lines like
`FAIRWAY_BASE_URL=https://fairway.example.org` serves with systemd (`EnvironmentFile=`) and with
containers (`env_file:`). A wrong value is refused at the start, in words. `fairway check` says
whether what the settings name can be reached.

What the organisation itself chooses, such as who may see goals, is set in the product under Admin.
"""


def page() -> str:
    return BEGINNING + "".join(_sections())


def _sections() -> Iterator[str]:
    for name, field in Environment.model_fields.items():
        if name in HEADINGS:
            yield f"\n## {HEADINGS[name]}\n\n| variable | default | meaning |\n|---|---|---|\n"
        yield f"| `{field.alias}` | {_default(field)} | {_cell(field.description or '')} |\n"


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "on" if value else "off"
    shown = str(value).replace(str(HOME), "").lstrip("/") if field.annotation is not str else value
    return f"`{shown}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201
