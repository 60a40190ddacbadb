"""Outlines as people keep them, in an invented company."""

import pytest
from django.urls import reverse

from fairway.goals.actions.importing import map_sections, stage_goals
from fairway.goals.forms.importing import read_goals

OUTLINE = """# Our objectives

## Support:

* Customers are answered sooner
  * Raise answers within four hours from 71 % to 80 %
  * [x] Publish the guide to returns
  * New colleagues answer on their own
    * Everybody has sat beside somebody for a day

## Warehouse:

* Nothing is sent twice
  * Double shipments fall from 40 to 10
"""
WORDS = "Support", "Warehouse"


@pytest.fixture
def stage(quarter):
    """stage(bo, Support=unit): the outline, read, with its sections given to these."""

    def make(actor, text=OUTLINE, **whose):
        batch = stage_goals(read_goals(text), actor=actor, period=quarter)
        return map_sections(batch, actor=actor, whose=whose, period=quarter)

    return make


def paste(pages, text, **more):
    return pages.post(reverse("goals:imports"), {"text": text, **more})
