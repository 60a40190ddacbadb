"""Addresses of changes after agreement."""

from django.urls import URLPattern, path

from fairway.goals.views import changing

ONE = "<public_id:public_id>/changes/<public_id:change_id>"
urlpatterns: list[URLPattern] = [
    path("<public_id:public_id>/change/", changing.change, name="change"),
    path(f"{ONE}/approval/", changing.approve, name="approve_change"),
    path(f"{ONE}/refusal/", changing.decline, name="decline_change"),
    path(f"{ONE}/removal/", changing.withdraw, name="withdraw_change"),
]
