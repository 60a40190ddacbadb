from django.urls import path

from fairway.strategy.views import missions, overview, periods, priorities, values

app_name = "strategy"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("mission/", missions.detail, name="mission"),
    path("mission/new/", missions.create, name="new_mission"),
    path("mission/<public_id:public_id>/edit/", missions.edit, name="edit_mission"),
    path("priorities/", priorities.listing, name="priorities"),
    path("priorities/new/", priorities.create, name="new_priority"),
    path("priorities/<public_id:public_id>/", priorities.detail, name="priority"),
    path("priorities/<public_id:public_id>/edit/", priorities.edit, name="edit_priority"),
    path("priorities/<public_id:public_id>/place/", priorities.place, name="place_priority"),
    path("priorities/<public_id:public_id>/archive/", priorities.archive, name="archive_priority"),
    path("priorities/<public_id:public_id>/return/", priorities.restore, name="restore_priority"),
    path("periods/", periods.listing, name="periods"),
    path("periods/new/", periods.create, name="new_period"),
    path("periods/years/new/", periods.create_year, name="new_year"),
    path("periods/<public_id:public_id>/", periods.detail, name="period"),
    path("periods/<public_id:public_id>/edit/", periods.edit, name="edit_period"),
    path("periods/<public_id:public_id>/opening/", periods.opening, name="open_period"),
    path("periods/<public_id:public_id>/closure/", periods.closure, name="close_period"),
    path("periods/<public_id:public_id>/archive/", periods.archive, name="archive_period"),
    path("periods/<public_id:public_id>/return/", periods.restore, name="restore_period"),
    path("values/", values.listing, name="values"),
    path("values/new/", values.create, name="new_value"),
    path("values/<public_id:public_id>/", values.detail, name="value"),
    path("values/<public_id:public_id>/edit/", values.edit, name="edit_value"),
    path("values/<public_id:public_id>/place/", values.place, name="place_value"),
    path("values/<public_id:public_id>/archive/", values.archive, name="archive_value"),
    path("values/<public_id:public_id>/return/", values.restore, name="restore_value"),
]
