"""Views of goals that somebody keeps, and shares."""

from django.urls import URLPattern, path

from fairway.goals.views import saved

urlpatterns: list[URLPattern] = [
    path("views/", saved.views, name="views"),
    path("views/new/", saved.new_view, name="new_view"),
    path("views/<public_id:public_id>/edit/", saved.edit_view, name="edit_view"),
    path("views/<public_id:public_id>/removal/", saved.remove_view, name="remove_view"),
]
