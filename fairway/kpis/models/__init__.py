from fairway.kpis.models.annotation import Annotation
from fairway.kpis.models.board import Board, BoardMail, Tile
from fairway.kpis.models.kpi import Kpi
from fairway.kpis.models.observation import Observation
from fairway.kpis.models.scoring import Scored, Sheet
from fairway.kpis.models.screening import Screening
from fairway.kpis.models.segment import Segment
from fairway.kpis.models.signal import Signal
from fairway.kpis.models.source import Source
from fairway.kpis.models.stack import KpiStack, StackEntry
from fairway.kpis.models.standing import Standing
from fairway.kpis.models.target import KpiTarget

__all__ = [
    "Annotation",
    "Board",
    "BoardMail",
    "Kpi",
    "KpiStack",
    "KpiTarget",
    "Observation",
    "Scored",
    "Screening",
    "Segment",
    "Sheet",
    "Signal",
    "Source",
    "StackEntry",
    "Standing",
    "Tile",
]
