from fairway.goals.models.change import GoalChange
from fairway.goals.models.comment import GoalComment, Mention
from fairway.goals.models.goal import CoOwner, Goal
from fairway.goals.models.importing import GoalImport, ImportedGoal
from fairway.goals.models.result import KeyResult, Milestone
from fairway.goals.models.review import GoalDecision, GoalReview, GoalReviewLine, Verdict
from fairway.goals.models.task import Task
from fairway.goals.models.template import GoalTemplate, TemplateGoal
from fairway.goals.models.tracker import Tracker, TrackerRule
from fairway.goals.models.update import ProgressUpdate
from fairway.goals.models.view import GoalView

__all__ = [
    "CoOwner",
    "Goal",
    "GoalChange",
    "GoalComment",
    "GoalDecision",
    "GoalImport",
    "GoalReview",
    "GoalReviewLine",
    "GoalTemplate",
    "GoalView",
    "ImportedGoal",
    "KeyResult",
    "Mention",
    "Milestone",
    "ProgressUpdate",
    "Task",
    "TemplateGoal",
    "Tracker",
    "TrackerRule",
    "Verdict",
]
