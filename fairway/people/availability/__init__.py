"""When people are there: their time now, and the hours that two of them share."""

from fairway.people.availability.away import absences, days_away, is_away
from fairway.people.availability.hours import ASSUMED, pattern_of, patterns_of
from fairway.people.availability.known import Known, know, known_from
from fairway.people.availability.now import Status, status_of
from fairway.people.availability.talk import talk_with
from fairway.people.availability.team import talk_among

__all__ = [
    "ASSUMED",
    "Known",
    "Status",
    "absences",
    "days_away",
    "is_away",
    "know",
    "known_from",
    "pattern_of",
    "patterns_of",
    "status_of",
    "talk_among",
    "talk_with",
]
