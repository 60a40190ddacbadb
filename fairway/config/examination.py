"""Looks at a deployment and says in words what is well and what is not."""

from __future__ import annotations

import os
import shutil
import smtplib
import socket
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import checks, mail
from django.db import connection

from fairway.config.health import missing_migrations, silent_background
from fairway.foundation import outbound
from fairway.foundation.audit.heads import UnreadableHead
from fairway.foundation.audit.verifying import verify_chain
from fairway.foundation.sealing import keyring, missing_keys

LITTLE_SPACE = 500 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One sentence. What is not well makes `fairway check` fail; a remark does not."""

    text: str
    well: bool = True
    remark: bool = False

    def line(self) -> str:
        mark = "ok     " if self.well else ("note   " if self.remark else "PROBLEM")
        return f"{mark} {self.text}"


def problem(text: str) -> Finding:
    return Finding(text, well=False)


def note(text: str) -> Finding:
    return Finding(text, well=False, remark=True)


def examine() -> Iterator[Finding]:
    yield from configuration()
    yield from data_folder()
    yield from database()
    yield from mail_server()
    yield from identity_provider()


def configuration() -> Iterator[Finding]:
    found = checks.run_checks(include_deployment_checks=settings.PRODUCTION)
    for one in found:
        if one.is_serious():
            yield problem(f"configuration: {one.msg} ({one.id})")
        elif one.level >= checks.WARNING:
            yield note(f"configuration: {one.msg} ({one.id})")
    if not any(one.is_serious() for one in found):
        company = "the demo company" if settings.DEMO else "your own company"
        kind = "production" if settings.PRODUCTION else "not production"
        yield Finding(f"configuration: {company}, {kind}, at {settings.BASE_URL}")


def data_folder() -> Iterator[Finding]:
    folder = Path(settings.DATA_DIR)
    trial = folder / f".trial-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.write_text("written")
        trial.unlink()
    except OSError as trouble:
        yield problem(f"data folder: {folder} cannot be written: {trouble.strerror}")
        return
    free = shutil.disk_usage(folder).free
    gigabytes = f"{free / 1024**3:.1f} GB free"
    if free < LITTLE_SPACE:
        yield problem(f"data folder: only {gigabytes} at {folder}")
    else:
        yield Finding(f"data folder: {folder}, {gigabytes}")
    yield from keys()


def keys() -> Iterator[Finding]:
    """Keys that others on this machine can read protect nothing."""
    folder = settings.ENV.keys
    for path in [settings.ENV.data_dir / "secret_key", *sorted(folder.glob("*"))]:
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield problem(f"keys: others can read {path}; run: chmod 600 {path}")
    if folder.exists():
        yield Finding(f"keys: in {folder}; keep a copy of them apart from the backups")


def database() -> Iterator[Finding]:
    connection.ensure_connection()
    yield Finding(f"database: {_kind()}")
    missing = missing_migrations()
    if missing:
        yield problem(f"migrations: {missing} steps are missing; `fairway run` applies them")
        return
    yield Finding("migrations: all applied")
    for key_id in sorted(missing_keys()):
        yield problem(
            f"keys: {key_id} is not in {settings.SEALING_KEY_DIR}; what it sealed stays closed"
        )
    for key in sorted(missing_keys()):
        yield problem(f"keys: {key} is not in {keyring().folder}; what it sealed stays closed")
    yield from connections_needed()
    for reason in silent_background():
        yield note(f"background: {reason}; is `fairway run` running?")


def connections_needed() -> Iterator[Finding]:
    """Every process may open as many as it has threads, and one more."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('max_connections')::int "
            "- current_setting('superuser_reserved_connections')::int"
        )
        offered = cursor.fetchone()[0]
    processes = settings.ENV.job_workers + 2
    needed = (settings.ENV.web_threads + 1) * processes
    if needed > offered:
        yield problem(
            f"database: Fairway may need {needed} connections and PostgreSQL offers {offered}; "
            "raise its max_connections, or lower FAIRWAY_WEB_THREADS or FAIRWAY_JOB_WORKERS"
        )


def _kind() -> str:
    if connection.vendor == "sqlite":
        return f"SQLite at {settings.DATABASES['default']['NAME']}"
    version = ".".join(map(str, connection.get_database_version()))
    return f"PostgreSQL {version}, {connection.settings_dict['NAME']}"


def mail_server() -> Iterator[Finding]:
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        where = f"mail is only written to {settings.EMAIL_FILE_PATH}; nobody receives it"
        say: Callable[[str], Finding] = problem if settings.PRODUCTION else note
        yield say(f"mail: {where}. Set FAIRWAY_EMAIL_URL")
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with mail.get_connection():
            yield Finding(f"mail: {server} answers")
    except (OSError, smtplib.SMTPException, socket.gaierror) as trouble:
        yield problem(f"mail: {server} cannot be used: {trouble}")


def identity_provider() -> Iterator[Finding]:
    if not settings.ENV.oidc_issuer:
        return
    address = f"{settings.ENV.oidc_issuer.rstrip('/')}/.well-known/openid-configuration"
    try:
        answer = outbound.fetch("GET", address)
    except outbound.OutboundError as trouble:
        yield problem(f"single sign-on: {trouble}")
        return
    if answer.status_code == 200:
        yield Finding(f"single sign-on: {settings.ENV.oidc_issuer} answers")
    else:
        yield problem(f"single sign-on: {address} answers with {answer.status_code}")


def audit_chain() -> Finding:
    try:
        verdict = verify_chain()
    except UnreadableHead as trouble:
        return problem(f"audit: {trouble}")
    return Finding(f"audit: {verdict.in_words()}", well=verdict.sound)
