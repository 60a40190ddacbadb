"""Takes the manual's pictures anew, of the demo company as it is made today.

.venv/bin/python docs/pictures/take.py            # all of them
.venv/bin/python docs/pictures/take.py home       # some

A picture that a page of the manual shows is a line in PICTURES; tests see that none is missing
and none is left over.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"]


@dataclass(frozen=True)
class Picture:
    """Whose eyes (empty: nobody is signed in), which page, how large; `first` acts on the page."""

    name: str
    who: str
    path: str
    size: tuple[int, int] = (1280, 800)
    theme: str = "light"
    first: Callable[[Any], None] | None = None


def follow(link: str) -> Callable[[Any], None]:
    """Click a link by its words and wait for the page behind it."""

    def click(page: Any) -> None:
        page.get_by_role("link", name=link).first.click()
        page.wait_for_load_state("networkidle")

    return click


def look_back(page: Any) -> None:
    """The ratings of Support in the cycle that is over, where it can be told who rates strictly."""
    page.get_by_role("link", name="Support").nth(1).click()
    page.wait_for_load_state("networkidle")


def open_report(page: Any) -> None:
    """The report of the cycle that is over: the first in the list that is closed."""
    page.get_by_role("link", name="First half of").first.click()
    page.get_by_role("link", name="Report", exact=True).click()
    page.wait_for_load_state("networkidle")


def open_managers(page: Any) -> None:
    """All of whom something waits in the cycle that runs."""
    for link in ("Second half of", "Managers", "Everybody with something left to do"):
        follow(link)(page)


LIST = """Staff no,Surname and name,Department,Job,Site,Reports to,Start,Mouse clicks per day
90001,"Sandoval, Inés",Night Support,Adviser,Lisbon,"Reyes, Ana",03/02/2025,1204
90002,"Okeke, Chidi",night-support,Adviser,Lisbon,Ana Reyes,17/03/2025,998
90003,"Haugen, Sigrid",Night Support,Adviser,Lisbon,Steering Board,28/04/2025,1411
90004,"Bauer, Jonas",Night Support,Adviser,Lisbon,"Almeida, Bo",31/05/2025,870
90005,"Tanaka, Yui",Night Support,Team lead,Lisbon,Steering Board,09/06/2025,1033
"""


def compare(page: Any) -> None:
    """Import a list as far as the page on which it is looked through."""
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    page.get_by_label("Your list of people").set_input_files([file])
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Compare with who is here").click()
    page.get_by_role("heading", name="Look through the import").wait_for()
    page.wait_for_load_state("networkidle")


def propose(page: Any) -> None:
    """Ask what would change if two people had another manager."""
    page.get_by_label("Who moves").fill("Ana Reyes\nLee Park")
    page.get_by_label("Reporting to").fill("Cy Okafor")
    page.get_by_role("button", name="See what would change").click()
    page.wait_for_load_state("networkidle")


GOALS = """## Support:

* Customers are answered sooner
  * Raise answers within four hours from 71 % to 80 %
  * Keep the guide to returns from 12 to 12 pages
* New colleagues answer on their own
  * Everybody has sat beside somebody for a day

## Warehouse:

* Nothing is sent twice
  * Double shipments fall from 40 to 10 a month
"""


def read_goals(page: Any) -> None:
    """Paste a list of goals, as far as the page on which it is looked through."""
    page.get_by_label("Paste the list").fill(GOALS)
    page.get_by_role("button", name="Read the list").click()
    page.get_by_role("heading", name="Look through the goals").wait_for()
    page.get_by_label("Support").select_option("me")
    page.get_by_role("button", name="Show what comes of it").click()
    page.wait_for_load_state("networkidle")
    page.locator("#preview").scroll_into_view_if_needed()


def open_goal(page: Any) -> None:
    """A goal beside the list, with why its number is what it is."""
    page.get_by_role("link", name="Answer returns questions on the first contact").first.click()
    page.get_by_text("Explain this number").first.click()
    page.wait_for_load_state("networkidle")


def open_update(page: Any) -> None:
    page.get_by_role("link", name=re.compile("^Update ?: Answer returns")).click()
    page.get_by_label("In a sentence").fill("Chapter three is out.")
    page.wait_for_load_state("networkidle")


def open_task_board(page: Any) -> None:
    page.get_by_role("link", name="Answer returns questions on the first contact").first.click()
    page.get_by_role("link", name="As a board").click()
    page.get_by_role("heading", name="Board of tasks").wait_for()
    page.wait_for_load_state("networkidle")


def add_tracker(page: Any) -> None:
    """Add a tracker, as far as the page that says what to paste where."""
    page.get_by_label("Which tracker").select_option("github")
    page.get_by_label("Name").fill("Shop repository")
    page.get_by_role("button", name="Add").click()
    page.get_by_label("Project or label").fill("acme/shop")
    page.get_by_label("Its items serve").fill("Fewer customers write twice about one return")
    page.get_by_role("button", name="Add the rule").click()
    page.locator(".fy-kr").wait_for()
    page.reload()  # without the note that it was added
    page.wait_for_load_state("networkidle")


def write_template(page: Any) -> None:
    """Write a goal for everybody below a manager, as far as who would get it."""
    page.get_by_label("The goal in a sentence").fill("Returns are settled within two days")
    page.get_by_label("Key results").fill("Settled within two days from 61 % to 80 %")
    page.get_by_label("And works in or below").fill("Support")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Person by person").wait_for()
    page.wait_for_load_state("networkidle")


def open_tab(name: str) -> Callable[[Any], None]:
    """A tab of Ana's page."""

    def click(page: Any) -> None:
        follow("Ana Reyes")(page)
        page.get_by_role("link", name=name, exact=True).click()
        page.get_by_role("heading", name="Ana Reyes").wait_for()
        page.wait_for_load_state("networkidle")

    return click


def open_role(page: Any) -> None:
    """What is expected of somebody, from their page."""
    follow("Ana Reyes")(page)
    page.get_by_role("link", name="Role", exact=True).click()
    page.get_by_role("heading", name="Numbers that show its results").wait_for()
    page.wait_for_load_state("networkidle")


ROLES = """Role,Skill,Level,What the skill is
Shop manager,Coaching,Practitioner,Helping somebody find their own way
Shop manager,Knowing the range,Expert,Knowing what is there and whom it suits
Shop assistant,Knowing the range,Working,Knowing what is there and whom it suits
Shop assistant,Settling a matter,Somewhat,Ending what somebody came with
Ferry captain,Listening,Working,Hearing what somebody needs
"""


def read_roles(page: Any) -> None:
    """Paste a table of roles and skills, as far as the page on which it is looked through."""
    page.get_by_label("Paste the table").fill(ROLES)
    page.get_by_role("button", name="Read the table").click()
    page.get_by_role("heading", name="Look through the table").wait_for()
    page.wait_for_load_state("networkidle")


def write_feedback(page: Any) -> None:
    """Feedback for Ana as far as the hints that come while one types."""
    page.get_by_label("The person it is for, and their manager").check()
    page.get_by_role("button", name="On to the words").click()
    page.get_by_label("Situation").fill("At the handover on Monday.")
    page.get_by_label("What did they do?").fill(
        "You always write down the open cases and read them out."
    )
    page.get_by_text("How often, or when last?").wait_for()


def begin_feedback(page: Any) -> None:
    follow("Ana Reyes")(page)
    page.get_by_role("link", name="Feedback", exact=True).last.click()
    page.get_by_role("link", name="Give feedback").click()
    write_feedback(page)


def open_review(page: Any) -> None:
    """What Bo has begun to write about Ana, with the evidence beside it."""
    follow("Ana Reyes")(page)
    page.get_by_text("By month, as a table").wait_for()


def receive(page: Any) -> None:
    """What Ana was given last, where she says that she has it."""
    page.locator("main").get_by_role("link", name="half of").first.click()
    words = page.get_by_label("What you would like to have said with it")
    words.fill("Thank you for looking at it again. I would like to lead the next sale with Lee.")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")


def open_second_look(page: Any) -> None:
    """What came of the second look that Ana asked for, from the version it is about."""
    page.locator("main").get_by_role("link", name="half of").nth(1).click()
    page.get_by_role("link", name="A second look").click()
    page.get_by_role("heading", name="A second look").wait_for()
    page.wait_for_load_state("networkidle")


def open_promotion(page: Any) -> None:
    """The one that waits for Mia's yes or no."""
    page.locator(".card", has_text="Waits for your yes or no").get_by_role("link").first.click()
    page.get_by_role("heading", name="Your yes or no").wait_for()
    page.wait_for_load_state("networkidle")


PICTURES = (
    Picture("cast", "", "/accounts/demo/"),
    Picture("home", "Bo Almeida", "/"),
    Picture("import", "Farah Anwar", "/people/import/", (1280, 900), first=compare),
    Picture("import-goals", "Bo Almeida", "/goals/import/", (1280, 900), first=read_goals),
    Picture("goals", "Bo Almeida", "/goals/?whose=team"),
    Picture("goal", "Ana Reyes", "/goals/", (1280, 900), first=open_goal),
    Picture("goal-update", "Ana Reyes", "/goals/", first=open_update),
    Picture("tasks", "Ana Reyes", "/goals/", first=open_task_board),
    Picture("tracker", "Ana Reyes", "/goals/trackers/new/", (1280, 900), first=add_tracker),
    Picture("templates", "Bo Almeida", "/goals/templates/new/", (1280, 960), first=write_template),
    Picture("copying", "Bo Almeida", "/goals/copying/", (1280, 900)),
    Picture(
        "kpi", "Bo Almeida", "/kpis/?q=first-contact", (1280, 1000), first=follow("First-contact")
    ),
    Picture(
        "vanity", "Mia Lindqvist", "/kpis/?q=followers", (1280, 900), first=follow("Followers")
    ),
    Picture("board", "Bo Almeida", "/kpis/boards/", (1280, 900), first=follow("Support this week")),
    Picture("strategy", "Mia Lindqvist", "/strategy/"),
    Picture("person", "Bo Almeida", "/people/?q=ana+reyes", first=follow("Ana Reyes")),
    Picture("team", "Bo Almeida", "/people/my/team/", (1280, 960)),
    Picture("goal-map", "Ana Reyes", "/goals/map/", (1280, 1000)),
    Picture("goal-board", "Bo Almeida", "/goals/board/?whose=unit", (1280, 820)),
    Picture("goal-timeline", "Bo Almeida", "/goals/timeline/?whose=unit", (1280, 900)),
    Picture("role", "Bo Almeida", "/people/?q=ana+reyes", (1280, 1000), first=open_role),
    Picture("import-roles", "Hana Novák", "/roles/imports/", (1280, 900), first=read_roles),
    Picture(
        "goal-review",
        "Bo Almeida",
        "/goals/reviews/",
        (1280, 1100),
        first=follow("Ana Reyes"),
    ),
    Picture("one-on-one", "Ana Reyes", "/", (1280, 1100), first=follow("Open agenda")),
    Picture("one-on-ones", "Bo Almeida", "/conversations/1on1s/"),
    Picture("goal-reviews", "Bo Almeida", "/goals/reviews/"),
    Picture("feedback", "Cy Okafor", "/people/?q=ana+reyes", (1280, 1100), first=begin_feedback),
    Picture("recognition", "Ana Reyes", "/feedback/recognition/", (1280, 900)),
    Picture("attention", "Bo Almeida", "/feedback/attention/", (1280, 760)),
    Picture(
        "check-in",
        "Ana Reyes",
        "/conversations/check-ins/",
        (1280, 1000),
        first=follow("Week of"),
    ),
    Picture("check-ins-to-read", "Bo Almeida", "/conversations/check-ins/to-read/", (1280, 900)),
    Picture("notes", "Bo Almeida", "/people/?q=ana+reyes", (1280, 900), first=open_tab("Notes")),
    Picture(
        "evidence", "Ana Reyes", "/people/?q=ana+reyes", (1280, 1000), first=open_tab("Timeline")
    ),
    Picture("wins", "Ana Reyes", "/conversations/wins/", (1280, 760)),
    Picture("review-cycle", "Hana Novák", "/reviews/cycles/", first=follow("Second half of")),
    Picture("review-managers", "Hana Novák", "/reviews/cycles/", (1280, 860), first=open_managers),
    Picture(
        "review-wizard",
        "Hana Novák",
        "/reviews/cycles/",
        (1280, 840),
        first=follow("Feedback to managers"),
    ),
    Picture(
        "review-template",
        "Hana Novák",
        "/reviews/templates/",
        (1280, 1200),
        first=follow("Half-year"),
    ),
    Picture("review-writing", "Bo Almeida", "/reviews/", (1440, 1000), first=open_review),
    Picture("review-received", "Ana Reyes", "/reviews/given/", (1280, 1000), first=receive),
    Picture(
        "report-360",
        "Ana Reyes",
        "/reviews/given/",
        (1280, 1000),
        first=follow("360° for development"),
    ),
    Picture("second-look", "Ana Reyes", "/reviews/given/", (1280, 1240), first=open_second_look),
    Picture("calibration", "Hana Novák", "/reviews/calibration/", (1440, 1000), first=look_back),
    Picture(
        "recommendation", "Mia Lindqvist", "/reviews/outcomes/", (1280, 1000), first=open_promotion
    ),
    Picture("cycle-report", "Farah Anwar", "/reviews/cycles/", (1280, 1100), first=open_report),
    Picture("cycle-patterns", "Ingrid Solheim", "/reviews/patterns/", (1280, 1000)),
    Picture("pay-round", "Bo Almeida", "/reviews/pay/", (1280, 900), first=follow("half of")),
    Picture("reorganise", "Farah Anwar", "/people/reorganisation/", first=propose),
)


def main(wanted: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    named = {picture.name: picture for picture in PICTURES}
    if unknown := set(wanted) - set(named):
        sys.exit(f"There is no picture called {', '.join(sorted(unknown))}.")
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name in wanted or named:
            take(browser, address, named[name])
        browser.close()


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
            for line in fairway.stdout or ():
                if found := re.search(r"http://localhost:\d+", line):
                    yield found[0]
                    break
            else:
                sys.exit("The demo did not start.")
        finally:
            fairway.send_signal(signal.SIGINT)
            fairway.communicate()


def take(browser: Any, address: str, picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme=picture.theme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    if picture.who:
        page.goto("/accounts/demo/")
        page.get_by_role("button", name=re.compile(f"^{picture.who}")).click()
        page.wait_for_url(re.compile(r"^(?!.*/demo/)"))
    answer = page.goto(picture.path)
    if answer is None or answer.status != 200:
        sys.exit(f"{picture.name}: {picture.path} answers {answer and answer.status}")
    page.wait_for_load_state("networkidle")
    if picture.first:
        picture.first(page)
    page.screenshot(path=HERE / f"{picture.name}.png")
    context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
