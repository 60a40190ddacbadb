"""Ids that leave the house, and whatever comes back in their place."""

import pytest

from fairway.foundation.ids import ALPHABET, LENGTH, new_public_id
from fairway.foundation.models import Job


def test_each_is_of_22_plain_signs_and_none_like_another():
    made = {new_public_id() for _n in range(1000)}
    assert len(made) == 1000
    assert all(len(one) == LENGTH and set(one) <= set(ALPHABET) for one in made)


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["\0", "a\0b", "", "x" * 5000, "' OR 1=1 --"])
def test_whatever_is_no_id_belongs_to_nothing(said):
    assert not Job.objects.filter(public_id=said).exists()
    assert not Job.objects.filter(public_id__in=[said, "0"]).exists()
