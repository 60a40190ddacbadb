"""Who may see and do what with people, units, hours and roles: one Q per model and verb."""

from fairway.people.rules import availability, organisation, person, roles
from fairway.people.rules.organisation import claim_lead, may_administer, may_inspect, may_lead
from fairway.people.rules.roles import claim_appointing, second_persons

__all__ = [
    "availability",
    "claim_appointing",
    "claim_lead",
    "may_administer",
    "may_inspect",
    "may_lead",
    "organisation",
    "person",
    "roles",
    "second_persons",
]
