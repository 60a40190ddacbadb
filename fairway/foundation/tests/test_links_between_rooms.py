"""Ties between rooms that do not know each other, seen as far as one may see both ends."""

from __future__ import annotations

import pytest

from fairway.foundation import links
from fairway.foundation.models import Event, Link

pytestmark = pytest.mark.django_db


def test_a_tie_is_made_once_and_read_from_both_ends(ana, bo, cy):
    for _again in range(2):
        links.link(ana, "mentor", bo, actor=ana)
    links.link(ana, "mentor", cy, actor=ana)

    assert links.targets(ana, "mentor", viewer=ana) == [bo, cy]
    assert links.sources(bo, "mentor", viewer=ana) == [ana]
    assert links.targets(ana, "other", viewer=ana) == []
    assert Event.objects.filter(kind="foundation.linked").count() == 2


def test_a_tie_can_be_undone(ana, bo):
    links.link(ana, "mentor", bo, actor=ana)

    assert links.unlink(ana, "mentor", bo, actor=ana)
    assert not links.unlink(ana, "mentor", bo, actor=ana)
    assert not Link.objects.exists()


def test_a_tie_to_what_one_may_not_see_is_not_there(ana, zoe, bo, cy):
    """Zoe has left: her last manager still reads her record, a colleague elsewhere does not."""
    links.link(ana, "mentor", zoe, actor=ana)

    assert links.targets(ana, "mentor", viewer=cy) == []
    assert links.targets(ana, "mentor", viewer=None) == []


def test_a_record_without_rules_is_shown_to_nobody(ana, bo):
    tie = links.link(ana, "mentor", bo, actor=ana)
    links.link(ana, "about", tie, actor=ana)

    with pytest.raises(TypeError):
        links.targets(ana, "about", viewer=ana)


def test_ties_go_with_the_record(ana, bo, cy):
    links.link(ana, "mentor", bo, actor=ana)
    links.link(bo, "mentor", cy, actor=ana)
    links.link(cy, "mentor", ana, actor=ana)

    assert links.unlink_all(bo) == 2
    assert links.targets(cy, "mentor", viewer=cy) == [ana]
