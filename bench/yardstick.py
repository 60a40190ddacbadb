"""The yardstick: the same middleware, session and sign-in, one indexed query, 50 plain rows.

A page is judged by how many times longer it takes, because machines differ.
"""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import include, path

from fairway.people.models import Person

ROWS = Engine().from_string(
    "<!doctype html><title>Yardstick</title><table>"
    "{% for person in people %}<tr><td>{{ person.name }}</td></tr>{% endfor %}</table>"
)


def yardstick(request: HttpRequest) -> HttpResponse:
    people = Person.objects.filter(active=True).order_by("sort_name", "pk")[:50]
    return HttpResponse(ROWS.render(Context({"people": people})))


urlpatterns = [
    path("yardstick/", yardstick, name="yardstick"),
    path("", include("fairway.config.urls")),
]
