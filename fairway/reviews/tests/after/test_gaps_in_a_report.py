"""A gap that was kept with the report reads as the page of gaps reads it."""

import pytest
from django.template.loader import render_to_string

from fairway.reviews.calibrating_comparing import Ends, Gap
from fairway.reviews.reading.cycle_report import gaps_told

pytestmark = pytest.mark.once
KEPT = Gap("remote", "on_site", 12, 30, found=Ends(-0.4, -0.7, -0.1), inseparable=True)


def test_a_kept_gap_says_its_number_with_the_interval_and_both_groups():
    content = {"gaps": [{"by": "mode", "gaps": [KEPT.as_json()], "held_back": False}]}
    html = render_to_string(
        "reviews/calibrating/_comparisons.html", {"comparisons": gaps_told(content)}
    )
    assert "−0.40" in html
    assert "−0.70" in html
    assert "−0.10" in html
    assert "Remote" in html
    assert "Each against: On site" in html
    assert "cannot be told apart from the manager" in html
