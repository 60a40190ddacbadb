"""What Hana wrote about the roles of Saltmarsh, with the people who hold them."""

from __future__ import annotations

from typing import Any

LISTENING = "Listening"
KNOWING = "Knowing the range"
SETTLING = "Settling a matter"
WRITING = "Writing plainly"
COACHING = "Coaching"
COUNTING = "Counting stock"
PLANNING = "Planning shifts"
READING = "Reading numbers"

# What it is, then how one sees it at each of the four levels.
SKILLS: dict[str, tuple[str, str, str, str, str]] = {
    LISTENING: (
        "Hearing what somebody needs, also where they ask for something else.",
        "Lets people finish, and repeats what was asked.",
        "Asks one question more before answering. Hears when a matter is not settled.",
        "Finds the need behind the question with somebody who is upset or in a hurry.",
        "Others bring the conversations to them that went wrong, and learn from how they listen.",
    ),
    KNOWING: (
        "Knowing what we sell, what lasts, and what goes with what.",
        "Finds a thing and its price. Knows whom to ask.",
        "Explains the difference between two things in words a customer uses.",
        "Advises against a sale where another thing would last longer.",
        "Tells buyers what customers miss, with examples, before it shows in the numbers.",
    ),
    SETTLING: (
        "Staying with a customer’s matter until it is done.",
        "Passes a matter on with everything the next person needs.",
        "Settles returns and exchanges alone, and says when it takes longer.",
        "Settles what no rule foresees, and writes down how.",
        "Changes the rule, so that the next hundred customers need not ask.",
    ),
    WRITING: (
        "Writing so that somebody on another shift understands it the first time.",
        "Writes what happened, when and with whom.",
        "Begins with what the reader has to do. One matter in each message.",
        "Writes guides that others follow without asking.",
        "Makes others write better, by how they comment.",
    ),
    COACHING: (
        "Helping somebody to find their own next step.",
        "Says what they saw, not what they think of somebody.",
        "Asks before advising. Agrees on one thing to try.",
        "Coaches on what is hard: fear, anger, being stuck. Comes back to it.",
        "Teams ask for them where coaching has failed before.",
    ),
    COUNTING: (
        "Knowing what is on the shelf.",
        "Counts what arrives, once, when it arrives.",
        "Finds why a count is wrong, and puts it right the same day.",
        "Sets up counting for a site so that it stays true without them.",
        "Shows other sites, with numbers, what keeps a count true.",
    ),
    PLANNING: (
        "Rotas that are fair and known in time.",
        "Reads a rota, and says early what does not work.",
        "Plans a week two weeks ahead, with hours that people can live with.",
        "Plans around absences and peaks without breaking a promise.",
        "Plans for several sites; people move between them by choice.",
    ),
    READING: (
        "Telling a change from a sway.",
        "Reads a chart and asks what it is measured in.",
        "Says whether a number moved or only swayed, and what would be done.",
        "Chooses few measures that change what a team does.",
        "Talks others out of a number that looks good and means little.",
    ),
}

ROLES: dict[str, dict[str, Any]] = {
    "Returns support lead L4": {
        "purpose": "Customers bring a thing back once, and are done. Without this role each site "
        "settles returns in its own way.",
        "results": "Four returns in five are settled in one conversation.\n"
        "New colleagues settle a return alone after three weeks.\n"
        "What customers say about things that came back reaches the buyers every month.",
        "processes": "The returns guide, and how it is changed.\n"
        "Handing over between Manila and Lisbon.",
        "behaviours": "Takes the hard conversations, and lets others listen.\n"
        "Says early where the guide is wrong.\n"
        "Thanks people for what they noticed.",
        "excellence": "A customer tells a friend how easy it was to bring something back.",
        "skills": {LISTENING: 3, SETTLING: 3, WRITING: 3, COACHING: 2, KNOWING: 2},
    },
    "Support team lead L4": {
        "purpose": "A team that answers well on every shift, whoever is there.",
        "results": "Answers come within the time that was promised.\n"
        "Nobody waits for a 1:1 longer than two weeks.",
        "behaviours": "Asks before advising.\nShares the unpopular shifts.",
        "excellence": "The team is as good on the day its lead is away.",
        "skills": {COACHING: 3, LISTENING: 3, PLANNING: 2, READING: 2},
    },
    "Support specialist L3": {
        "purpose": "Customers get one answer, and it holds.",
        "results": "Matters are settled without a second contact.\n"
        "Every article they write is still right after half a year.",
        "behaviours": "Stays with a matter until it is settled.\nAsks one question more.",
        "excellence": "Customers ask for them by name.",
        "skills": {LISTENING: 3, SETTLING: 2, WRITING: 2, KNOWING: 2},
    },
    "Support specialist L2": {
        "purpose": "Customers are heard at once, and helped or handed on well.",
        "results": "Two matters in three are settled alone.\n"
        "What is handed on needs no second question.",
        "behaviours": "Says when they do not know.",
        "excellence": "Colleagues like to take over what they hand on.",
        "skills": {LISTENING: 2, SETTLING: 2, WRITING: 1, KNOWING: 1},
    },
    "Support manager L6": {
        "purpose": "One support for all customers, over eight time zones.",
        "results": "Customers and colleagues say it became easier this year.\n"
        "Leads are ready for their next role.",
        "behaviours": "Decides in writing, so that Manila need not wait for Lisbon.\n"
        "Shows their own goals first.",
        "excellence": "Other departments copy how support works.",
        "skills": {COACHING: 3, READING: 3, WRITING: 3, PLANNING: 2},
    },
    "Shop manager L3": {
        "purpose": "A shop that people like to enter, and to work in.",
        "results": "What the screen promises is on the shelf.\n"
        "The rota is known two weeks ahead.\n"
        "People who leave say they would come back.",
        "processes": "Counting on arrival.\nOpening and closing.",
        "behaviours": "Is on the floor when it is busy.\nNames what goes wrong while it is small.",
        "excellence": "Shift leads from this shop become managers of others.",
        "skills": {KNOWING: 3, COUNTING: 3, PLANNING: 3, COACHING: 2, READING: 2},
    },
    "Shop assistant L1": {
        "purpose": "Customers leave with the right thing, or with a good reason not to buy it.",
        "results": "Customers find what they came for, or hear the same day when it comes.",
        "behaviours": "Lets people finish.\nSays “I do not know, I will ask”.",
        "excellence": "Somebody comes back because of them.",
        "skills": {LISTENING: 2, KNOWING: 1, COUNTING: 1},
    },
    "Stock controller L2": {
        "purpose": "What the screen says is what the shelf holds.",
        "results": "A count is true at the end of the day on which something arrived.",
        "behaviours": "Looks for the reason, not for somebody to blame.",
        "excellence": "Shops stop counting again what they have counted.",
        "skills": {COUNTING: 3, WRITING: 1, READING: 1},
    },
}
CHANGED = (
    "Returns support lead L4",
    "Exchanges belong to this role now, and coaching became more important.",
    {
        "results": "Four returns and exchanges in five are settled in one conversation.\n"
        "New colleagues settle a return alone after three weeks, and an exchange after six.\n"
        "What customers say about things that came back reaches the buyers every month.",
        "skills": {LISTENING: 3, SETTLING: 3, WRITING: 3, COACHING: 3, KNOWING: 2},
    },
)
