"""Addresses of what is given out: to read and sign, second looks, what raters say together."""

from django.urls import URLPattern, path

from fairway.reviews.views import disputes, sharing, sharing_cycles

VERSION = "given/<public_id:public_id>"
LOOK = "second-looks/<public_id:public_id>"
CYCLE = "cycles/<public_id:public_id>/sharing"

urlpatterns: list[URLPattern] = [
    path("given/", sharing.given, name="given"),
    path(f"{VERSION}/", sharing.shared, name="shared"),
    path(f"{VERSION}/acknowledgement/", sharing.acknowledging, name="acknowledge"),
    path(f"{VERSION}/signature/", sharing.signature, name="sign"),
    path(f"{VERSION}/document/", sharing.document, name="document"),
    path(f"{VERSION}/guide/", sharing.guide, name="guide"),
    path(f"{VERSION}/who/", sharing.who, name="shared_who"),
    path(f"{VERSION}/second-look/", disputes.new_dispute, name="new_dispute"),
    path("second-looks/", disputes.to_name, name="disputes_to_name"),
    path(f"{LOOK}/", disputes.dispute, name="dispute"),
    path(f"{LOOK}/reviewer/", disputes.naming, name="assign_dispute"),
    path(f"{LOOK}/answer/", disputes.answering, name="answer_dispute"),
    path(f"{LOOK}/evidence/", disputes.evidence, name="dispute_evidence"),
    path(f"{LOOK}/decision/", disputes.decision, name="decide_dispute"),
    path(f"{LOOK}/withdrawal/", disputes.withdrawal, name="withdraw_dispute"),
    path("participants/<public_id:public_id>/giving/", sharing.giving, name="give"),
    path("reports/<public_id:public_id>/", sharing.report_360, name="report_360"),
    path(f"{CYCLE}/", sharing_cycles.cycle_sharing, name="sharing"),
    path(f"{CYCLE}/giving/", sharing_cycles.giving_out, name="give_out"),
    path(f"{CYCLE}/documents/", sharing_cycles.documents, name="documents"),
]
