import django.core.validators
import django.db.models.deletion
import fairway.foundation.ids
import fairway.foundation.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0010_unit_chain_down"), ("reviews", "0003_outside")]
    operations = [
        migrations.CreateModel(
            name="CalibrationSession",
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
                    "level",
                    models.CharField(blank=True, help_text="Empty: all levels.", max_length=40),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pre_vote", "Everybody says first how they see it"),
                            ("open", "Open"),
                            ("locked", "Locked"),
                        ],
                        default="pre_vote",
                        max_length=8,
                    ),
                ),
                ("uses_growth", models.BooleanField(default=True)),
                (
                    "labels",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Of the nine fields, by row from the top; or ours.",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("locked_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "cycle",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="reviews.reviewcycle",
                    ),
                ),
                (
                    "facilitator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.question",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.orgunit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["cycle", "state"], name="calibration_cycle")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "locked"), _negated=True),
                        fields=("cycle", "unit", "level"),
                        name="calibration_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("locked_at__isnull", False), ("state", "locked")),
                            models.Q(
                                models.Q(("state", "locked"), _negated=True),
                                ("locked_at", None),
                                ("locked_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="calibration_is_locked_by_somebody",
                    ),
                ],
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Calibrator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calibrators",
                        to="reviews.calibrationsession",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "session"], name="calibrator_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "person"), name="calibrator_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="GapRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("content", models.JSONField(blank=True, default=list)),
                (
                    "cycle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gap_release",
                        to="reviews.reviewcycle",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Placement",
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
                ("proposed", models.SmallIntegerField(blank=True, null=True)),
                ("rating", models.SmallIntegerField(blank=True, null=True)),
                ("growth", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("final", models.SmallIntegerField(blank=True, null=True)),
                (
                    "employee_reason",
                    fairway.foundation.sealing.fields.SealedField(null=True, subject="person"),
                ),
                ("has_employee_reason", models.BooleanField(default=False)),
                ("adjusted", models.FloatField(blank=True, null=True)),
                ("adjusted_low", models.FloatField(blank=True, null=True)),
                ("adjusted_high", models.FloatField(blank=True, null=True)),
                ("adjusted_raters", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placement",
                        to="reviews.participant",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Whom it is about: the participant’s.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "rater",
                    models.ForeignKey(
                        help_text="Who proposed the rating.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="reviews.calibrationsession",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["session", "id"], name="placement_session"),
                    models.Index(fields=["rater", "session"], name="placement_rater"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("growth", None),
                            models.Q(("growth__gte", 1), ("growth__lte", 3)),
                            _connector="OR",
                        ),
                        name="placement_growth_in_three_steps",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("final", None), ("final", models.F("rating")), _connector="OR"
                        ),
                        name="placement_final_is_where_it_stood",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("adjusted", None), ("adjusted_high", None), ("adjusted_low", None)
                            ),
                            models.Q(
                                ("adjusted_high__gte", models.F("adjusted")),
                                ("adjusted_low__lte", models.F("adjusted")),
                            ),
                            _connector="OR",
                        ),
                        name="placement_adjusted_with_its_interval",
                    ),
                ],
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Move",
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
                ("at", models.DateTimeField()),
                ("before", models.SmallIntegerField(blank=True, null=True)),
                ("after", models.SmallIntegerField(blank=True, null=True)),
                ("growth_before", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("growth_after", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "reason",
                    fairway.foundation.sealing.fields.SealedField(null=True, subject="person"),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="reviews.calibrationsession",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="reviews.placement",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["session", "id"], name="move_session"),
                    models.Index(fields=["placement", "id"], name="move_placement"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_at", None), ("undone_at__gte", models.F("at")), _connector="OR"
                        ),
                        name="move_is_undone_after_it_was_made",
                    )
                ],
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="PreVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rating", models.SmallIntegerField()),
                ("growth", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="reviews.placement",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="reviews.calibrationsession",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["session", "by"], name="pre_vote_session"),
                    models.Index(fields=["person"], name="pre_vote_person"),
                    models.Index(fields=["by"], name="pre_vote_by"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("placement", "by"), name="pre_vote_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("growth", None),
                            models.Q(("growth__gte", 1), ("growth__lte", 3)),
                            _connector="OR",
                        ),
                        name="pre_vote_growth_in_three_steps",
                    ),
                ],
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RatingFit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fitted_at", models.DateTimeField()),
                ("ratings", models.PositiveIntegerField(default=0)),
                ("forms", models.PositiveIntegerField(default=0)),
                ("cautions", models.JSONField(blank=True, default=list)),
                (
                    "cycle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rating_fit",
                        to="reviews.reviewcycle",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RaterSeverity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ratees", models.PositiveIntegerField()),
                ("shift", models.FloatField(blank=True, null=True)),
                ("low", models.FloatField(blank=True, null=True)),
                ("high", models.FloatField(blank=True, null=True)),
                ("why", models.JSONField(blank=True, null=True)),
                (
                    "stands_out",
                    models.BooleanField(
                        default=False, help_text="By more than chance, though many were looked at."
                    ),
                ),
                (
                    "rater",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "fit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="severities",
                        to="reviews.ratingfit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("fit", "rater"), name="severity_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("high", None),
                                ("low", None),
                                ("shift", None),
                                ("why__isnull", False),
                            ),
                            models.Q(
                                ("high__gte", models.F("shift")),
                                ("low__lte", models.F("shift")),
                                ("why__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="severity_has_an_interval_or_a_reason",
                    ),
                ],
                "verbose_name_plural": "rater severities",
            },
        ),
    ]
