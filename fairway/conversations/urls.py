"""Each part of the room has its addresses in a module of its own."""

from django.urls import URLPattern

from fairway.conversations import urls_checkins, urls_meetings

app_name = "conversations"
urlpatterns: list[URLPattern] = [
    *urls_checkins.urlpatterns,
    *urls_meetings.urlpatterns,
]
