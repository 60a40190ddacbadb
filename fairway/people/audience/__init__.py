"""Who can see this, and why: computed from the rules, never written beside them."""

from fairway.people.audience.explaining import Reason, Verdict, explain
from fairway.people.audience.naming import Audience, Group, who_can

__all__ = ["Audience", "Group", "Reason", "Verdict", "explain", "who_can"]
