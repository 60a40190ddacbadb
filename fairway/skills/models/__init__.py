from fairway.skills.models.confirmation import Confirmation
from fairway.skills.models.expectation import WORDS, Edition, ExpectedSkill, RoleExpectation
from fairway.skills.models.importing import SkillsImport
from fairway.skills.models.skill import Level, Skill

__all__ = [
    "WORDS",
    "Confirmation",
    "Edition",
    "ExpectedSkill",
    "Level",
    "RoleExpectation",
    "Skill",
    "SkillsImport",
]
