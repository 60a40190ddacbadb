from django.db import migrations

from fairway.foundation.word_index import WordIndex

TITLES = WordIndex("goals_goal", "title")


class Migration(migrations.Migration):
    dependencies = [("goals", "0005_trackers")]
    operations = [migrations.RunPython(TITLES.make, TITLES.drop)]
