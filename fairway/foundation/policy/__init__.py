"""What the organisation chooses: typed, with a default, a help text and hard bounds.

    from fairway.foundation import policy

    policy.get("goals.visibility")
    policy.get("retention.reviews_years", employer=person.employer)
    policy.set_policy("goals.visibility", "line", actor=viewer, version=3)

A room declares its own in `provides.py`: `policy.policies.offer(policy.Policy(...))`.
"""

from fairway.foundation.policy.declaring import Policy, UnknownPolicy, policies, policy_called
from fairway.foundation.policy.keeping import (
    Setting,
    get,
    history,
    noted,
    remembered,
    reset_policy,
    set_policy,
    setting,
    stored_keys,
)
from fairway.foundation.policy.kinds import (
    Choice,
    Name,
    NotAllowed,
    Number,
    Several,
    TimeOfDay,
    YesNo,
    Zone,
)

__all__ = [
    "Choice",
    "Name",
    "NotAllowed",
    "Number",
    "Policy",
    "Setting",
    "Several",
    "TimeOfDay",
    "UnknownPolicy",
    "YesNo",
    "Zone",
    "get",
    "history",
    "noted",
    "policies",
    "policy_called",
    "remembered",
    "reset_policy",
    "set_policy",
    "setting",
    "stored_keys",
]
