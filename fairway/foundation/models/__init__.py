from fairway.foundation.models.approval import Approval
from fairway.foundation.models.chat_hook import ChatHook
from fairway.foundation.models.event import Event, EventValue, ReadEntry
from fairway.foundation.models.idempotency import IdempotencyKey
from fairway.foundation.models.job import Heartbeat, Job, Schedule
from fairway.foundation.models.link import Link
from fairway.foundation.models.mail_link import MailLink
from fairway.foundation.models.notification import MailOut, Notification, NotificationPreference
from fairway.foundation.models.policy import PolicyValue, PolicyVersion
from fairway.foundation.models.sealing import SubjectKey
from fairway.foundation.models.stored_file import StoredFile
from fairway.foundation.models.token import ApiToken

__all__ = [
    "ApiToken",
    "Approval",
    "ChatHook",
    "Event",
    "EventValue",
    "Heartbeat",
    "IdempotencyKey",
    "Job",
    "Link",
    "MailLink",
    "MailOut",
    "Notification",
    "NotificationPreference",
    "PolicyValue",
    "PolicyVersion",
    "ReadEntry",
    "Schedule",
    "StoredFile",
    "SubjectKey",
]
