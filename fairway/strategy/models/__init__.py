from fairway.strategy.models.mission import Mission
from fairway.strategy.models.period import Period
from fairway.strategy.models.priority import StrategicPriority
from fairway.strategy.models.value import Value

__all__ = ["Mission", "Period", "StrategicPriority", "Value"]
