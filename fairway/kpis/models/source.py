from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ids import PublicIdField, new_public_id
from fairway.foundation.ports import figure_sources
from fairway.foundation.signing import secret_of


class Source(models.Model):
    """Where values of a KPI come from by themselves: an address that is asked, a system that
    sends them, signed with a secret, what Fairway counts of itself, or a query in another
    database, which an administrator wrote."""

    class Kind(models.TextChoices):
        ADDRESS = "address", _("An address that Fairway asks")
        WEBHOOK = "webhook", _("A system that sends them")
        HOUSE = "house", _("Fairway itself")
        QUERY = "query", _("A query in another database")

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("Every morning")
        OFTEN = "often", _("Four times a day")

    public_id = PublicIdField()
    kpi = models.ForeignKey("kpis.Kpi", models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=8, choices=Kind)
    url = models.URLField(max_length=500, blank=True)
    rhythm = models.CharField(max_length=8, choices=Rhythm, default=Rhythm.DAILY)
    figure = models.CharField(max_length=40, blank=True)
    database = models.CharField(max_length=40, blank=True, help_text="By its name in the settings.")
    query = models.TextField(max_length=4000, blank=True)
    list_at = models.CharField(max_length=120, blank=True)
    day_field = models.CharField(max_length=60, default="day")
    value_field = models.CharField(max_length=60, default="value")
    nonce = models.CharField(max_length=24, default=new_public_id, editable=False)
    added_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    last_run_at = models.DateTimeField(null=True, blank=True)
    last_good_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=400, blank=True)
    said = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="source_that_is_asked_has_an_address",
                condition=~Q(kind="address") | ~Q(url=""),
            ),
            models.CheckConstraint(
                name="source_of_the_house_has_a_figure",
                condition=~Q(kind="house") | ~Q(figure=""),
            ),
            models.CheckConstraint(
                name="source_that_is_queried_has_a_query",
                condition=~Q(kind="query") | (~Q(query="") & ~Q(database="")),
            ),
        ]

    def __str__(self) -> str:
        if self.kind == self.Kind.HOUSE and self.figure in figure_sources:
            return str(figure_sources[self.figure].label)
        if self.kind == self.Kind.QUERY:
            return _now("A query in “%(name)s”") % {"name": self.database}
        return self.url or str(self.get_kind_display())

    @property
    def secret(self) -> str:
        return secret_of("kpis.source", self.public_id, self.nonce)
