from django.urls import URLPattern

from fairway.goals import urls_writing

app_name = "goals"
urlpatterns: list[URLPattern] = [*urls_writing.urlpatterns]
