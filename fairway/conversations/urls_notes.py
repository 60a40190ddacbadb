"""Addresses of coaching notes."""

from django.urls import URLPattern, path

from fairway.conversations.views import notes

urlpatterns: list[URLPattern] = [
    path("notes/", notes.mine, name="my_notes"),
    path("notes/of/<public_id:public_id>/", notes.listing, name="notes"),
    path("notes/of/<public_id:public_id>/new/", notes.create, name="new_note"),
    path("notes/<public_id:public_id>/", notes.detail, name="note"),
    path("notes/<public_id:public_id>/edit/", notes.edit, name="edit_note"),
    path("notes/<public_id:public_id>/sharing/", notes.share, name="share_note"),
    path("notes/<public_id:public_id>/removal/", notes.remove, name="remove_note"),
    path("notes/<public_id:public_id>/who/", notes.who, name="who_note"),
]
