from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0010_second_looks_in_time")]

    operations = [
        migrations.AlterField(
            model_name="payline",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Being planned"),
                    ("proposed", "Waits for the next level"),
                    ("agreed", "Waits for a pay partner"),
                    ("approved", "Approved"),
                ],
                default="draft",
                max_length=8,
            ),
        ),
    ]
