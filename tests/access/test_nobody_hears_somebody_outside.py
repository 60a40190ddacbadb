"""What somebody outside answers is on no page, in no export, digest or search, whoever looks."""

import pytest
from django.test import Client

from fairway.foundation.ports import personal_data, search_sources
from fairway.reviews.models import Answer, Review, Said
from fairway.reviews.models.writing import asked_in
from fairway.reviews.tests.matrix import ROUTES
from fairway.reviews.tests.matrix_outside import invited

pytestmark = pytest.mark.django_db
WORD = "canaryfromoutside"


def answered(world, state):
    review = invited(world).review
    for question in asked_in(review):
        answer = Answer(review=review, question=question, subject=world.subject)
        answer.at = review.participant.cycle.launched_at
        answer.hold(Said(None, WORD), confidential=True)
        answer.save()
    sent = review.participant.cycle.launched_at if state != "open" else None
    Review.objects.filter(pk=review.pk).update(state=state, submitted_at=sent)


@pytest.mark.parametrize("state", ["open", "shared"])
def test_on_no_page_of_reviews(world, state):
    answered(world, state)
    pages = [one for one in ROUTES if one.method == "get"]
    heard = []
    for who in ("subject", "manager", "hr_partner", "people_lead", "external"):
        browser, account = Client(), world.accounts[who]
        if account is not None:
            browser.force_login(account)
        heard += [
            (who, one.name)
            for one in pages
            if WORD.encode() in browser.get(one.url(world), follow=True).getvalue()
        ]
    assert heard == []


@pytest.mark.parametrize("state", ["open", "shared"])
def test_in_nothing_that_is_handed_out_or_found(world, state):
    answered(world, state)
    for person in world.people.values():
        handed = str([list(source.export(person)) for source in personal_data])
        assert WORD not in handed
        assert not [hit for one in search_sources for hit in one.find(person, WORD, 20)]
