"""The addresses of the design system in the access matrix."""

from django.urls import reverse

from tests.access.binding import Route

OPEN, PUBLIC = "Open to everybody signed in", "Public"


def at(name, *args):
    return lambda world: reverse(name, args=args)


ROUTES = [
    Route("manifest", PUBLIC, url=at("manifest")),
    Route("offline", PUBLIC, url=at("offline")),
    Route("service_worker", PUBLIC, url=at("service_worker")),
    Route("ui:gallery", OPEN, url=at("ui:gallery")),
    Route("ui:group", OPEN, url=at("ui:group", "forms")),
    Route("ui:frame", OPEN, url=at("ui:frame")),
    Route("ui:branch", OPEN, url=at("ui:branch")),
    Route("ui:mails", OPEN, url=at("ui:mails")),
    Route("ui:mail", OPEN, url=at("ui:mail", "notice-c3")),
    Route("ui:drawer", OPEN),
    Route("ui:try", OPEN),
    Route("ui:undo", OPEN),
]
