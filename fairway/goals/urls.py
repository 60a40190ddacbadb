from django.urls import URLPattern

from fairway.goals import (
    urls_changing,
    urls_daily,
    urls_map,
    urls_reviewing,
    urls_saved,
    urls_tasks,
    urls_writing,
)

app_name = "goals"
urlpatterns: list[URLPattern] = [
    *urls_daily.urlpatterns,
    *urls_map.urlpatterns,
    *urls_writing.urlpatterns,
    *urls_changing.urlpatterns,
    *urls_tasks.urlpatterns,
    *urls_reviewing.urlpatterns,
    *urls_saved.urlpatterns,
]
