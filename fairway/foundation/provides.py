"""What the foundation itself offers the rest of the house."""

from django.utils.translation import gettext_lazy as _

from fairway.foundation import approving, policy
from fairway.foundation.events import on
from fairway.foundation.models import Event
from fairway.foundation.notifications import samples
from fairway.foundation.notifications.chat.personal import erase_chat, export_chat
from fairway.foundation.organisation import forget_zone
from fairway.foundation.policy import house
from fairway.foundation.ports import (
    EventKind,
    PersonalData,
    PolicyText,
    event_kinds,
    personal_data,
    policy_texts,
)

__all__ = ["approving", "house", "samples"]

event_kinds.offer(
    EventKind("foundation.linked", _("Tied to something else"), "auditor", icon="link"),
    EventKind("foundation.unlinked", _("No longer tied"), "auditor", icon="x"),
    EventKind(
        "foundation.mail_link_used",
        _("Acted from a mail"),
        "auditor",
        icon="mail-check",
        data_class="C1",
    ),
    EventKind(
        "foundation.chat_connected",
        _("Connected a chat"),
        "subject",
        icon="message-circle",
        data_class="C1",
    ),
    EventKind(
        "foundation.chat_disconnected",
        _("Disconnected a chat"),
        "subject",
        icon="message-circle",
        data_class="C1",
    ),
    EventKind(
        "foundation.file_attached", label=_("File attached"), audience="subject", icon="paperclip"
    ),
    EventKind(
        "foundation.file_removed", label=_("File removed"), audience="subject", icon="paperclip"
    ),
    EventKind(
        "foundation.sealed_data_destroyed",
        label=_("Sealed data destroyed"),
        audience="auditor",
        icon="lock-off",
        data_class="C4",
    ),
    EventKind(
        "foundation.sealing_key_changed",
        label=_("Sealing key changed"),
        audience="auditor",
        icon="key",
        data_class="C1",
    ),
    EventKind(
        "foundation.policy_set",
        _("Changed how something works here"),
        "everyone",
        icon="adjustments",
        data_class="C1",
        group=_("Policy"),
    ),
    EventKind(
        "foundation.policy_reset",
        _("Put a policy back to its default"),
        "everyone",
        icon="adjustments",
        data_class="C1",
        group=_("Policy"),
    ),
    EventKind(
        "foundation.restored",
        label=_("Restored from a backup"),
        audience="auditor",
        icon="history",
        data_class="C1",
    ),
)

personal_data.offer(
    PersonalData(
        "foundation.chat", _("The chat that hears of what concerns you"), export_chat, erase_chat
    )
)


def _say(key: str):
    return lambda: policy.get(key)


policy_texts.offer(
    *(
        PolicyText(key, policy.policy_called(key).label, order, _say(key))
        for order, key in enumerate(
            (
                "rules.why",
                "rules.who_sets_goals",
                "rules.who_approves_changes",
                "rules.who_runs_cycles",
                "rules.who_settles_disputes",
            )
        )
    )
)


@on("foundation.policy_set")
@on("foundation.policy_reset")
def go_by_the_new_clock(event: Event) -> None:
    from fairway.foundation.jobs.schedules import follow_organisation

    if event.data["key"] == "organisation.time_zone":
        forget_zone()
        follow_organisation()
