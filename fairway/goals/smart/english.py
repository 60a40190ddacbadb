"""English. Lists are short on purpose: a place that is marked should be right.

Patterns are free of nested repetition, so that long texts are read in a time that grows with them.
"""

from __future__ import annotations

from fairway.goals.smart.language import Language, opening, pattern, words

_MONTH = words(
    "January|February|April|June|July|August|September|October|November|December|Jan|Feb|Apr|Jun",
    "Jul|Aug|Sept|Sep|Oct|Nov|Dec",
)
_DAY = words("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday")
_SPAN = words("week|month|quarter|half|half-year|year|semester|season|sprint|fiscal year")
_SPANS = words("weeks|months|quarters|years|days")
_BY = words(
    "by|until|till|before|in|during|for|from|since|of|and|&|end of|early|late|mid|through|to"
)
_YEAR = r"(?:19|20)\d\d"
_SMALL = words("a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen")
_LARGE = words("twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million")
_NUMBER_WORD = words(
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty",
    "fifty|sixty|seventy|eighty|ninety|hundred|hundreds|thousand|thousands|million|millions|dozen",
)

# Work that only those who do it notice when it is over.
_MEETING = words(
    "hold|meet|host|attend|organi[sz]e|organise|organize|conduct|run that|run the workshop|schedule",
    "speak|talk|discuss|present|invite|visit|facilitate|lead workshops|have meetings|participate",
    "welcome|engage with|reach out|proactively reaching out|contact|call|post|tweet|pitch|partner with",
    "gain feedback|gather feedback|collect feedback|run a workshop|run workshops|organi[sz]ing",
)
_THINKING = words(
    "plan|consider|explore|research|study|investigate|analy[sz]e|analyse|analyze|review|evaluate",
    "assess|identify|define|formally map|map|determine|decide|specify|describe|estimate|find",
    "figure out|gather|collect|classify|prioriti[sz]e|prioritise|prioritize|understand|design|list",
    "look into|work on|work towards|continue|start|begin|try|help|focus on|test|annotate|compare",
    "create research|do",
)
_WRITING = words(
    "write|draft|document|prepare|publish|announce|promote|curate|blog|translate|record",
    "create a list|create a strategy|create a plan|create a schedule|create a study",
    "create a content strategy|create a report|create research",
)
_DOCUMENT = words(
    "plan|strategy|strategies|schedule|list|study|report|document|design document|presentation",
    "slides|proposal|roadmap|survey|research|research log|policy|talk|script|scripts|article",
    "mission statement|video|demo|demos|workshop|forum|meetup|newsletter|blog post|blog posts|draft",
)
_MAKING = words("create|develop|make|deliver|set|produce|build|establish|set up|have|define")

_VERB = words(
    "achieve|add|answer|apply|attract|automate|be|become|bring|build|close|complete|convert|create",
    "cut|decrease|deliver|deploy|deprecate|develop|double|earn|enable|ensure|execute|extend|finali[sz]e",
    "finish|fix|get|give|grow|halve|have|hire|implement|improve|include|increase|install|introduce",
    "keep|launch|learn|lift|lower|maintain|make|manage|migrate|move|offer|open|optimi[sz]e|port",
    "provide|publish|raise|reach|redesign|redefine|reduce|refactor|release|remove|replace|report",
    "resolve|respond|roll out|run|save|scale|sell|send|set|settle|ship|simplify|solve|store",
    "strengthen|support|switch|train|tune|update|use|win|work|is|are|was|can|will|leave|leaves|come",
    "comes|runs|run|reach|reaches|fall|falls|rise|rises|stay|stays|featured|deployed|prepared|know",
    "knows|see|sees|find|finds|pass|passes|secure|qualify|onboard|refine|setup|count|stock|mend",
)

LANGUAGE = Language(
    code="en",
    date=pattern(
        [
            r"\d{4}-\d{2}-\d{2}",
            r"\d{1,2}[./]\d{1,2}[./]\d{2,4}",
            rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH}(?:\s+\d{{1,4}})?(?:,?\s+{_YEAR})?",
            # May and March are verbs as well, so they need a preposition or a number.
            rf"(?:{_BY}|end\s+of)[\s-]+(?:May|March)(?:\s+\d{{1,4}})?",
            r"\d{1,2}(?:st|nd|rd|th)?\s+(?:May|March)(?:\s+\d{4})?|(?:May|March)\s+\d{1,4}",
            rf"(?:{_YEAR}\s?)?(?:[QH][1-4]|[1-4][QH])(?:\s?[-–/]\s?[QH]?[1-4])?(?:[\s/-]*{_YEAR})?",
            rf"(?:{_YEAR}|FY)\s?[QH]?\d{{1,4}}|FY\s?{_YEAR}",
            rf"(?:1st|2nd|3rd|4th|first|second|third|fourth|last)\s+(?:half|quarter)(?:\s+of\s+{_YEAR})?",
            rf"(?:by|until|before|at|till)\s+(?:the\s+)?end\s+of\s+(?:the\s+|this\s+|next\s+)?{_SPAN}",
            rf"(?:by|until|before|till|this|next|during\s+(?:the|this|next))\s+(?:the\s+)?(?:next\s+|this\s+)?(?:{_SPAN}|{_DAY}|{_SPAN}-end|summer|autumn|winter|spring|Christmas|Easter|tomorrow)",
            rf"(?:end|beginning|start|middle)\s+of\s+(?:{_YEAR}|(?:the\s+)?{_SPAN})|year[\s-]end",
            rf"(?:over|in|within|during)\s+(?:the\s+)?(?:next|coming|following)\s+(?:(?:{_SMALL}|\d+)\s+)?(?:{_SPANS}|{_SPAN})",
            rf"(?:within|in)\s+(?:{_SMALL}|\d+)\s+(?:weeks|months|quarters|years)(?=\s*[.,;]?\s*$)",
            rf"{_BY}\s+{_YEAR}|calendar\s+week\s+\d+|(?:by|in|until)\s+week\s+\d+",
            rf"{_YEAR}(?=\s*[.,;)]|\s*$)",
        ]
    ),
    naming=pattern(
        [
            r"(?:v|version|release|releases|step|phase|level|tier|item|chapter|part|number|no\.|room)\s?#?\d+(?:\.\d+)*",
            r"\d+(?:st|nd|rd|th)",
            r"\d:\d|24/7|360|ISO\s?\d+|[A-Z]+-\d+|#\d+|\d[A-Z]\w*",
            r"\d{1,2}[:h.]\d{2}\s?(?:am|pm|h|o'clock)",
            # One thing among others is no count of them.
            r"one[\s-]on[\s-]one|one[\s-](?:line|tap|stop|way|off|pager)|(?:one|two)[\s-]step",
            r"one\s+of|no\s+one|any\s*one|(?:at\s+)?one\s+place|single",
        ]
    ),
    measure=pattern(
        [
            r"[<>≤≥+±-]?\s?[€$£]?\s?\d[\d.,']*(?:\s\d{3}(?!\d))*\s?(?:%|‰|[kKmM](?!\w)|x(?!\w)|s\s+of\s+\w+)?",
            _NUMBER_WORD,
            r"twice|double|half|halve|a\s+third|a\s+quarter\s+of|quarter\s+of|single\s+second|zero",
            r"(?:daily|weekly|bi-?weekly|fortnightly|monthly|quarterly|hourly)(?!\s+(?:schedule|report|review|newsletter|meeting))|every|each|all|nobody|never|100",
            r"no\s+more|none|once(?:\s+a\s+\w+)?(?!\s+(?:we|you|they|it|the)\b)",
        ]
    ),
    direction=pattern(
        [
            r"(?:improv|increas|enhanc|strengthen|optimi[sz]|deepen|boost|grow|rais|scal|refin|streamlin|advanc|foster|reduc|decreas|lower|minimi[sz]|maximi[sz]|accelerat|speed|simplif|lift)(?:e|es|ed|ing|y|ies|ying|s|en|ens)?(?:\s+up)?",
            r"keep\s+improving|support\s+(?:our|the)|contribute\s+to|drive|ensure|attract|remove|manage|update",
        ]
    ),
    praise=pattern(
        [
            r"better|best|good|great|excellent|stronger|faster|quicker|easier|smoother|happier|happy",
            r"success|successful|successfully|effective|effectively|efficient|efficiently|proper|properly",
            r"significant|significantly|stable|stability|ready|suitable|suited|usable|relevant|leading|lead",
            r"more|fewer|less|quick|world[\s-]class|friendly|modern|professional|appropriate|optimal",
            r"actionable|high[\s-]quality|quality|as\s+possible|as\s+needed|production[\s-]level|the\s+face|a\s+thing|a\s+friend|enterprise|updated",
        ]
    ),
    activity=opening(
        [
            _MEETING,
            _THINKING,
            _WRITING,
            rf"{_MAKING}\s+(?:and\s+\w+\s+|&\s+\w+\s+)?(?:an?\s+|the\s+|new\s+|monthly\s+|weekly\s+|\d+\s+|{_SMALL}\s+)?(?:\"[^\"]{{1,60}}\"\s+|[\w-]+\s+){{0,3}}?{_DOCUMENT}",
            r"[\w-]+\s+tweets|regular\s+meetings|create\s+and\s+(?:maintain|run)",
        ]
    ),
    state=pattern(
        [
            r"(?:is|are|be|was|were|can|will|has|have|runs?|works?|get|gets|stays?|falls?|reach(?:es)?|enables?)",
            r"\w{3,}(?:ed|ready)|(?:by|from)\s+\w+ing",
        ]
    ),
    verb=opening([rf"(?:(?:\w+ly|not|to|we|i|the)\s+)?(?:{_VERB})(?:s|es|d|ed|ing|ting)?"]),
    small_words=frozenset(
        [
            "a",
            "an",
            "the",
            "of",
            "to",
            "for",
            "in",
            "on",
            "at",
            "by",
            "and",
            "or",
            "&",
            "with",
            "our",
            "my",
            "your",
            "their",
            "its",
            "this",
            "that",
            "these",
            "those",
            "we",
            "i",
            "from",
            "as",
            "into",
            "is",
            "are",
            "be",
            "new",
            "than",
            "not",
            "also",
            "all",
            "each",
            "every",
            "more",
            "most",
            "least",
            "up",
            "per",
            "within",
            "formally",
            "successfully",
            "significantly",
            "have",
            "having",
            "get",
            "getting",
            "make",
            "making",
            "one",
        ]
    ),
    same_meaning={
        **dict.fromkeys(
            [
                "improve",
                "increase",
                "raise",
                "boost",
                "enhance",
                "strengthen",
                "grow",
                "lift",
                "bring",
                "promote",
            ],
            "raise",
        ),
        **dict.fromkeys(
            ["reduce", "decrease", "lower", "cut", "minimise", "minimize", "shrink"], "lower"
        ),
        **dict.fromkeys(["release", "launch", "ship", "publish", "deliver"], "release"),
        **dict.fromkeys(["client", "customer"], "customer"),
        **dict.fromkeys(["staff", "employee"], "employee"),
    },
    endings=(
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ers",
        "ies",
        "ied",
        "ed",
        "es",
        "er",
        "s",
        "e",
        "y",
    ),
)
