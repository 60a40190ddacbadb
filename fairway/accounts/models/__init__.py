from fairway.accounts.models.device import Pin, SharedDevice
from fairway.accounts.models.held import HeldForm
from fairway.accounts.models.key import OneTimeKey
from fairway.accounts.models.tries import Tries

__all__ = ["HeldForm", "OneTimeKey", "Pin", "SharedDevice", "Tries"]
