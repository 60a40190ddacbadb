"""Did it help? Changes of those treated beside changes of others."""

from fairway.measurement.effects.estimate import Change, StaggeredEffect, estimate_effect
from fairway.measurement.effects.few_units import FewUnitsEffect
from fairway.measurement.effects.regression_to_mean import ReturnToMean, return_to_mean

__all__ = [
    "Change",
    "FewUnitsEffect",
    "ReturnToMean",
    "StaggeredEffect",
    "estimate_effect",
    "return_to_mean",
]
