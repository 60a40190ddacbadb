"""Takes the manual's pictures anew, of the demo company as it is made today.

.venv/bin/python docs/pictures/take.py            # all of them
.venv/bin/python docs/pictures/take.py home       # some
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
# Each picture: whose eyes, and which page.
PICTURES = {
    "home": ("Bo Almeida", "/"),
    "strategy": ("Mia Lindqvist", "/strategy/"),
}
SIZE = {"width": 1280, "height": 800}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo company made for this occasion."""
    with tempfile.TemporaryDirectory(prefix="fairway-pictures-") as folder:
        fairway = subprocess.Popen(
            [sys.executable, "-m", "fairway.config.cli", "run", "--demo"],
            cwd=HERE.parents[1],
            env={**os.environ, "FAIRWAY_DATA_DIR": folder, "DATABASE_URL": ""},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            for line in fairway.stdout:
                if found := re.search(r"http://localhost:\d+", line):
                    yield found[0]
                    break
            else:
                sys.exit("The demo did not start.")
        finally:
            fairway.send_signal(signal.SIGINT)
            fairway.communicate()


def main(wanted: list[str]) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name in wanted or PICTURES:
            who, path = PICTURES[name]
            page = browser.new_context(base_url=address, viewport=SIZE).new_page()
            page.goto("/accounts/demo/")
            page.get_by_role("button", name=re.compile(f"^{who}")).click()
            page.wait_for_url(re.compile(r"^(?!.*/demo/)"))
            page.goto(path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=HERE / f"{name}.png")
            page.context.close()
        browser.close()


main(sys.argv[1:])
