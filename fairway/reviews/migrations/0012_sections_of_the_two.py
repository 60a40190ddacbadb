from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0011_whom_pay_waits_for")]

    operations = [
        migrations.AlterField(
            model_name="section",
            name="audience",
            field=models.CharField(
                choices=[
                    ("everybody", "Everybody who writes"),
                    ("self", "The person themselves"),
                    ("manager", "Their manager"),
                    ("pair", "The person and their manager"),
                    ("others", "Everybody else: peers, reports, other managers"),
                ],
                default="everybody",
                max_length=9,
            ),
        ),
    ]
