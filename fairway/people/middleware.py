"""Who is asking: the person behind the login, or nobody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fairway.people.models import Person


def viewer(get_response: Callable[[HttpRequest], HttpResponse]):
    def middleware(request: HttpRequest) -> HttpResponse:
        request.viewer = find_viewer(request)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def find_viewer(request: HttpRequest) -> Person | None:
    """The signed-in person with what every page shows of them; a leaver is nobody."""
    if not request.user.is_authenticated:
        return None
    people = Person.objects.filter(account=request.user, active=True)
    return people.select_related("assignment__unit", "assignment__location").first()
