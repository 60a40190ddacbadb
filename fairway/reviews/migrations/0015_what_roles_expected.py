"""Who is in a cycle that runs keeps what their role expects now: to be asked, and held against it."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def note_editions(apps, schema_editor):
    participants = apps.get_model("reviews", "Participant").objects
    people = apps.get_model("people", "Person").objects.filter(pk=OuterRef(OuterRef("person")))
    editions = apps.get_model("skills", "Edition").objects.filter(
        expectation__profile__assignments__in=people.values("assignment"),
        number=F("expectation__version"),
    )
    running = participants.filter(edition=None, cycle__state="launched")
    running.update(edition=Subquery(editions.values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [("reviews", "0014_skills_of_roles")]

    operations = [migrations.RunPython(note_editions, migrations.RunPython.noop)]
