"""The foundation's addresses in the access matrix."""

from tests.access.binding import Route

ROUTES = [
    # Whoever may see the record a file belongs to; each room's own rows say who that is.
    Route("foundation:file", "Own pages"),
]
