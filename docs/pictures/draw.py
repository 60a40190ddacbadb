"""Draws the pictures of numbers in the manual, from the data that the tests use.

.venv/bin/python docs/pictures/draw.py            # all of them
.venv/bin/python docs/pictures/draw.py lead       # some

Each is a line in DRAWINGS. Nothing is drawn by hand: the numbers come from `fairway.measurement`.
"""

from __future__ import annotations

import base64
import csv
import shutil
import sys
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
DATA = HERE.parents[1] / "fairway" / "measurement" / "tests" / "data"

FONT = HERE.parents[1] / "fairway/ui/static/ui/vendor/inter-latin-wght-normal.woff2"

INK, SOFT, FAINT, PAPER = "#17232f", "#4b5863", "#e8e3da", "#ffffff"
SEA, BLUE, ORANGE, STOP = "#0b6b76", "#0072b2", "#d55e00", "#c2413a"
# Narrow, so that words can still be read on a phone.
WIDE, LEFT, RIGHT = 600, 150, 574


class Sheet:
    """A drawing that grows downwards; x is in the units of the numbers, y in pixels."""

    def __init__(self, title: str, low: float, high: float, *, left: int = LEFT) -> None:
        self.low, self.high, self.left = low, high, left
        self.parts: list[str] = []
        self.text(24, 34, title, size=18, weight=650)

    def x(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.left + (RIGHT - self.left) * share, 1)

    def text(
        self, x: float, y: float, words: str, *, size: int = 15, colour: str = INK, **more: Any
    ) -> None:
        named = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
        named = named.replace(" weight=", " font-weight=").replace(" anchor=", " text-anchor=")
        said = escape(words)
        self.parts.append(
            f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}"{named}>{said}</text>'
        )

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: str,
        width: float = 1,
        dash: str = "",
    ) -> None:
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" '
            f'stroke-width="{width}"{dashed}/>'
        )

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.parts.append(
            f'<rect x="{x}" y="{y}" width="{max(width, 0)}" height="{height}" fill="{colour}" rx="2"/>'
        )

    def dot(self, x: float, y: float, colour: str, *, hollow: bool = False) -> None:
        fill = PAPER if hollow else colour
        self.parts.append(
            f'<circle cx="{x}" cy="{y}" r="5" fill="{fill}" stroke="{colour}" stroke-width="2"/>'
        )

    def path(self, points: list[tuple[float, float]], colour: str) -> None:
        steps = " ".join(f"{x},{y}" for x, y in points)
        self.parts.append(
            f'<polyline points="{steps}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )

    def scale(self, y: float, values: list[float], shown: Callable[[float], str] = str) -> None:
        for value in values:
            self.line(self.x(value), 56, self.x(value), y, FAINT)
            self.text(self.x(value), y + 20, shown(value), size=14, colour=SOFT, anchor="middle")

    def svg(self, height: int) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{height}" '
            f'font-family="Inter, Helvetica, Arial, sans-serif">'
            f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(self.parts)}</svg>'
        )


def columns(name: str) -> dict[str, list[str]]:
    with (DATA / name).open() as file:
        rows = list(csv.DictReader(file))
    return {key: [row[key] for row in rows] for key in rows[0]}


def reviews() -> Any:
    from fairway.measurement import fit_reviews

    rows = columns("sim_reviews_400.csv")
    return fit_reviews(
        [int(i) for i in rows["ratee"]], rows["rater"], rows["criterion"], [*map(float, rows["y"])]
    )


WORDS = {
    "ratee": "the person",
    "rater": "severity",
    "dyad": "halo",
    "ratee_criterion": "strengths",
    "rater_criterion": "pet topics",
    "residual": "all else",
}


def variances() -> str:
    fit = reviews()
    total = sum(one.estimate for one in fit.variances)
    sheet = Sheet("What one review rating is made of", 0, 35, left=118)
    sheet.scale(330, [0, 10, 20, 30], lambda share: f"{share} %")
    for row, one in enumerate(fit.variances):
        y = 72 + 43 * row
        share = 100 * one.estimate / total
        ends = [100 * end / total for end in (one.interval.low, one.interval.high)]
        colour = SEA if one.name == "ratee" else BLUE
        sheet.text(24, y + 19, WORDS[one.name])
        sheet.bar(sheet.x(0), y, sheet.x(share) - sheet.x(0), 26, colour)
        sheet.line(sheet.x(ends[0]), y + 13, sheet.x(ends[1]), y + 13, INK, 2)
        sheet.text(sheet.x(ends[1]) + 8, y + 19, f"{share:.0f} %", weight=600)
    return sheet.svg(370)


def scores() -> str:
    fit = reviews()
    some = [one for one in fit.scores if one.adjusted is not None][:14]
    sheet = Sheet("Fourteen people: as given, and adjusted", 2.3, 5, left=110)
    bottom = 66 + 29 * len(some)
    sheet.scale(bottom, [2.5, 3, 3.5, 4, 4.5])
    for row, one in enumerate(some):
        y = 74 + 29 * row
        sheet.text(24, y + 5, f"person {one.ratee}")
        sheet.line(sheet.x(one.interval.low), y, sheet.x(one.interval.high), y, SEA, 3)
        sheet.dot(sheet.x(one.raw_mean), y, ORANGE, hollow=True)
        sheet.dot(sheet.x(one.adjusted), y, SEA)
    y = bottom + 50
    sheet.dot(118, y - 5, ORANGE, hollow=True)
    sheet.text(132, y, "mean as given")
    sheet.dot(268, y - 5, SEA)
    sheet.line(256, y - 5, 280, y - 5, SEA, 3)
    sheet.text(290, y, "adjusted, 95 % interval")
    return sheet.svg(bottom + 70)


TICKETS = [
    41, 38, 44, 40, 36, 43, 39, 45, 41, 37, 42, 40, 38, 44, 39, 41, 43, 37, 40, 42,
    39, 41, 46, 48, 45, 47, 49, 46, 58, 47,
]  # fmt: skip


def xmr() -> str:
    from fairway.measurement import xmr as chart_of

    chart = chart_of(TICKETS, baseline=20)
    limits = chart.limits
    sheet = Sheet("Open tickets by week, limits from the first 20", 1, len(TICKETS), left=56)

    def y(value: float) -> float:
        return round(300 - 8 * (value - 28), 1)

    for value, words in (
        (limits.upper, "upper"),
        (limits.centre, "centre"),
        (limits.lower, "lower"),
    ):
        dash = "" if words == "centre" else "6 4"
        sheet.line(56, y(value), RIGHT, y(value), SOFT, 1.5, dash)
        sheet.text(10, y(value) + 5, f"{value:.1f}", size=14, colour=SOFT)
    points = [(sheet.x(week), y(value)) for week, value in enumerate(TICKETS, start=1)]
    sheet.path(points, BLUE)
    fired = {one.at for one in chart.signals}
    for at, (left, top) in enumerate(points):
        if at in fired:
            sheet.dot(left, top, STOP)
    first = min(fired)
    sheet.text(sheet.x(first + 1) - 10, y(TICKETS[first]) + 4, "outside", colour=STOP, anchor="end")
    last = max(fired)
    sheet.text(sheet.x(last + 1), y(TICKETS[last]) + 26, "run of 8", colour=STOP, anchor="end")
    for week in (1, 10, 20, 30):
        sheet.text(
            sheet.x(week),
            318,
            f"week {week}",
            size=14,
            colour=SOFT,
            anchor="end" if week == 30 else "start" if week == 1 else "middle",
        )
    return sheet.svg(336)


def lead() -> str:
    from fairway.measurement import check_lead, cross_correlations

    rows = columns("bjsales.csv")
    x, y = ([*map(float, rows[name])] for name in ("lead", "sales"))
    raw = cross_correlations(x, y, difference=False)
    clean = check_lead(x, y).correlations
    sheet = Sheet("The same two figures, looked at twice", 0, 1, left=96)
    sheet.scale(398, [0, 0.25, 0.5, 0.75, 1], lambda r: f"{r:g}")
    for one, other in zip(raw, clean, strict=True):
        top = 66 + 47 * one.lag
        sheet.text(24, top + 23, f"lead {one.lag}")
        sheet.bar(sheet.x(0), top, sheet.x(abs(one.r)) - sheet.x(0), 15, ORANGE)
        sheet.bar(sheet.x(0), top + 18, sheet.x(abs(other.r)) - sheet.x(0), 15, SEA)
    for left, colour, words in (
        (96, ORANGE, "figures as they are"),
        (290, SEA, "steps, prewhitened"),
    ):
        sheet.bar(left, 436, 15, 15, colour)
        sheet.text(left + 22, 449, words)
    return sheet.svg(470)


def alarms() -> str:
    sheet = Sheet("Alarms where there is no difference at all", 0, 95, left=24)
    for row, (words, sizes, rate) in enumerate(
        (
            ("50 and 50 people, 3 in 10 chosen", (50, 50), 0.3),
            ("50 and 200 people, 1 in 10 chosen", (50, 200), 0.1),
        )
    ):
        top = 74 + 122 * row
        alone, together = alarm_rates(*sizes, rate)
        sheet.text(24, top, words, weight=600)
        for place, (share, what, colour) in enumerate(
            ((alone, "four fifths alone", ORANGE), (together, "all conditions together", SEA))
        ):
            y = top + 14 + 38 * place
            sheet.bar(24, y, sheet.x(100 * share) - 24, 26, colour)
            sheet.text(sheet.x(100 * share) + 8, y + 19, f"{100 * share:.1f} %  {what}")
    return sheet.svg(308)


def alarm_rates(n1: int, n2: int, rate: float) -> tuple[float, float]:
    """Exact, over all outcomes, with either group the lower one."""
    from scipy.stats import binom

    from fairway.measurement import compare_rates, review_rates

    alone = together = 0.0
    for a, one in enumerate(binom.pmf(range(n1 + 1), n1, rate)):
        for c, other in enumerate(binom.pmf(range(n2 + 1), n2, rate)):
            weight = float(one * other)
            if weight < 1e-7:
                continue
            there, back = compare_rates((a, n1), (c, n2)), compare_rates((c, n2), (a, n1))
            alone += weight * (there.below_four_fifths or back.below_four_fifths)
            if there.p < 0.05:
                together += weight * review_rates({"a": (a, n1), "b": (c, n2)})[0].review
    return alone, together


def effect() -> str:
    from fairway.measurement import estimate_effect

    rows = columns("mpdta.csv")
    found: Any = estimate_effect(
        rows["countyreal"],
        [float(year) for year in rows["year"]],
        [float(year) or None for year in rows["first.treat"]],
        [float(value) for value in rows["lemp"]],
    )
    parts = [(time, part.estimate, part.interval) for time, part in found.averages.by_exposure]
    sheet = Sheet("Effect by years since the start", -0.22, 0.1, left=120)
    bottom = 70 + 40 * len(parts)
    sheet.scale(bottom, [-0.2, -0.1, 0, 0.1], lambda value: f"{value:+.1f}" if value else "0")
    sheet.line(sheet.x(0), 56, sheet.x(0), bottom, SOFT, 1.5)
    for row, (time, estimate, ends) in enumerate(parts):
        y = 84 + 40 * row
        colour = SEA if time >= 0 else SOFT
        sheet.text(24, y + 5, f"{time:+d} years" if time else "first year")
        sheet.line(sheet.x(ends.low), y, sheet.x(ends.high), y, colour, 3)
        sheet.dot(sheet.x(estimate), y, colour)
    return sheet.svg(bottom + 38)


DRAWINGS: dict[str, Callable[[], str]] = {
    "alarms": alarms,
    "effect": effect,
    "lead": lead,
    "scores": scores,
    "variances": variances,
    "xmr": xmr,
}


def main(wanted: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    if unknown := set(wanted) - set(DRAWINGS):
        sys.exit(f"There is no drawing called {', '.join(sorted(unknown))}.")
    inside = base64.b64encode(FONT.read_bytes()).decode()
    font = f"@font-face {{ font-family: Inter; src: url(data:font/woff2;base64,{inside}) }}"
    font = font.replace("}", "; font-weight: 100 900 }")
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(device_scale_factor=2)
        for name, svg in drawn(wanted):
            page.set_content(f"<style>{font} body {{ margin: 0 }}</style>{svg}")
            page.evaluate("document.fonts.ready")
            page.locator("svg").screenshot(path=HERE / f"{name}.png")
        browser.close()


def drawn(wanted: list[str]) -> Iterator[tuple[str, str]]:
    for name in wanted or DRAWINGS:
        yield name, DRAWINGS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
