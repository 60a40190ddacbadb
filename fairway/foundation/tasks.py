"""The house's own recurring work is found here, like every room's."""

from fairway.foundation.jobs import nightly

__all__ = ["nightly"]
