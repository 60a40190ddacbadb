"""Whom one can become in the demo."""

from fairway.config.demo.cast import ADMINISTRATOR_EMAIL, ADMINISTRATOR_WHO, EMAIL_HOST, NIA, ROLES
from fairway.foundation.ports import DemoRole, demo_cast

demo_cast.offer(
    *(
        DemoRole(
            member.key,
            member.who,
            email="" if member.by_number else f"{member.key}@{EMAIL_HOST}",
            staff_number=NIA if member.by_number else "",
        )
        for member in ROLES
    ),
    DemoRole("root", ADMINISTRATOR_WHO, email=ADMINISTRATOR_EMAIL),
)
