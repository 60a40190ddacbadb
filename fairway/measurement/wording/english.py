"""English. Lists are short on purpose: a place that is marked should be right.

Patterns are free of nested repetition, so that long texts are read in a time that grows with them.
"""

from __future__ import annotations

import re

from fairway.measurement.wording.language import Language, pattern, words

_NUMBER = words("two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty")
_NUMBER_ALSO = words("hundred|thousand|million|twice|dozen|half of|a third of|a quarter of")

_MONTH = words(
    "January|February|April|June|July|August|September|October|November|December|Jan|Feb|Apr|Jun",
    "Jul|Aug|Sept|Sep|Oct|Nov|Dec",
)
_DAY = words("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday")
_SPAN = words(
    "week|month|quarter|sprint|year|semester|half-year|Monday|Tuesday|Wednesday|Thursday|Friday",
    "meeting|review|release|retro|retrospective|planning|one-on-one|1:1",
)

_ARTEFACT = words(
    "report|reports|slides|slide deck|deck|presentation|pull request|pull requests|merge request",
    "ticket|tickets|dashboard|spreadsheet|design doc|document|documentation|proposal|spec",
    "specification|prototype|demo|release|launch|workshop|onboarding guide|guide|runbook|playbook",
    "checklist|contract|invoice|invoices|budget|forecast|roadmap|incident|outage|post-mortem",
    "postmortem|migration|campaign|newsletter|blog post|interview|interviews|audit|handover|handoff",
    "minutes|agenda|test suite|test plan|training|survey|offer|tender|draft|script|shift plan",
)

_WHO = r"(?:you|he|she|they|we|I)"
_ADVERB = (
    r"(?:\s+(?:also|then|really|quickly|calmly|clearly|carefully|often|even|still|just|\w{3,}ly))?"
)
_IRREGULAR = words(
    "led|wrote|built|made|gave|took|brought|caught|found|held|kept|met|ran|sent|set|showed|spoke",
    "stood|taught|told|thought|won|began|broke|chose|came|cut|did|drew|drove|fell|forgot|got|grew",
    "heard|left|lost|paid|put|read|rebuilt|rewrote|said|saw|sold|sought|spent|split|stepped|threw",
    "understood|undertook|went|withdrew|oversaw|let|shut|hid|dealt|overcame|foresaw|stuck|lent",
)
# A name before the verb; words that merely open a sentence with a capital are none.
_NAME = (
    r"(?-i:(?!(?:The|This|That|These|Those|Next|Last|It|There|What|Who|Being|Very|So|Too|Not|And|But"
    r"|Well|All|Most|Some|Highly|Really|Always|Never)\b)[A-Z][\w-]+)"
)
# Words in -ed that describe a person rather than tell what was done.
_NO_DEED = (
    r"(?!(?:need|indeed|seed|feed|speed|exceed|proceed|succeed|interested|talented|gifted"
    r"|motivated|dedicated|experienced|skilled|organi[sz]ed|detailed|committed|supposed|used\s+to)\b)"
)

_REASON = words(
    "because|so that|which meant|which led to|which helped|which made|which let|as a result|led to",
    "resulted in|therefore|thanks to|due to|in order to|this meant|that meant|which saved|which cost",
    "this helped|that helped|this saved|that saved|since then|so we could|so they could|so the",
)

_NEXT = words(
    "next time|next step|next steps|going forward|in future|in the future|from now on|I suggest",
    "I'd suggest|I would suggest|I recommend|I'd recommend|I would like you to|I'd like you to",
    "could you|please|let's|let us|you could|you might|try to|try|consider|aim to|plan to|start by",
    "it would help if|it would help to|what if you|my suggestion|one thing to try|we agreed that you",
    "you will|you'll|we will|we'll|I will|I'll|how about|next comes|next is to|comes next is",
)
_NEXT_OPENS = r"(?:what\s+comes\s+)?next\s*:"  # as one begins a list, or a line

_TRAIT_WORD = words(
    "lazy|smart|brilliant|stupid|genius|a natural|talented|gifted|clever|intelligent|incompetent",
    "careless|sloppy|difficult|abrasive|bossy|emotional|aggressive|arrogant|shy|quiet|introverted",
    "extroverted|nice|kind|sweet|lovely|rude|moody|sensitive|weak|strong|passive|unreliable|reliable",
    "hard-working|hardworking|disorganized|disorganised|negative|positive|selfish|stubborn|friendly",
    "pleasant|charming|confident|insecure|ambitious|mature|immature|a rock star|a rockstar|a star",
    "a hero|a superstar|a joy|a pleasure|a team player|not a team player|the best|amazing|awesome",
    "fantastic|great|wonderful|perfect|terrible|hopeless|useless|unmotivated|motivated|dedicated",
    "passionate|a leader|a born leader|not cut out|too soft|too much",
)
_BEING = r"(?:you\s+are|you're|he\s+is|he's|she\s+is|she's|they\s+are|they're|you\s+seem|being)"
_VERY = r"(?:\s+(?:a|an|so|very|really|quite|too|just|such\s+a|such\s+an|simply|always|often|the|not|rather|extremely|incredibly|pretty)){0,3}"
_TRAIT_NOUN = words(
    "your personality|your attitude|your character|your temperament|your intelligence|your talent",
    "by nature|as a person|your nature|your potential",
)

_TASK = words(
    "code|design|report|analysis|meeting|meetings|plan|project|customer|customers|client|clients",
    "test|tests|deadline|process|review|reviews|presentation|question|questions|answer|answers",
    "decision|decisions|release|data|estimate|estimates|priority|priorities|draft|summary|agenda",
    "handover|feature|bug|bugs|ticket|tickets|call|calls|email|emails|message|messages|document",
    "documentation|task|tasks|goal|goals|result|results|risk|risks|budget|schedule|shift|order",
    "orders|delivery|quality|workshop|training|patient|patients|lesson|machine|sales|contract",
)

LANGUAGE = Language(
    code="en",
    patterns={
        "number": pattern(
            [
                r"[€$£]\s?\d[\d.,]*\s?[kKmM]?",
                r"\d[\d.,]*\s?(?:%|per\s?cent|percent|x|k|hours?|days?|weeks?|people|minutes?)",
                r"\d+(?:[.,]\d+)*",
                _NUMBER,
                _NUMBER_ALSO,
            ]
        ),
        "date": pattern(
            [
                r"\d{4}-\d{2}-\d{2}",
                r"\d{1,2}[./]\d{1,2}[./]\d{2,4}",
                rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH}(?:\s+\d{{1,4}})?",
                # May and March are verbs as well, so they need a preposition or a number.
                r"(?:in|of|since|until|by|during|early|late|mid)[\s-]+(?:May|March)(?:\s+\d{1,4})?",
                r"\d{1,2}(?:st|nd|rd|th)?\s+(?:May|March)|(?:May|March)\s+\d{1,4}",
                rf"(?:last\s+|on\s+)?{_DAY}",
                r"Q[1-4](?:\s+\d{4})?|(?:first|second|third|fourth|last)\s+quarter",
                r"yesterday|today|this\s+(?:morning|afternoon|week|month|quarter|year|sprint)",
                r"last\s+(?:week|month|quarter|year|sprint|night|spring|summer|autumn|fall|winter)",
                r"(?:two|three|four|five|six|\d+)\s+(?:days|weeks|months)\s+ago",
            ]
        ),
        "artefact": pattern(
            [
                _ARTEFACT,
                r"[A-Z]{2,}-\d+",
                r"(?:PR|MR|issue|ticket)\s?#?\d+",
                r"https?://\S+?(?=[.,;)]?(?:\s|$))",
            ]
        ),
        "behaviour": pattern(
            [
                rf"{_WHO}{_ADVERB}\s+{_NO_DEED}(?:\w{{2,}}ed|{_IRREGULAR})",
                rf"{_WHO}\s+(?:did\s+not|didn't)\s+\w+",
                rf"{_NAME}{_ADVERB}\s+{_NO_DEED}(?:\w{{2,}}ed|{_IRREGULAR})",
                rf"{_WHO}\s+(?:have|has|had|'ve)\s+(?:not\s+)?{_NO_DEED}(?:\w{{2,}}ed|{_IRREGULAR})",
            ]
        ),
        "reason": pattern([_REASON]),
        "next_step": pattern([_NEXT, _NEXT_OPENS]),
        "time_ahead": pattern(
            [
                rf"(?:by|before|until|from|starting|on|at)\s+(?:the\s+)?(?:next\s+|end\s+of\s+(?:the\s+|this\s+)?)?(?:{_SPAN}|{_DAY}|{_MONTH}|May|March|tomorrow|then|\d{4}-\d{2}-\d{2}|\d{1, 2}[./]\d{1, 2})",
                rf"(?:next|this|coming|every|each)\s+(?:{_SPAN}|{_DAY}|{_MONTH}|time\s+we\s+\w+)",
                r"(?:in|within|over)\s+(?:the\s+next\s+)?(?:a|two|three|four|six|\d+)\s+(?:days?|weeks?|months?|sprints?)",
                r"(?:an?|one|two|three|half\s+an|\d+)\s+(?:hours?|days?|times?|mornings?|afternoons?)\s+(?:an?|per|each|every)\s+(?:day|week|fortnight|month|quarter|sprint)",
                r"(?:once|twice)\s+(?:an?|per|each|every)\s+(?:day|week|fortnight|month|quarter|sprint)",
                r"tomorrow|this\s+afternoon|today",
            ]
        ),
        "trait": pattern([rf"{_BEING}{_VERY}\s+{_TRAIT_WORD}", _TRAIT_NOUN]),
        "task": pattern([_TASK]),
    },
    sentence_end=re.compile(r"[.!?](?=\s|$)|[\n;]"),
    agentic=pattern(
        [
            r"assertive\w*|ambitio\w+|confiden\w+|decisive\w*|independen\w+|competiti\w+|driven|bold\w*",
            r"dominan\w+|forceful\w*|self-relian\w+|autonom\w+|fearless\w*|visionary|outspoken|strateg\w+",
        ]
    ),
    communal=pattern(
        [
            r"support\w*|caring|kind|kindly|kindness|warm\w*|helpful\w*|compassion\w*|sympath\w+|gentle|gently",
            r"nurtur\w+|cooperat\w+|collaborat\w+|understanding|empath\w+|pleasant\w*|loyal\w*|sensitiv\w+",
        ]
    ),
)
