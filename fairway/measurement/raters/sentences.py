"""What any fit of crossed effects may have to warn of, told alike."""

from __future__ import annotations

from fairway.measurement.results import Caution
from fairway.measurement.results import plain as _

AT_ZERO = _("The variance of %(factor)s is not estimable: the data show none beyond chance.")
DEPENDENT = _("%(column)s says nothing that the columns before it do not: it was left out.")
UNSETTLED = _("The variances had not settled after %(steps)s steps: do not rely on them.")
PROBED = _(
    "The variances come from a method for large data: about %(percent)s %% may be due to it."
)
PROBED_ALONE = _(
    "The variances come from a method for large data. One is next to nothing: what is left of it "
    "may be due to the method alone."
)
WHOLE = 100  # percent


def probed(percent: float) -> Caution:
    """How much of a variance may be due to the method; more than all of it says no number."""
    said = PROBED if percent < WHOLE else PROBED_ALONE
    return Caution("probed", said, (("percent", percent),))
