from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goals", "0003_templates")]

    operations = [
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(
                fields=["until_on", "id"],
                name="goal_open",
                condition=models.Q(("closed_at", None)),
            ),
        ),
    ]
