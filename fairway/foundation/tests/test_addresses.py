"""The quick way to an address gives what Django's own does, wherever the house is mounted."""

from django.urls import get_script_prefix, reverse, set_script_prefix

from fairway.foundation.addresses import address_of
from fairway.foundation.ids import new_public_id


def test_an_address_is_the_one_that_django_would_give():
    one, other = new_public_id(), new_public_id()
    for name in ("people:person", "people:move"):
        for public_id in (one, other):
            assert address_of(name, public_id) == reverse(name, args=[public_id])


def test_so_is_that_of_something_within_something_else():
    review, question = new_public_id(), new_public_id()
    wanted = reverse("reviews:review_hints", args=[review, question])
    assert address_of("reviews:review_hints", review, question) == wanted


def test_below_another_path_addresses_follow():
    public_id, before = new_public_id(), get_script_prefix()
    at_the_root = address_of("people:person", public_id)
    try:
        set_script_prefix("/fairway/")
        assert address_of("people:person", public_id) == f"/fairway{at_the_root}"
    finally:
        set_script_prefix(before)
