from django.db import migrations

from fairway.people.search_index import drop_index, make_index


class Migration(migrations.Migration):
    dependencies = [("people", "0004_lines_roles_and_corrections")]
    operations = [migrations.RunPython(make_index, drop_index)]
