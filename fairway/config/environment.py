"""Every setting of the environment, typed, with its help text. The manual's settings page is made from it."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Literal
from urllib.parse import ParseResult, urlparse

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).resolve().parent.parent.parent


class Environment(BaseSettings):
    """What the surroundings say. Each name is read from the environment variable of its alias."""

    model_config = SettingsConfigDict(populate_by_name=True, extra="ignore")

    data_dir: Path = Field(
        HOME / "var",
        alias="FAIRWAY_DATA_DIR",
        description="Where Fairway keeps its databases, files, keys and backups.",
    )
    database_url: str = Field(
        "",
        alias="DATABASE_URL",
        description="postgresql://user:password@host/name; the demo then uses name_demo. Empty: SQLite under the data folder.",
    )
    demo: bool = Field(
        False,
        alias="FAIRWAY_DEMO",
        description="1: show the demo company, in a database of its own, with one-click sign-in.",
    )
    production: bool = Field(
        False,
        alias="FAIRWAY_PRODUCTION",
        description="1: serve real people. Demands HTTPS and a trusted proxy, and refuses demo logins.",
    )
    base_url: str = Field(
        "http://localhost:8000",
        alias="FAIRWAY_BASE_URL",
        description="The address people type, used in mail links and for passkeys.",
    )
    allowed_hosts: str = Field(
        "",
        alias="FAIRWAY_ALLOWED_HOSTS",
        description="Further host names to answer to, separated by commas.",
    )
    trusted_proxy: bool = Field(
        False,
        alias="FAIRWAY_TRUSTED_PROXY",
        description="1: a reverse proxy sets X-Forwarded-For and X-Forwarded-Proto, and nobody reaches Fairway around it.",
    )
    secret_key: str = Field(
        "",
        alias="FAIRWAY_SECRET_KEY",
        description="Signs sessions and links. Empty: made on first start and kept in the data folder.",
    )
    sealing_key_dir: Path | None = Field(
        None,
        alias="FAIRWAY_SEALING_KEY_DIR",
        description="Where the keys that wrap sealed data lie, outside the database and its backup. Empty: keys/ in the data folder.",
    )
    email_url: str = Field(
        "",
        alias="FAIRWAY_EMAIL_URL",
        description="smtp://user:password@host:587 (STARTTLS), smtps://…:465, or empty: mail is written to files in the data folder.",
    )
    email_from: str = Field(
        "Fairway <fairway@localhost>",
        alias="FAIRWAY_EMAIL_FROM",
        description="The sender of every mail.",
    )
    oidc_issuer: str = Field(
        "",
        alias="FAIRWAY_OIDC_ISSUER",
        description="OpenID Connect: the identity provider's address.",
    )
    oidc_client_id: str = Field(
        "", alias="FAIRWAY_OIDC_CLIENT_ID", description="OpenID Connect: the client id."
    )
    oidc_client_secret: str = Field(
        "", alias="FAIRWAY_OIDC_CLIENT_SECRET", description="OpenID Connect: the client secret."
    )
    oidc_name: str = Field(
        "Single sign-on", alias="FAIRWAY_OIDC_NAME", description="What the sign-in button says."
    )
    oidc_email_is_verified: bool = Field(
        False,
        alias="FAIRWAY_OIDC_EMAIL_IS_VERIFIED",
        description="OpenID Connect: the provider only names addresses it has verified, even where it does not say so (Entra ID).",
    )
    outbound_allow: str = Field(
        "",
        alias="FAIRWAY_OUTBOUND_ALLOW",
        description="Hosts inside your network that Fairway may call (an identity provider, a chat server), separated by commas. A port other than 80 and 443 is named with it: sso.internal:8443.",
    )
    query_databases: str = Field(
        "",
        alias="FAIRWAY_QUERY_DATABASES",
        description="Other databases that KPIs may be read from, as name=address, separated by spaces: sales=postgresql://reader:password@host/name shop=sqlite:///srv/shop.sqlite3. Give a user who may read what is meant to be read, and nothing else.",
    )
    web_threads: int = Field(
        8, alias="FAIRWAY_WEB_THREADS", ge=1, le=256, description="Requests answered at once."
    )
    job_workers: int = Field(
        1, alias="FAIRWAY_JOB_WORKERS", ge=0, le=32, description="Background worker processes."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", alias="FAIRWAY_LOG_LEVEL", description="DEBUG, INFO, WARNING or ERROR."
    )
    log_format: Literal["", "text", "json"] = Field(
        "",
        alias="FAIRWAY_LOG_FORMAT",
        description="text for people, json for machines. Empty: json in production.",
    )

    @field_validator("database_url")
    @classmethod
    def _a_database(cls, value: str) -> str:
        parts = urlparse(value)
        if value and (parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2):
            raise ValueError("say it as postgresql://user:password@host/name, or leave it empty")
        return value

    @field_validator("query_databases")
    @classmethod
    def _named_databases(cls, value: str) -> str:
        for entry in value.split():
            name, _sign, address = entry.partition("=")
            known = urlparse(address).scheme in {"postgres", "postgresql", "sqlite"}
            if not name.isidentifier() or not known:
                raise ValueError("say it as name=postgresql://… or name=sqlite:///path")
        return value

    @field_validator("base_url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        parts = urlparse(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("say it as https://fairway.example.org")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _production_is_safe(self) -> Environment:
        if not self.production:
            return self
        if self.demo:
            raise ValueError(
                "production refuses demo logins: unset FAIRWAY_DEMO or FAIRWAY_PRODUCTION"
            )
        if not self.base_url.startswith("https://"):
            raise ValueError("production needs TLS: set FAIRWAY_BASE_URL to an https:// address")
        if not self.trusted_proxy:
            raise ValueError(
                "production needs a reverse proxy that speaks TLS for Fairway: put nginx or Caddy "
                "before it (docs/install.md) and set FAIRWAY_TRUSTED_PROXY=1"
            )
        return self

    @model_validator(mode="after")
    def _queries_stay_out_of_our_own_database(self) -> Environment:
        """There they would read past all rights."""
        for name, address in self.queried.items():
            if self._is_our_own(urlparse(address)):
                raise ValueError(
                    f"FAIRWAY_QUERY_DATABASES: {name} is Fairway's own database, which nobody "
                    "reads past the rights of people"
                )
        return self

    def _is_our_own(self, other: ParseResult) -> bool:
        if other.scheme == "sqlite":
            return Path(other.path).resolve().parent == self.data_dir.resolve()
        own = urlparse(self.database_url)
        ours = {own.path, f"{own.path}_demo"} if self.database_url else set()
        same_host = (other.hostname, other.port or 5432) == (own.hostname, own.port or 5432)
        return same_host and other.path in ours

    @property
    def hosts(self) -> list[str]:
        named = [host.strip() for host in self.allowed_hosts.split(",") if host.strip()]
        own = urlparse(self.base_url).hostname or "localhost"
        local = [] if self.production else ["localhost", "127.0.0.1", "[::1]"]
        return list(dict.fromkeys([own, *local, *named]))

    @property
    def queried(self) -> dict[str, str]:
        """Addresses of other databases by the names they are chosen by."""
        entries = (entry.partition("=") for entry in self.query_databases.split())
        return {name: address for name, _sign, address in entries}

    @property
    def name(self) -> str:
        """Which of the two databases: trying and starting for real never mix."""
        return "demo" if self.demo else "own"

    @property
    def one_command(self) -> bool:
        """Whether this process does one thing and ends, instead of serving."""
        return os.environ.get("FAIRWAY_PROCESS") == "command"

    @property
    def logs_as_json(self) -> bool:
        return self.log_format == "json" or (not self.log_format and self.production)

    @property
    def sqlite_path(self) -> Path:
        return self.data_dir / f"{self.name}.sqlite3"

    @property
    def reads_path(self) -> Path:
        return self.data_dir / f"{self.name}-reads.sqlite3"

    @property
    def keys(self) -> Path:
        return (self.sealing_key_dir or self.data_dir / "keys") / self.name

    def signing_key(self) -> str:
        """The given key, or one made on first start and kept where only its owner can read it."""
        if self.secret_key:
            return self.secret_key
        path = self.data_dir / "secret_key"
        if not path.exists():
            self._keep_new_key(path)
        return path.read_text().strip()

    def _keep_new_key(self, path: Path) -> None:
        """Whole or not at all, and only the first one when several start at once."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".secret_key-{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
