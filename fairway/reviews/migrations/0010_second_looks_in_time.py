from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0009_outside_refused")]

    operations = [
        migrations.AddField(
            model_name="dispute",
            name="named_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="dispute",
            name="unnamed_told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="dispute",
            name="late_told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
