"""Addresses of wins."""

from django.urls import URLPattern, path

from fairway.conversations.views import wins

urlpatterns: list[URLPattern] = [
    path("wins/", wins.listing, name="wins"),
    path("wins/new/", wins.create, name="new_win"),
    path("wins/<public_id:public_id>/", wins.detail, name="win"),
    path("wins/<public_id:public_id>/edit/", wins.edit, name="edit_win"),
    path("wins/<public_id:public_id>/sharing/", wins.share, name="share_win"),
    path("wins/<public_id:public_id>/keeping/", wins.keep, name="keep_win"),
    path("wins/<public_id:public_id>/removal/", wins.remove, name="remove_win"),
    path("wins/<public_id:public_id>/who/", wins.who, name="who_win"),
]
