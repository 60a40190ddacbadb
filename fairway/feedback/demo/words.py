"""What people at Saltmarsh say to each other: situation, what was done, what followed, what next."""

from __future__ import annotations

SAID = (
    (
        "At the handover on Monday.",
        "You wrote down the three open cases and read them out.",
        "The late shift began with the customers instead of with questions.",
        "",
    ),
    (
        "When the label printer failed in week two.",
        "You called every customer of that day before they called us.",
        "It saved the queue; only four wrote to us afterwards.",
        "Next time, could you tell the warehouse before you start, by ten?",
    ),
    (
        "In the planning on Thursday.",
        "You asked what we would stop doing before we added anything.",
        "Because of that we kept the plan to five things.",
        "",
    ),
    (
        "In the meeting with the carriers.",
        "You answered for the others twice before they had finished.",
        "So we heard too late that Manila scans by hand.",
        "Let us try a round in the next meeting: each says one thing first.",
    ),
    (
        "On the returns page.",
        "You replaced the long paragraph with three pictures.",
        "It led to half as many questions in the first week.",
        "",
    ),
    (
        "While I was away in spring.",
        "You kept a note for each decision.",
        "So I was back at work within an hour.",
        "",
    ),
    (
        "In the report of last month.",
        "You showed the numbers without what had changed in how we count.",
        "Two teams drew the wrong conclusion from it.",
        "Could you put a line under the next report, by Friday, that says what is counted?",
    ),
    (
        "With the angry customer on Saturday.",
        "You repeated what she had said before you offered anything.",
        "She ordered again on Tuesday.",
        "",
    ),
    (
        "At the stock count in the shop.",
        "You counted the shelf twice and wrote both numbers down.",
        "We found the box that had been booked into the wrong shop.",
        "",
    ),
    (
        "In the talk with the supplier about broken glass.",
        "You brought the photos and let them look before you spoke.",
        "They changed the packing the same week.",
        "",
    ),
    (
        "In the thread about the night shift.",
        "You decided after two hours, while Manila was asleep.",
        "They had the numbers that would have changed it.",
        "Could the next decision of that kind stay open for one day?",
    ),
    (
        "When the new colleague began in March.",
        "You sat with her through her first ten calls and spoke only when she asked.",
        "She took calls alone in her second week.",
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
    "Answered the night questions from Manila before breakfast, with pictures.",
    "Found out why parcels to the islands were late, and told us in three sentences.",
    "Took the Saturday nobody wanted, and left the shop tidier than it was.",
    "Asked the question in the meeting that all of us had and nobody said.",
    "Carried the last forty boxes in the rain with the driver.",
    "Wrote to a customer by hand after the second broken lamp. She is still with us.",
    "Showed the numbers as they were, although they were not the ones we wanted.",
    "Translated the safety notes into the four languages that the shift speaks.",
)
THANKS = ("Thank you. I had not seen it that way.", "Thank you, I will go on with that.")
