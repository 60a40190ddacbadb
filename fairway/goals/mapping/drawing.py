"""The map and the timeline as drawings that stand alone: handed on, they need no style of ours."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.goals.mapping.timeline import Bar, Timeline
from fairway.goals.mapping.tree import Column, Node
from fairway.goals.reading.cards import Card

INK, SOFT, LINE, TRACK, PAPER, SEA = (
    "#17232f", "#4b5863", "#cfc8bc", "#e7e2d8", "#faf8f4", "#0b6b76",
)  # fmt: skip
TONES = {"go": "#2a8a59", "watch": "#b8770a", "stop": "#c2413a", "sea": SEA, "": "#8f887b"}
SHAPES = {
    "go": "M5 .6 9.8 9.4H.2z",
    "watch": "M5 0l5 5-5 5-5-5z",
    "stop": "M1 .8h8v8.4H1z",
    "": "M5 0a5 5 0 1 0 .01 0z",
}
WIDTH, CARD, GAP, INDENT, EDGE = 280, 96, 12, 18, 24
TITLE, SMALL = 29, 38  # signs that fit into a line of a card


def svg(width: float, height: float, title: str, body: SafeString) -> str:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}"'
        ' font-family="Inter, system-ui, sans-serif" font-size="13" fill="{ink}">'
        '<title>{t}</title><rect width="{w}" height="{h}" fill="{paper}"/>{body}</svg>',
        w=round(width), h=round(height), t=title, body=body, ink=INK, paper=PAPER,
    )  # fmt: skip


def text(x: float, y: float, words: str, size: int = 13, bold: bool = False, fill: str = INK):
    return format_html(
        '<text x="{}" y="{}" font-size="{}"{} fill="{}">{}</text>',
        x, y, size, SafeString(' font-weight="600"') if bold else "", fill, words,
    )  # fmt: skip


def short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def lines(words: str, most: int, count: int = 2) -> list[str]:
    found = wrap(words, most) or [""]
    return found if len(found) <= count else [*found[: count - 1], short(" ".join(found[1:]), most)]


def bar(x: float, y: float, width: float, card: Card) -> SafeString:
    filled = round(width * card.done, 1)
    tick = ""
    if card.expected is not None:
        tick = format_html(
            '<rect x="{}" y="{}" width="2" height="12" fill="{}"/>',
            round(x + width * card.expected - 1, 1), y - 3, INK,
        )  # fmt: skip
    return format_html(
        '<rect x="{x}" y="{y}" width="{w}" height="6" rx="3" fill="{track}"/>'
        '<rect x="{x}" y="{y}" width="{f}" height="6" rx="3" fill="{tone}"/>{tick}',
        x=x, y=y, w=width, f=filled, track=TRACK, tone=TONES.get(card.tone, SEA), tick=tick,
    )  # fmt: skip


def pill(x: float, y: float, card: Card) -> SafeString:
    tone, _shape, word = card.pill
    return format_html(
        '<path transform="translate({} {})" d="{}" fill="{}"/>{}',
        x, y - 9, SHAPES.get(tone, SHAPES[""]), TONES.get(tone, SEA),
        text(x + 16, y, word, 12, fill=SOFT),
    )  # fmt: skip


def draw_map(drawn: Sequence[Column], loose: int, title: str) -> str:
    """Priorities beside each other, what contributes below them, linked as on the page."""
    parts, bottom = [text(EDGE, 40, title, 18, bold=True)], 60.0
    for number, column in enumerate(drawn):
        x = EDGE + number * (WIDTH + EDGE)
        part, end = _column(column, x, 60.0, number + 1)
        parts.append(part)
        bottom = max(bottom, end)
    width = EDGE + max(1, len(drawn)) * (WIDTH + EDGE)
    if loose:
        said = ngettext(
            "%(n)s goal contributes to nothing above it.",
            "%(n)s goals contribute to nothing above them.",
            loose,
        ) % {"n": loose}
        bottom += 24
        parts.append(text(EDGE, bottom, said, fill=SOFT))
    return svg(width, bottom + EDGE, title, format_html_join("", "{}", ((one,) for one in parts)))


def _column(column: Column, x: float, y: float, number: int) -> tuple[SafeString, float]:
    head = lines(str(column.priority.title), TITLE)
    said = [text(x + 14, y + 22, _("Priority %(n)s") % {"n": number}, 12, fill=SOFT)]
    said += [text(x + 14, y + 42 + 18 * i, line, 14, bold=True) for i, line in enumerate(head)]
    frame = format_html(
        '<rect x="{}" y="{}" width="{}" height="72" rx="10" fill="#fff" stroke="{}"/>'
        '<rect x="{}" y="{}" width="{}" height="3" fill="{}"/>',
        x, y, WIDTH, LINE, x, y, WIDTH, SEA,
    )  # fmt: skip
    body, end = _branch(column.nodes, column.more, x, y + 72, 1)
    return format_html("{}{}{}", frame, format_html_join("", "{}", ((s,) for s in said)), body), end


def _branch(
    nodes: Sequence[Node], more: int, x: float, y: float, level: int
) -> tuple[SafeString, float]:
    """Cards below something at `y`, each linked to it."""
    left, width = x + INDENT * level, WIDTH - INDENT * level
    parts, top = [], y
    for node in nodes:
        y += GAP
        parts += [_link(left - 10, top, y + CARD / 2), _card(node.card, left, y, width)]
        body, y = _branch(node.nodes, node.more, x, y + CARD, level + 1)
        parts.append(body)
    if more > 0:
        y += GAP
        said = ngettext("%(n)s more goal", "%(n)s more goals", more) % {"n": more}
        parts += [_link(left - 10, top, y + 8), text(left + 6, y + 12, said, 12, fill=SOFT)]
        y += 16
    return format_html_join("", "{}", ((part,) for part in parts)), y


def _link(x: float, top: float, y: float) -> SafeString:
    return format_html(
        '<path d="M{} {}V{}q0 8 8 8h2" fill="none" stroke="{}" stroke-width="1.5"/>',
        x, top, y - 8, LINE,
    )  # fmt: skip


def _card(card: Card, x: float, y: float, width: float) -> SafeString:
    most = int((width - 28) / 8.6)
    said = [
        text(x + 14, y + 22 + 17 * i, line, 13, bold=True)
        for i, line in enumerate(lines(card.goal.title, most))
    ]
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="10" fill="#fff" stroke="{}"/>{}{}{}{}{}',
        x, y, width, CARD, LINE,
        format_html_join("", "{}", ((one,) for one in said)),
        bar(x + 14, y + 54, width - 74, card),
        text(x + width - 50, y + 60, card.number, 12, fill=SOFT),
        pill(x + 14, y + 84, card),
        text(x + 110, y + 84, short(card.whose, int((width - 120) / 6.6)), 12, fill=SOFT),
    )  # fmt: skip


NAMES, COURSE, ROW = 320, 720, 40


def draw_timeline(timeline: Timeline, title: str) -> str:
    height = 84 + ROW * len(timeline.bars)
    left = EDGE + NAMES
    parts = [text(EDGE, 40, title, 18, bold=True)]
    for at, name in timeline.course.marks():
        x = round(left + COURSE * at / 100, 1)
        parts += [_upright(x, 76, height, LINE), text(x, 68, name, 12, fill=SOFT)]
    parts += [_row(one, left, 80 + ROW * i) for i, one in enumerate(timeline.bars)]
    if timeline.now is not None:
        x = round(left + COURSE * timeline.now / 100, 1)
        parts += [_upright(x, 56, height, INK), text(x + 4, 54, _("Today"), 12)]
    body = format_html_join("", "{}", ((part,) for part in parts))
    return svg(left + COURSE + EDGE, height + EDGE, title, body)


def _upright(x: float, top: float, end: float, stroke: str) -> SafeString:
    return format_html('<path d="M{} {}V{}" stroke="{}"/>', x, top, end, stroke)


def _row(one: Bar, left: float, y: float) -> SafeString:
    def at(share: float) -> float:
        return round(COURSE * share / 100, 1)

    steps = format_html_join(
        "",
        '<path transform="translate({} {})" d="M0 0l6 6-6 6-6-6z" fill="{}" stroke="{}"/>',
        (
            (left + at(step.at), y + 10, INK if step.milestone.done else "#fff", INK)
            for step in one.steps
        ),
    )
    return format_html(
        '{}{}<rect x="{x}" y="{y}" width="{w}" height="10" rx="5" fill="{track}"/>'
        '<rect x="{x}" y="{y}" width="{f}" height="10" rx="5" fill="{tone}"/>{}',
        text(EDGE, y + 14, short(one.card.goal.title, SMALL), 13, bold=True),
        text(EDGE, y + 30, short(one.card.whose, SMALL), 12, fill=SOFT),
        steps, x=left + at(one.start), y=y + 11, w=at(one.width), f=at(one.filled),
        track=TRACK, tone=TONES.get(one.card.tone, SEA),
    )  # fmt: skip
