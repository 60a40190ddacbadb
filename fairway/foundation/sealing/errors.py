"""Why something sealed cannot be opened, in words for whoever runs the installation."""

from django.utils.translation import gettext as _


class SealingError(Exception):
    pass


class MissingKey(SealingError):
    """The keyring lacks a key that something was sealed with, as after a restore without it."""

    def __init__(self, key_id: str, folder: object) -> None:
        self.key_id = key_id
        super().__init__(
            _(
                "The sealing key %(key)s is not in %(folder)s. Put back the keys that belong to this database; nothing sealed can be read without them."
            )
            % {"key": key_id, "folder": folder}
        )


class WrongKey(SealingError):
    """The key does not fit, or what was sealed has been changed; the cipher cannot tell which."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This was sealed with another key, or changed since. Check that the keys belong to this database."
            )
        )


class Erased(SealingError):
    """The person's key was destroyed: what it sealed is gone for good."""

    def __init__(self) -> None:
        super().__init__(_("This person's sealed data was erased."))
