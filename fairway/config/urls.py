from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("fairway.shell.urls")),
    path("", include("fairway.api.urls")),
    path("people/", include("fairway.people.urls")),
    path("accounts/", include("fairway.accounts.urls")),
    path("", include("fairway.foundation.urls")),
    path("goals/", include("fairway.goals.urls")),
    path("strategy/", include("fairway.strategy.urls")),
    path("kpis/", include("fairway.kpis.urls")),
    path("roles/", include("fairway.skills.urls")),
    path("conversations/", include("fairway.conversations.urls")),
    path("feedback/", include("fairway.feedback.urls")),
    path("reviews/", include("fairway.reviews.urls")),
    path("ui/", include("fairway.ui.urls")),
    path("", include("fairway.ui.root_urls")),
]
handler400 = "fairway.ui.errors.bad_request"
handler403 = "fairway.ui.errors.permission_denied"
handler404 = "fairway.ui.errors.not_found"
handler500 = "fairway.ui.errors.server_error"
