"""What Saltmarsh asks in its half-year review beside what the ready template does."""

from __future__ import annotations

from fairway.reviews.ready import SCALE
from fairway.reviews.wording import Asked, Kind, Part, Point

# What is asked, and how one sees each point of the scale.
SIDES = (
    (
        "Listening: does somebody who comes with a question leave with what they need?",
        "Answers before the question is out; the same matter comes back.",
        "Listens well on quiet days; in a hurry questions are missed.",
        "Lets people finish and asks once more before answering.",
        "Finds the need behind the question, also with somebody who is upset.",
        "Others bring the talks that went wrong, and learn from how it is done.",
    ),
    (
        "Writing plainly: does the next shift understand it the first time?",
        "What was done has to be asked for again by telephone.",
        "The facts are there; what is to be done next is often missing.",
        "Begins with what the reader has to do, one matter in each message.",
        "Writes guides that others follow without asking.",
        "The whole team writes better since.",
    ),
    (
        "Keeping promises: is what was agreed there on its day, or is it said early?",
        "One hears of a delay after the day.",
        "Most things arrive; what slips is said on the day itself.",
        "What was agreed arrives, and a change is said days before.",
        "Sees what will be late for others too, and sets it right in time.",
        "Plans so that the whole team keeps its days, busy weeks among them.",
    ),
    (
        "Learning and passing on: what can they, and what can others, do by now?",
        "The same mistake comes back after it was talked about.",
        "Learns when asked to; keeps to themselves what they know.",
        "Tries new things, says what did not work, and shows others how.",
        "Has brought somebody else to where they can do it alone.",
        "The way the team works has changed for the better by it.",
    ),
)


def how_it_was_done() -> Part:
    """Four sides of the work, each rated by itself: what is strong and what is not shows apart."""
    asked = []
    for text, *anchors in SIDES:
        points = [
            Point(point.value, str(point.label), anchor)
            for point, anchor in zip(SCALE, anchors, strict=True)
        ]
        asked.append(Asked(Kind.RATING, text, scale=points, required=True))
    return Part("How the work was done", asked)
