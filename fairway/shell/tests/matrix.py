"""The shell's addresses in the access matrix."""

from django.urls import reverse

from tests.access.binding import Route

OWN = "Own pages"
OPEN = "Open to everybody signed in"
KEPT = "Kept by few"
KEEPERS = frozenset({"people_lead", "administrator"})
WHO = "policies are kept by people leads and administrators"


def chosen_anew(world):
    from fairway.foundation import notifications
    from fairway.shell.forms import name_of

    every = notifications.preferences(world.subject)
    return {name_of(one.key): one.channel for one in every if not one.fixed}


def a_chat(world):
    from fairway.foundation.notifications import chat

    if chat.hook_of(world.subject) is None:
        chat.connect(
            actor=world.subject, format="slack", address="https://hooks.example.org/services/x"
        )
    return {}


def policy_page() -> str:
    return reverse("shell:policy", args=["organisation.name"])


ROUTES = [
    Route("shell:home", OWN, url=lambda world: reverse("shell:home")),
    Route("shell:later", OWN, url=lambda world: reverse("shell:later")),
    Route("shell:me", OWN, url=lambda world: reverse("shell:me")),
    Route("shell:search", OWN, url=lambda world: reverse("shell:search") + "?q=ana"),
    Route("shell:palette", OWN, url=lambda world: reverse("shell:palette") + "?q=ana"),
    Route("shell:no_person", OWN),
    Route(
        "shell:how",
        OPEN,
        url=lambda world: reverse("shell:how"),
    ),
    Route("shell:notices", OWN, url=lambda world: reverse("shell:notices")),
    Route("shell:all_read", OWN, "C", method="post", url=lambda world: reverse("shell:all_read")),
    Route("shell:preferences", OWN, url=lambda world: reverse("shell:preferences")),
    Route(
        "shell:preferences",
        OWN,
        "C",
        method="post",
        url=lambda world: reverse("shell:preferences"),
        data=chosen_anew,
    ),
    Route("shell:chat", OWN, url=lambda world: reverse("shell:chat")),
    Route(
        "shell:chat",
        OWN,
        "C",
        method="post",
        url=lambda world: reverse("shell:chat"),
        data=lambda world: {"kind": "slack", "address": "https://hooks.example.org/services/x"},
    ),
    Route(
        "shell:disconnect_chat",
        "One's own alone",
        "E",
        method="post",
        url=lambda world: reverse("shell:disconnect_chat"),
        data=a_chat,
    ),
    Route("shell:manual", "Public", url=lambda world: reverse("shell:manual")),
    Route("shell:chapter", "Public", url=lambda world: reverse("shell:chapter", args=["home"])),
    Route("shell:picture", "Public"),
    Route("shell:policies", OPEN, url=lambda world: reverse("shell:policies")),
    Route("shell:policy", KEPT, also=KEEPERS, reason=WHO, url=lambda world: policy_page()),
    Route(
        "shell:policy",
        KEPT,
        method="post",
        verb="C",
        also=KEEPERS,
        reason=WHO,
        url=lambda world: policy_page(),
        data=lambda world: {"version": "0", "value": "Saltmarsh"},
    ),
    *(
        Route(name, KEPT, also=KEEPERS, reason=WHO, url=lambda world, name=name: reverse(name))
        for name in ("shell:first_steps", "shell:organisation", "shell:size")
    ),
    Route(
        "shell:organisation",
        KEPT,
        method="post",
        verb="C",
        also=KEEPERS,
        reason=WHO,
        url=lambda world: reverse("shell:organisation"),
        data=lambda world: {
            "organisation_name": "Saltmarsh",
            "organisation_time_zone": "Europe/Lisbon",
        },
    ),
    Route(
        "shell:size",
        KEPT,
        method="post",
        verb="C",
        also=KEEPERS,
        reason=WHO,
        url=lambda world: reverse("shell:size"),
        data=lambda world: {
            "organisation_size": "light",
            "organisation_industry": "retail",
            "organisation_fiscal_year_start": "2",
        },
    ),
]
