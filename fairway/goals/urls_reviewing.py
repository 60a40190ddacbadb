"""Addresses of goal reviews."""

from django.urls import URLPattern, path

from fairway.goals.views import reviewing

urlpatterns: list[URLPattern] = [
    path("reviews/", reviewing.reviews, name="reviews"),
    path("reviews/new/", reviewing.new_review, name="new_review"),
    path("reviews/<public_id:public_id>/", reviewing.review, name="review"),
    path("reviews/<public_id:public_id>/closure/", reviewing.close, name="close_review"),
]
