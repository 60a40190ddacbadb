"""What the API room offers the house."""

from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import EventKind, NavItem, event_kinds, nav_items

event_kinds.offer(
    EventKind("api.token_made", _("An API token was made"), "subject", icon="key"),
    EventKind("api.token_revoked", _("An API token was revoked"), "subject", icon="key"),
)
nav_items.offer(
    NavItem("tokens", _("API tokens"), "key", "api_pages:tokens", order=80, section="me")
)
