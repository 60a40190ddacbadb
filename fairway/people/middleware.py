"""Who is asking: the person behind the login, or nobody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fairway.foundation.viewers import viewer_of


def viewer(get_response: Callable[[HttpRequest], HttpResponse]):
    def middleware(request: HttpRequest) -> HttpResponse:
        request.viewer = viewer_of(request.user)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
