"""Addresses of feedback that is given, read and answered."""

from django.urls import URLPattern, path

from fairway.feedback.views import giving, receiving

urlpatterns: list[URLPattern] = [
    path("", receiving.received, name="received"),
    path("given/", receiving.given, name="given"),
    path("team/", receiving.team, name="team"),
    path("new/", giving.begin, name="new"),
    path("hints/", giving.hints, name="hints"),
    path("to/<public_id:public_id>/<slug:visibility>/", giving.write, name="write"),
    path("of/<public_id:public_id>/", receiving.of_person, name="of_person"),
    path("<public_id:public_id>/", receiving.feedback, name="feedback"),
    path("<public_id:public_id>/opening/", receiving.opening, name="open"),
    path("<public_id:public_id>/thanks/", receiving.thanks, name="thank"),
    path("<public_id:public_id>/replies/", receiving.reply, name="reply"),
    path("<public_id:public_id>/hiding/", receiving.hiding, name="hide"),
    path("<public_id:public_id>/edit/", giving.edit, name="edit"),
    path("<public_id:public_id>/withdrawal/", giving.withdraw, name="withdraw"),
    path("<public_id:public_id>/who/", receiving.who, name="who"),
]
