from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0008_cycle_report")]

    operations = [
        migrations.AddField(
            model_name="outsideinvitation",
            name="refused_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When a server would not take a letter, nor ever will.",
                null=True,
            ),
        ),
    ]
