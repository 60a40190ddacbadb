from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("fairway.shell.urls")),
    path("", include("fairway.api.urls")),
    path("accounts/", include("fairway.accounts.urls")),
    path("ui/", include("fairway.ui.urls")),
]
