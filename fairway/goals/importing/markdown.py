"""Outlines: headings and nested lists, as people write objectives and key results.

A heading is a section when headings name whose goals stand below them (“Product:”), or a goal when
they say what is to be true. In a list, what has something indented below it is a goal, and what has
nothing is a key result of the goal above. Teams in brackets at an end (“[DR]”) are sections.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from fairway.goals.importing.items import (
    MOST_CHARACTERS,
    Goal,
    Outline,
    Result,
    TooLong,
    within_bounds,
)
from fairway.goals.smart.language import language

Headings = Literal["sections", "goals"]
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
BULLET = re.compile(r"([ \t]*)(?:[*+-]|\d{1,3}[.)])[ \t]+(.*)")
BOX = re.compile(r"\[([ xX])\][ \t]*")
LINK = re.compile(r"\[([^\[\]]{0,300})\]\(([^()\s]{0,500})\)")
ISSUE = re.compile(r"[ \t]*\((?:\[#\d+\]\([^()]{0,300}\)|#\d+)\)")
RANK = re.compile(r"\[P\d\][ \t]*")
TEAM = re.compile(r"[ \t]*\[([A-Z]{2,8}|[A-Z][a-z]+(?:[A-Z][a-z]+)?)\]$")
FROM_TO = re.compile(
    r"\bfrom\s+([+-]?[\d.,' ]*\d)\s*(%|[^\W\d_]{1,12})?\s+to\s+([+-]?[\d.,' ]*\d)\s*(%|[^\W\d_]{1,12})?",
    re.IGNORECASE,
)
STRUCK = re.compile(r"~~(.*?)~~$")
MARKS = re.compile(r"\*\*|__|`")
# Not units, though they may stand behind a number.
NO_UNIT = frozenset({"to", "by", "in", "until", "with", "and", "for", "of", "on", "per"})


@dataclass(slots=True)
class Node:
    """A heading or an entry of a list, with what stands below it."""

    line: int
    depth: int
    words: str
    heading: bool
    below: list[Node] = field(default_factory=list)


def read_outline(text: str, headings: Headings | None = None) -> Outline:
    """The goals of an outline. `headings` says what headings are; without it, it is guessed."""
    if len(text) > MOST_CHARACTERS:
        raise TooLong
    top = _tree(text)
    found = _Found(headings or guess(top))
    for node in _without_cover(top):
        found.take(node, "", None)
    return within_bounds(found.goals)


def guess(top: list[Node]) -> Headings:
    """Headings that end with a colon, or whose lists are themselves lists of goals, are sections."""
    holding = [n for n in _all(top) if n.heading and any(not one.heading for one in n.below)]
    colons = sum(node.words.rstrip().endswith(":") for node in holding)
    return "sections" if holding and 2 * colons > len(holding) else "goals"


def _tree(text: str) -> list[Node]:
    root = Node(0, -1, "", heading=True)
    open_nodes = [root]
    for number, line in enumerate(text.splitlines(), start=1):
        node = _node(number, line)
        if node is None or "](#" in line:
            continue
        while len(open_nodes) > 1 and not _holds(open_nodes[-1], node):
            open_nodes.pop()
        open_nodes[-1].below.append(node)
        open_nodes.append(node)
    return root.below


def _node(number: int, line: str) -> Node | None:
    if heading := HEADING.match(line):
        return Node(number, len(heading[1]), heading[2].strip().rstrip("#"), heading=True)
    if bullet := BULLET.match(line):
        return Node(number, len(bullet[1].expandtabs(4)), bullet[2].strip(), heading=False)
    return None


def _holds(above: Node, node: Node) -> bool:
    if above.heading:
        return not node.heading or above.depth < node.depth
    return not node.heading and above.depth < node.depth


def _all(nodes: list[Node]) -> list[Node]:
    """Without recursion: an outline may be as deep as it is long."""
    found, waiting = [], list(nodes)
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += node.below
    return found


def _without_cover(top: list[Node]) -> list[Node]:
    """A single heading over everything names the file, and one that is a period names that."""
    if len(top) == 1 and top[0].heading and any(one.heading for one in top[0].below):
        top = top[0].below
    return [
        one
        for node in top
        for one in (node.below if node.heading and _is_a_period(node.words) else [node])
    ]


def _is_a_period(words: str) -> bool:
    tongue = language("en")
    left = tongue.date.sub(" ", words) if tongue else words
    return left != words and not re.search(r"\w{5,}", left)


@dataclass(slots=True)
class _Found:
    headings: Headings
    goals: list[Goal] = field(default_factory=list)

    def take(self, node: Node, section: str, above: int | None) -> None:
        """Each node and what stands below it, in the order of the file; deep ones too."""
        waiting = [(node, section, above)]
        while waiting:
            one, inside, over = waiting.pop()
            said, team, done, dropped = _read(one.words)
            inside = team or inside
            if one.heading and self.headings == "sections":
                inside, here = said.rstrip(": "), None
            elif not said:
                here = over
            elif not one.below and not one.heading and over is not None:
                self._add_result(over, _result(one.line, said, done))
                continue
            else:
                here = self._add_goal(Goal(one.line, said, inside, over, dropped=dropped))
            waiting += [(inner, inside, here) for inner in reversed(one.below)]

    def _add_goal(self, goal: Goal) -> int:
        self.goals.append(goal)
        return len(self.goals) - 1

    def _add_result(self, at: int, result: Result) -> None:
        goal = self.goals[at]
        self.goals[at] = replace(goal, results=(*goal.results, result))


def result_on_a_line(number: int, words: str) -> Result | None:
    """A key result that stands by itself, with or without a bullet; None of an empty line."""
    bullet = BULLET.match(words)
    said, _team, done, _dropped = _read(bullet[2] if bullet else words.strip())
    return _result(number, said, done) if said else None


def _read(words: str) -> tuple[str, str, bool | None, bool]:
    """(the words alone, the team, done or not, struck through)."""
    done: bool | None = None
    if box := BOX.match(words):
        done, words = box[1] in "xX", words[box.end() :]
    struck = STRUCK.search(TEAM.sub("", words.strip()))
    words = RANK.sub("", ISSUE.sub("", words.replace("~~", "")))
    words = MARKS.sub("", LINK.sub(r"\1", words)).strip()
    team = ""
    while found := TEAM.search(words):
        team, words = found[1], words[: found.start()].rstrip()
    return " ".join(words.split()), team, done, bool(struck)


def _result(line: int, title: str, done: bool | None) -> Result:
    """With values where it says from what to what; otherwise done or not."""
    way = FROM_TO.search(title)
    if not way:
        return Result(line, title, done)
    unit = next((one for one in (way[4], way[2]) if one and one.lower() not in NO_UNIT), "")
    return Result(line, title, None, way[1].strip(), way[3].strip(), unit)
