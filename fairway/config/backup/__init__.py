"""One file that holds the database and the uploaded files, and the way back from it.

The keys that open sealed data are not in it: who finds a backup reads nothing that is sealed, and
what was erased by destroying its key stays erased.
"""

from fairway.config.backup.making import make_backup
from fairway.config.backup.restoring import Restored, restore_backup

__all__ = ["Restored", "make_backup", "restore_backup"]
