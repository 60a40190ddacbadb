"""What cannot be with somebody outside, in words for whoever asked for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class NoKindOutside(Refusal):
    code = "no_kind_outside"
    field = "external_name"

    def __init__(self) -> None:
        super().__init__(_("This cycle asks nobody outside."))


class WorksHere(Refusal):
    """Whoever has an account answers with it."""

    code = "works_here"
    field = "external_email"

    def __init__(self, name: str) -> None:
        super().__init__(_("This is the address of %(name)s, who works here."), name=name)


class IsOurDomain(Refusal):
    """Whoever has such an address has colleagues here, though this one is none of theirs."""

    code = "is_our_domain"
    field = "external_email"

    def __init__(self, domain: str) -> None:
        super().__init__(
            _(
                "Colleagues have their addresses at %(domain)s. Name whoever works here as a "
                "colleague; of somebody outside, give an address of their own."
            ),
            domain=domain,
        )


class AddressTaken(Refusal):
    """The one that takes no letters, or that of somebody else on the list."""

    code = "address_taken"
    field = "external_email"

    def __init__(self) -> None:
        super().__init__(_("This address is on the list already. Name another one."))


class WrittenToday(Refusal):
    code = "written_today"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(_("A letter went to them within a day. Give it some time."))


class WrongCode(Refusal):
    """The same for a wrong code, for one that is too old, and where there is nothing to open."""

    code = "wrong_code"
    field = "code"

    def __init__(self) -> None:
        super().__init__(_("This is not the code, or it is too old. Have another one sent."))
