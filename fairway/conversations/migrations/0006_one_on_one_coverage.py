import django.core.validators
import django.db.models.deletion
import fairway.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0005_goals_on_the_agenda"),
        ("people", "0010_unit_chain_down"),
    ]

    operations = [
        migrations.CreateModel(
            name="OneOnOneCoverage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    fairway.foundation.ids.PublicIdField(
                        default=fairway.foundation.ids.new_public_id,
                        editable=False,
                        max_length=22,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^[0-9A-Za-z]{22}$")],
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="The unit's, on that day.", max_length=200
                    ),
                ),
                ("people", models.PositiveIntegerField()),
                ("weekly", models.PositiveIntegerField()),
                ("biweekly", models.PositiveIntegerField()),
                ("monthly", models.PositiveIntegerField()),
                ("lately", models.PositiveIntegerField(help_text="Met within five weeks.")),
                ("counted_on", models.DateField()),
                (
                    "unit",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.orgunit",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "indexes": [
                    models.Index(fields=["name", "id"], name="one_on_one_coverage_name"),
                    models.Index(fields=["people", "id"], name="one_on_one_coverage_people"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "people__gte",
                                models.F("weekly") + models.F("biweekly") + models.F("monthly"),
                            ),
                            ("people__gte", models.F("lately")),
                        ),
                        name="one_on_one_coverage_adds_up",
                    ),
                ],
            },
        ),
    ]
