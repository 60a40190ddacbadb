"""Addresses of writing a review."""

from django.urls import URLPattern, path

from fairway.reviews.views import reopening, writing, writing_evidence

ONE = "writing/<public_id:public_id>/"
QUESTION, STATEMENT = f"{ONE}<public_id:question>/", f"{ONE}statements/<public_id:statement>/"
ASKED = "writing/requests/<public_id:public_id>/"

urlpatterns: list[URLPattern] = [
    path("writing/", writing.write_next, name="write_next"),
    path("writing/requests/", reopening.requests, name="writing_requests"),
    path(ASKED, reopening.asked, name="writing_request"),
    path(f"{ASKED}granting/", reopening.granting, name="grant_writing"),
    path(f"{ASKED}refusing/", reopening.refusing, name="refuse_writing"),
    path(f"{ASKED}taking-back/", reopening.taking_back, name="take_back_request"),
    path(ONE, writing.review, name="review"),
    path(f"{ONE}draft/", writing.draft, name="review_draft"),
    path(f"{ONE}submission/", writing.submission, name="review_submission"),
    path(f"{ONE}who/", writing.who, name="review_who"),
    path(f"{ONE}self-review/", writing.own_view, name="review_own_view"),
    path(f"{ONE}asking/<slug:what>/", reopening.asking, name="ask_about_review"),
    path(f"{ONE}evidence/", writing_evidence.evidence, name="review_evidence"),
    path(f"{ONE}citing/", writing_evidence.citing, name="cite"),
    path(f"{ONE}citations/<public_id:citation>/", writing_evidence.citation, name="citation"),
    path(
        f"{ONE}citations/<public_id:citation>/dropping/", writing_evidence.unciting, name="uncite"
    ),
    path(f"{QUESTION}hints/", writing.hints, name="review_hints"),
    path(f"{QUESTION}versions/", writing.versions, name="answer_versions"),
    path(f"{QUESTION}statements/", writing_evidence.statements, name="critical_statements"),
    path(
        f"{ONE}versions/<public_id:version>/bringing-back/",
        writing.bringing_back,
        name="bring_back",
    ),
    path(f"{STATEMENT}before/", writing_evidence.before, name="said_before"),
    path(f"{STATEMENT}saying-before/", writing_evidence.saying_before, name="say_before"),
    path(f"{STATEMENT}new/", writing_evidence.saying_new, name="say_new"),
    path(f"{STATEMENT}dropping/", writing_evidence.dropping, name="drop_statement"),
]
