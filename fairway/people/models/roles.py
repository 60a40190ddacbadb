"""Roles that are given: appointments over units, and cover while somebody is away."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.ids import PublicIdField
from fairway.foundation.ports import delegable_verbs
from fairway.people.models.assignment import DatedQuerySet


class Appointment(models.Model):
    """A role that somebody holds over a part of the organisation, between two dates.

    A people lead is an HR partner over the root, and needs no unit.
    """

    class Role(models.TextChoices):
        HR_PARTNER = "hr_partner", _("HR partner")
        PEOPLE_LEAD = "people_lead", _("People lead")
        EXECUTIVE = "executive", _("Executive")
        AUDITOR = "auditor", _("Auditor")
        FAIRNESS = "fairness", _("Fairness analyst")
        PAY_PARTNER = "pay_partner", _("Pay partner")

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=12, choices=Role)
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    appointed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "role"], name="appointment_person")]
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="hr_partner_has_a_unit",
                condition=~Q(role="hr_partner") | Q(unit__isnull=False),
            ),
            models.CheckConstraint(
                name="auditor_has_an_end",
                condition=~Q(role="auditor") | Q(valid_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


class AppointmentProposal(models.Model):
    """An appointment that waits for a second person; nothing holds before they agree."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for a second person")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Appointment.Role)
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    appointment = models.OneToOneField(
        Appointment, models.SET_NULL, null=True, related_name="proposal"
    )

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="proposal_is_decided_by_another",
                condition=~Q(state="agreed")
                | (~Q(decided_by=F("proposed_by")) & ~Q(decided_by=F("person"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id} {self.state}"


class Delegation(models.Model):
    """Somebody acts for another while they are away: named verbs only, until a date."""

    public_id = PublicIdField()
    away = models.ForeignKey("people.Person", models.PROTECT, related_name="delegations_given")
    deputy = models.ForeignKey("people.Person", models.PROTECT, related_name="delegations_held")
    valid_from = models.DateField()
    valid_until = models.DateField()
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["deputy", "valid_until"], name="delegation_deputy")]
        constraints = [
            models.CheckConstraint(name="deputy_is_another", condition=~Q(away=F("deputy"))),
            models.CheckConstraint(
                name="delegation_ends_after_it_starts",
                condition=Q(valid_until__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.away_id}"

    @property
    def verb_labels(self) -> list[Any]:
        """What the deputy may do, in words; a verb no longer offered goes by its key."""
        keys = [one.verb for one in self.verbs.all()]
        return [delegable_verbs[key].label if key in delegable_verbs else key for key in keys]


class DelegatedVerb(models.Model):
    """One thing the deputy may do; the list of what can be delegated is a port."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="verbs")
    verb = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delegation", "verb"], name="delegated_verb_once")
        ]
        indexes = [models.Index(fields=["verb", "delegation"], name="delegated_verb")]

    def __str__(self) -> str:
        return self.verb
