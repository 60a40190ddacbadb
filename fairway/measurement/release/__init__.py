"""What may be published about groups so that nobody in a small one can be worked out."""

from fairway.measurement.release.audit import Audit, Disclosure, audit_releases
from fairway.measurement.release.comments import PublishedComments, publish_comments
from fairway.measurement.release.publishing import (
    Batch,
    PublishedAnswers,
    hold_late,
    publish_answers,
)
from fairway.measurement.release.suppression import Suppression, suppress_releases

__all__ = [
    "Audit",
    "Batch",
    "Disclosure",
    "PublishedAnswers",
    "PublishedComments",
    "Suppression",
    "audit_releases",
    "hold_late",
    "publish_answers",
    "publish_comments",
    "suppress_releases",
]
