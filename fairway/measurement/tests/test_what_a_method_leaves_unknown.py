"""What a method for large data leaves unknown is said as a share, and in words where it is all of it."""

import pytest

from fairway.measurement.raters.sentences import probed


@pytest.mark.parametrize("percent", [0.4, 12.0, 99.99])
def test_a_share_is_told_as_a_number(percent):
    assert f"about {percent} % may be due to it" in probed(percent).in_words()


@pytest.mark.parametrize("percent", [100.0, 165.0, 4000.0])
def test_more_than_all_of_a_variance_is_told_in_words(percent):
    told = probed(percent).in_words()
    assert "what is left of it may be due to the method alone" in told
    assert "%" not in told
    assert dict(probed(percent).facts) == {"percent": percent}
