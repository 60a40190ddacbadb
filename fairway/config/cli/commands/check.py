"""Look at the settings, the database, the folders and the mail server, and say what is wrong."""

from __future__ import annotations

import argparse

from fairway.config.cli.refusal import Refused
from fairway.config.cli.terminal import say


def arguments(parser: argparse.ArgumentParser) -> None:
    return


def run(options: argparse.Namespace) -> None:
    from fairway.config.examination import examine

    findings = []
    for finding in examine():
        say(finding.line())
        findings.append(finding)
    problems = [one for one in findings if not one.well and not one.remark]
    if problems:
        raise Refused(f"{len(problems)} of {len(findings)} checks found a problem.")
