"""Each part of the room has its addresses in a module of its own."""

from django.urls import URLPattern

from fairway.conversations import (
    urls_checkins,
    urls_meetings,
    urls_notes,
    urls_timeline,
    urls_wins,
)

app_name = "conversations"
urlpatterns: list[URLPattern] = [
    *urls_checkins.urlpatterns,
    *urls_meetings.urlpatterns,
    *urls_notes.urlpatterns,
    *urls_wins.urlpatterns,
    *urls_timeline.urlpatterns,
]
