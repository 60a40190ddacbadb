"""Addresses of praise, of days to be glad of, and of who hears little."""

from django.urls import URLPattern, path

from fairway.feedback.views import attention, recognising

urlpatterns: list[URLPattern] = [
    path("recognition/", recognising.feed, name="recognitions"),
    path("recognition/latest/", recognising.latest, name="latest"),
    path("recognition/new/", recognising.new, name="new_recognition"),
    path("recognition/months/<str:month>/", recognising.month, name="month"),
    path("recognition/<public_id:public_id>/", recognising.recognition, name="recognition"),
    path("recognition/<public_id:public_id>/edit/", recognising.edit, name="edit_recognition"),
    path("recognition/<public_id:public_id>/removal/", recognising.remove, name="remove"),
    path("recognition/<public_id:public_id>/reactions/", recognising.react, name="react"),
    path("recognition/<public_id:public_id>/profile/", recognising.profile, name="profile"),
    path("celebrations/<public_id:public_id>/hiding/", recognising.celebration, name="celebration"),
    path("attention/", attention.attention, name="attention"),
]
