from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.addresses import address_of
from fairway.foundation.ids import PublicIdField


class BoardQuerySet(AccessQuerySet["Board"]):
    def in_use(self):
        return self.filter(archived_at=None)

    def for_display(self):
        return self.select_related("owner", "unit")


class Board(models.Model):
    """A dashboard: what a person, a unit or everybody looks at together. Of what is on it, each
    reader finds what they may see."""

    class Audience(models.TextChoices):
        OWNER = "owner", _("Only me")
        UNIT = "unit", _("Everybody in the unit")
        ALL = "all", _("Everybody here")

    public_id = PublicIdField()
    name = models.CharField(max_length=120)
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="boards")
    unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="boards"
    )
    audience = models.CharField(max_length=5, choices=Audience, default=Audience.OWNER)
    added_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="board_of_a_unit_names_it",
                condition=~Q(audience="unit") | Q(unit__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("kpis:board", self.public_id)


class Tile(models.Model):
    """One thing on a dashboard: a KPI, some words, or what another room offers for boards."""

    public_id = PublicIdField()
    board = models.ForeignKey(Board, models.CASCADE, related_name="tiles")
    place = models.PositiveSmallIntegerField()
    kpi = models.ForeignKey(
        "kpis.Kpi", models.CASCADE, null=True, blank=True, related_name="board_tiles"
    )
    source = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=280, blank=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "kpi"], name="tile_of_a_kpi_once", condition=Q(kpi__isnull=False)
            ),
            models.CheckConstraint(
                name="tile_shows_one_thing",
                condition=Q(kpi__isnull=False, source="", text="")
                | (Q(kpi=None, text="") & ~Q(source=""))
                | (Q(kpi=None, source="") & ~Q(text="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.source or str(self.kpi)


class BoardMail(models.Model):
    """Somebody gets a dashboard by mail, by their own clock."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("Every working day")
        WEEKLY = "weekly", _("Every Monday")
        MONTHLY = "monthly", _("On the first of the month")

    board = models.ForeignKey(Board, models.CASCADE, related_name="mails")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="board_mails")
    rhythm = models.CharField(max_length=8, choices=Rhythm)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "person"], name="board_mailed_once")
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.rhythm}"
