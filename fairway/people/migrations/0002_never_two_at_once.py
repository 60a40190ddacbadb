from django.db import migrations

from fairway.people.no_overlap import allow_overlaps, refuse_overlaps


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(refuse_overlaps, allow_overlaps)]
