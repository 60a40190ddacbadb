"""/api/v1 itself, and the pages about it."""

from django.urls import include, path

from fairway.api import views
from fairway.api.site import open_doors, site

pages = (
    [
        path("me/tokens/", views.tokens, name="tokens"),
        path("me/tokens/<public_id:public_id>/revocation/", views.revocation, name="revocation"),
        path("api/", views.reference, name="reference"),
    ],
    "api_pages",
)

_patterns, _app, _namespace = site().urls
urlpatterns = [
    path("", include(pages)),
    path("api/v1/", (open_doors(_patterns), _app, _namespace)),
]
