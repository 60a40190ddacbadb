"""A running cycle about Ana, and the reviews of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fairway.feedback.actions.giving import give_feedback
from fairway.feedback.models import Feedback, Visibility
from fairway.reviews.models import Said
from fairway.reviews.tests.writing.running import Kind, running_about


@pytest.fixture
def running(ana, bo, hana):
    return running_about(ana, bo, hana)


@pytest.fixture
def of_manager(running, bo):
    return running.review(Kind.MANAGER, bo)


@pytest.fixture
def of_self(running, ana):
    return running.review(Kind.SELF, ana)


@pytest.fixture
def of_peer(running, cy):
    return running.review(Kind.PEER, cy)


@pytest.fixture
def whole(running):
    """whole(): answers to all that a review must say; whole(results=2) changes some of them."""

    def make(results=3, patterns="Ships on time and says early when not.", **more):
        said = {
            running.asks["results"].pk: Said(results),
            running.asks["patterns"].pk: Said(None, patterns),
        }
        said |= {running.asks[name].pk: Said(None, text) for name, text in more.items()}
        return said

    return make


@pytest.fixture
def at(client):
    """at(bo): a browser as they use it."""

    def sign_in(person):
        client.force_login(person.account)
        return client

    return sign_in


@pytest.fixture
def told(ana):
    """told(by=bo, ago=40): feedback that Ana has opened, so many days ago."""

    def make(
        by, *, ago=30, opened=True, visibility=Visibility.PRIVATE, behaviour="split the queue"
    ):
        given = give_feedback(ana, actor=by, visibility=visibility, behaviour=behaviour)
        at = timezone.now() - timedelta(days=ago)
        Feedback.objects.filter(pk=given.pk).update(
            given_at=at,
            read_at=at if opened else None,
            manager_read_at=at if visibility == Visibility.SHARED else None,
        )
        given.refresh_from_db()
        return given

    return make
