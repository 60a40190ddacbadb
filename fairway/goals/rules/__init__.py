"""Who may see and do what with goals, and who may bring them: one Q per model and verb."""

from fairway.goals.rules import adding, bringing, following, goals, reviews, tasks, views
from fairway.goals.rules.adding import claim_new, kept_units, may_add_for_all, may_add_for_person
from fairway.goals.rules.bringing import brings_goals, people_to_set_for
from fairway.goals.rules.goals import AGREE
from fairway.goals.rules.reviews import people_to_review, units_to_review

__all__ = [
    "AGREE",
    "adding",
    "bringing",
    "brings_goals",
    "claim_new",
    "following",
    "goals",
    "kept_units",
    "may_add_for_all",
    "may_add_for_person",
    "people_to_review",
    "people_to_set_for",
    "reviews",
    "tasks",
    "units_to_review",
    "views",
]
