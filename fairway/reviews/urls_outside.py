"""Addresses of asking somebody outside, and of the one door that opens without an account."""

from django.urls import URLPattern, path

from fairway.reviews.views import naming, outside, outside_writing, participants

LINK = "outside/<str:token>/"

urlpatterns: list[URLPattern] = [
    path(
        "in/<public_id:public_id>/asked/outside/",
        naming.nominating_outside,
        name="nominate_outside",
    ),
    path("<public_id:public_id>/inviting/", participants.review_inviting, name="review_inviting"),
    path("<public_id:public_id>/address/", participants.review_address, name="review_address"),
    path(LINK, outside.outside, name="outside"),
    path(f"{LINK}code/", outside.outside_code, name="outside_code"),
    path(f"{LINK}review/", outside_writing.outside_review, name="outside_review"),
    path(f"{LINK}refusal/", outside_writing.outside_declining, name="outside_declining"),
]
