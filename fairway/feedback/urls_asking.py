"""Addresses of questions for feedback, and the one for people outside."""

from django.urls import URLPattern, path

from fairway.feedback.views import asking, outside

urlpatterns: list[URLPattern] = [
    path("requests/", asking.requests, name="requests"),
    path("requests/new/", asking.new_request, name="new_request"),
    path("requests/<public_id:public_id>/", asking.request_page, name="request"),
    path("requests/<public_id:public_id>/answer/", asking.answer, name="answer"),
    path("requests/<public_id:public_id>/refusal/", asking.decline, name="decline"),
    path("requests/<public_id:public_id>/withdrawal/", asking.withdraw, name="withdraw_request"),
    path("outside/<str:token>/", outside.outside, name="outside"),
]
