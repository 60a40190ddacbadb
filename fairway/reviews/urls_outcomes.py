"""Addresses of what follows from reviews: what comes next, recommendations and their way."""

from django.urls import URLPattern, path

from fairway.reviews.views import approving, outcomes, recommending

PARTICIPANT = "participants/<public_id:public_id>"
OUTCOME = "outcomes/<public_id:public_id>"
RECOMMENDATION = "recommendations/<public_id:public_id>"

urlpatterns: list[URLPattern] = [
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/approvals/", approving.approving, name="approvals"),
    path(f"{PARTICIPANT}/outcome/", outcomes.conclude, name="conclude"),
    path(f"{OUTCOME}/", outcomes.outcome, name="outcome"),
    path(f"{OUTCOME}/giving/", outcomes.giving, name="give_outcome"),
    path(
        f"{PARTICIPANT}/recommendations/<slug:kind>/",
        recommending.new_recommendation,
        name="new_recommendation",
    ),
    path(f"{RECOMMENDATION}/", recommending.recommendation, name="recommendation"),
    path(f"{RECOMMENDATION}/words/", recommending.editing, name="edit_recommendation"),
    path(f"{RECOMMENDATION}/proposal/", recommending.proposal, name="propose"),
    path(f"{RECOMMENDATION}/discarding/", recommending.discarding, name="discard_recommendation"),
    path(f"{RECOMMENDATION}/decision/", recommending.deciding, name="decide_recommendation"),
    path(f"{RECOMMENDATION}/telling/", recommending.telling, name="tell_recommendation"),
    path(f"{RECOMMENDATION}/who/", recommending.who, name="recommendation_who"),
]
