"""What feedback offers the rest of the house: each part in a module of its own, imported here."""

from django.utils.translation import gettext_lazy as _

from fairway.feedback import asking, evidence, giving, house, recognising
from fairway.feedback.demo import make_feedback
from fairway.foundation.ports import ApiRouter, DemoSource, api_routers, demo_sources

SCOPES = (
    ("feedback:read", _("Read the feedback you have opened or given")),
    ("recognition:read", _("Read recognition")),
)
api_routers.offer(ApiRouter("feedback", house.GROUP, "fairway.feedback.api.router", SCOPES))
demo_sources.offer(DemoSource("feedback", 60, make_feedback))

__all__ = ["asking", "evidence", "giving", "house", "recognising"]
