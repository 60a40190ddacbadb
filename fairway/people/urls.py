from django.urls import path

from fairway.people.views import chart, directory, person

app_name = "people"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("chart/", chart.chart, name="chart"),
    path("chart/<public_id:public_id>/reports/", chart.branch, name="branch"),
    path("<public_id:public_id>/", person.person, name="person"),
]
