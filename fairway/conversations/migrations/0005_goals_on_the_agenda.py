"""How the goals stand is a point of the usual 1:1; that it was talked about is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0004_blocker_for_meeting")]

    operations = [
        migrations.AlterField(
            model_name="agendapoint",
            name="kind",
            field=models.CharField(
                choices=[
                    ("point", "To talk about"),
                    ("blocker", "In the way"),
                    ("praise", "Recognition"),
                    ("goals", "Goal progress"),
                ],
                default="point",
                max_length=7,
            ),
        ),
        migrations.AddConstraint(
            model_name="agendapoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "goals")),
                fields=("meeting",),
                name="agenda_has_goals_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendapoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "goals"), _negated=True),
                    ("talked_at__isnull", False),
                    _connector="OR",
                ),
                name="agenda_keeps_goals_once_talked_about",
            ),
        ),
    ]
