"""The shell's addresses in the access matrix."""

from django.urls import reverse

from tests.access.binding import Route

OWN = "Own pages"
ROUTES = [
    Route("shell:home", OWN, url=lambda world: reverse("shell:home")),
    Route("shell:me", OWN, url=lambda world: reverse("shell:me")),
    Route("shell:search", OWN, url=lambda world: reverse("shell:search") + "?q=ana"),
    Route("shell:palette", OWN, url=lambda world: reverse("shell:palette") + "?q=ana"),
    Route("shell:no_person", OWN),
    Route(
        "shell:how",
        "Open to everybody signed in",
        url=lambda world: reverse("shell:how"),
    ),
    Route("shell:manual", "Public", url=lambda world: reverse("shell:manual")),
    Route("shell:chapter", "Public", url=lambda world: reverse("shell:chapter", args=["home"])),
    Route("shell:picture", "Public"),
]
