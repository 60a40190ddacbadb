"""Many goals in one picture."""

from django.urls import path

from fairway.goals.views import board, timeline
from fairway.goals.views import map as mapping

urlpatterns = [
    path("map/", mapping.goal_map, name="map"),
    path("map/beside/", mapping.beside, name="map_beside"),
    path("map/drawing.svg", mapping.drawing, name="map_drawing"),
    path("map/table.csv", mapping.table, name="map_table"),
    path("map/<public_id:public_id>/below/", mapping.below, name="map_below"),
    path("map/<public_id:public_id>/results/", mapping.results, name="map_results"),
    path("map/columns/<slug:key>/", mapping.column, name="map_column"),
    path("board/", board.board, name="board"),
    path("board/lanes/<slug:key>/", board.lane, name="lane"),
    path("board/<public_id:public_id>/", board.move, name="move"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("timeline/drawing.svg", timeline.drawing, name="timeline_drawing"),
    path("timeline/table.csv", timeline.table, name="timeline_table"),
]
