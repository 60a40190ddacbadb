from __future__ import annotations

from allauth.account import views as allauth
from django.urls import include, path

from fairway.accounts import views

ours = (
    [
        path("demo/", views.cast, name="cast"),
        path("demo/<public_id:public_id>/", views.become, name="become"),
    ],
    "accounts",
)

urlpatterns = [
    path("", include(ours)),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", allauth.logout, name="account_logout"),
]
