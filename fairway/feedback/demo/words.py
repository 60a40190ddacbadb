"""What people at Saltmarsh say to each other: situation, what was done, what followed, what next."""

from __future__ import annotations

SAID = (
    (
        "At the handover on Monday",
        "you wrote down the three open cases and read them out",
        "so the late shift began with the customers instead of with questions.",
        "",
    ),
    (
        "When the label printer failed in week two",
        "you called every customer of that day before they called us",
        "which saved the queue; only four wrote to us afterwards.",
        "Next time, could you tell the warehouse before you start, by ten?",
    ),
    (
        "In the planning on Thursday",
        "you asked what we would stop doing before we added anything",
        "because of that we kept the plan to five things.",
        "",
    ),
    (
        "In the meeting with the carriers",
        "you answered for the others twice before they had finished",
        "so we heard too late that Manila scans by hand.",
        "Let us try a round in the next meeting: each says one thing first.",
    ),
    (
        "On the returns page",
        "you replaced the long paragraph with three pictures",
        "which led to half as many questions in the first week.",
        "",
    ),
    (
        "While I was away in spring",
        "you kept a note for each decision",
        "so that I was back at work within an hour.",
        "",
    ),
    (
        "In the report of last month",
        "you showed the numbers without what had changed in how we count",
        "which meant that two teams drew the wrong conclusion.",
        "Could you put a line under the next report, by Friday, that says what is counted?",
    ),
    (
        "With the angry customer on Saturday",
        "you repeated what she had said before you offered anything",
        "and she ordered again on Tuesday.",
        "",
    ),
)
PRAISE = (
    "Stayed with a customer until the lamp worked, and wrote the guide for the next one.",
    "Asked the early shift first, and changed the plan after what they said.",
    "Said openly that the first idea had failed. We saved a month.",
    "Taught three of us to read the stock report in half an hour.",
    "Took the call in Portuguese, English and patience.",
    "Noticed that the scale was off by two grams, and did not let it be.",
    "Made the handover so short and clear that nobody misses the old one.",
    "Helped a new colleague through her first peak, every day for a week.",
)
THANKS = ("Thank you. I had not seen it that way.", "Thank you, I will go on with that.")
