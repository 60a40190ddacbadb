"""Whether a blocker is wanted first on the next 1:1 is kept with a draft."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0003_notes_and_wins")]

    operations = [
        migrations.AddField(
            model_name="blocker",
            name="for_meeting",
            field=models.BooleanField(
                default=False,
                help_text="Its writer wants it first on the next 1:1; brought there once sent.",
            ),
        )
    ]
