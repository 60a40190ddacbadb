"""Quizzes: are the items good, does somebody know it, when to ask again?"""

from fairway.measurement.items.classical import ItemStatistics, QuizStatistics, item_statistics
from fairway.measurement.items.conditional import rasch_cml
from fairway.measurement.items.marginal import rasch_mml
from fairway.measurement.items.mastery import Mastery, judge_mastery
from fairway.measurement.items.rasch import Rasch, RaschItem
from fairway.measurement.items.spacing import Answer, Memory, Stage, recall_chance, remember

__all__ = [
    "Answer",
    "ItemStatistics",
    "Mastery",
    "Memory",
    "QuizStatistics",
    "Rasch",
    "RaschItem",
    "Stage",
    "item_statistics",
    "judge_mastery",
    "rasch_cml",
    "rasch_mml",
    "recall_chance",
    "remember",
]
