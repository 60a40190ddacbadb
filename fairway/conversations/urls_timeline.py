"""The address of a person's timeline."""

from django.urls import URLPattern, path

from fairway.conversations.views import timeline

urlpatterns: list[URLPattern] = [
    path("timeline/<public_id:public_id>/", timeline.of_person, name="timeline"),
]
