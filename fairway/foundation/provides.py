"""What the foundation offers the house."""

from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import EventKind, event_kinds

event_kinds.offer(
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
)
