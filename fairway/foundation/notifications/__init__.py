"""Tell people what they should know: in the product always, by mail as they like it.

    from fairway.foundation import notifications

    notifications.notify(person, "goals.agreed", title=…, url=…)
    notifications.unread_count(person)
    notifications.for_person(person)                 # a queryset, latest first
    notifications.mark_read(notification, actor=person)
    notifications.mark_all_read(actor=person)
    notifications.preferences(person)                # a list of Preference
    notifications.set_preference("goals.agreed", "digest", actor=person)

Mostly nobody calls `notify`: an EventKind says in `notify` whom its events concern.
"""

from fairway.foundation.notifications.keeping import (
    for_person,
    mark_all_read,
    mark_read,
    unread,
    unread_count,
)
from fairway.foundation.notifications.preferring import (
    DIGEST,
    FixedChannel,
    Preference,
    preferences,
    set_preference,
)
from fairway.foundation.notifications.telling import UnknownKind, notify

__all__ = [
    "DIGEST",
    "FixedChannel",
    "Preference",
    "UnknownKind",
    "for_person",
    "mark_all_read",
    "mark_read",
    "notify",
    "preferences",
    "set_preference",
    "unread",
    "unread_count",
]
