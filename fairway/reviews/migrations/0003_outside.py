import django.db.models.deletion
from django.db import migrations, models

MARKS = [
    ("three_before", "Three working days before"),
    ("on_the_day", "On the day"),
    ("one_after", "One working day after"),
    ("message", "A message on that day"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0002_writing"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutsideInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "written_at",
                    models.DateTimeField(help_text="When the last letter but for codes was owed."),
                ),
                (
                    "reminded",
                    models.CharField(blank=True, choices=MARKS, max_length=12),
                ),
                (
                    "reminded_of",
                    models.DateField(blank=True, help_text="The day it was due then.", null=True),
                ),
                ("code_digest", models.CharField(blank=True, max_length=64)),
                ("code_until", models.DateTimeField(blank=True, null=True)),
                (
                    "tries",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Wrong ones, of the last code."
                    ),
                ),
                (
                    "codes",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Asked for since `codes_since`."
                    ),
                ),
                ("codes_since", models.DateTimeField(blank=True, null=True)),
                ("session_digest", models.CharField(blank=True, max_length=64)),
                ("session_until", models.DateTimeField(blank=True, null=True)),
                (
                    "nomination",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outside_invitation",
                        to="reviews.nomination",
                    ),
                ),
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outside_invitation",
                        to="reviews.review",
                    ),
                ),
            ],
        ),
    ]
