"""What any fit of crossed effects may have to warn of, told alike."""

from __future__ import annotations

from fairway.measurement.results import plain as _

AT_ZERO = _("The variance of %(factor)s is not estimable: the data show none beyond chance.")
DEPENDENT = _("%(column)s says nothing that the columns before it do not: it was left out.")
UNSETTLED = _("The variances had not settled after %(steps)s steps: do not rely on them.")
PROBED = _(
    "The variances come from a method for large data: about %(percent)s %% may be due to it."
)
