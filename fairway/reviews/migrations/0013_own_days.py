import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0011_pay_partner"),
        ("reviews", "0012_sections_of_the_two"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nominate", "Choose who is asked"),
                            ("write", "Write"),
                            ("calibrate", "Compare ratings"),
                            ("share", "Share and talk"),
                            ("sign", "Acknowledge"),
                        ],
                        max_length=9,
                    ),
                ),
                ("due_on", models.DateField(help_text="The end of that day, where they are.")),
                ("extended_until", models.DateField(blank=True, null=True)),
                (
                    "cycle",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_days",
                        to="reviews.reviewcycle",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cycle", "person", "kind"), name="own_day_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "write"), _negated=True),
                        name="own_day_is_not_for_writing",
                    ),
                ],
            },
        ),
    ]
