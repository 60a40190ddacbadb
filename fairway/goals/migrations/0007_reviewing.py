import django.core.validators
import django.db.models.deletion
import fairway.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0006_words_of_titles"),
        ("people", "0010_unit_chain_down"),
        ("strategy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="GoalReview",
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
                    "point",
                    models.CharField(choices=[("middle", "Middle"), ("end", "End")], max_length=6),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "due_on",
                    models.DateField(help_text="The last day to write; nothing is shut after it."),
                ),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Nobody, where the calendar opened it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goal_reviews",
                        to="strategy.period",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goal_reviews",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["person"],
                        name="goal_review_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "period", "point"), name="goal_review_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            ("closed_at__gte", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="goal_review_closes_after_it_opens",
                    ),
                ],
                "ordering": ["-opened_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="GoalDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("keep", "Keep"), ("change", "Change"), ("stop", "Stop")],
                        max_length=6,
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=2000)),
                (
                    "change",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="goals.goalchange",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_decisions",
                        to="goals.goal",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="goals.goalreview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("review", "goal"), name="goal_decision_once"),
                ],
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="GoalReviewLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("keep", "Keep"), ("change", "Change"), ("stop", "Stop")],
                        max_length=6,
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=2000)),
                ("at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goal_review_lines",
                        to="people.person",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_lines",
                        to="goals.goal",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="goals.goalreview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "goal", "by"), name="goal_review_line_once_each"
                    ),
                ],
                "ordering": ["at", "pk"],
            },
        ),
    ]
