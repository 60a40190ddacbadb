"""Look at the settings, the database, the folders and the mail server, and say what is wrong."""

from __future__ import annotations

import argparse

from fairway.config.cli.refusal import Refused
from fairway.config.cli.terminal import say


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--audit", action="store_true", help="also walk the whole audit chain and verify it"
    )


def run(options: argparse.Namespace) -> None:
    from fairway.config.examination import audit_chain, examine

    findings = []
    for finding in examine():
        say(finding.line())
        findings.append(finding)
    if options.audit:
        findings.append(audit_chain())
        say(findings[-1].line())
    problems = [one for one in findings if not one.well and not one.remark]
    if problems:
        raise Refused(f"{len(problems)} of {len(findings)} checks found a problem.")
