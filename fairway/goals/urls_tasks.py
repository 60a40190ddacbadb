"""Daily work under goals, and the trackers outside that it is linked from."""

from django.urls import URLPattern, path

from fairway.goals.views import tasks, trackers

TASK = "<public_id:public_id>/tasks/<public_id:task_id>"
TRACKER = "trackers/<public_id:tracker_id>"
urlpatterns: list[URLPattern] = [
    path("<public_id:public_id>/tasks/", tasks.tasks, name="tasks"),
    path("<public_id:public_id>/tasks/board/", tasks.board, name="task_board"),
    path("<public_id:public_id>/tasks/new/", tasks.new, name="new_task"),
    path(f"{TASK}/", tasks.edit, name="task"),
    path(f"{TASK}/stage/", tasks.move, name="move_task"),
    path(f"{TASK}/removal/", tasks.remove, name="remove_task"),
    path("trackers/", trackers.trackers, name="trackers"),
    path("trackers/new/", trackers.new, name="new_tracker"),
    path(f"{TRACKER}/", trackers.tracker, name="tracker"),
    path(f"{TRACKER}/list/", trackers.listed, name="tracker_list"),
    path(f"{TRACKER}/items/", trackers.items, name="tracker_items"),
    path(f"{TRACKER}/secret/", trackers.renew, name="renew_tracker"),
    path(f"{TRACKER}/removal/", trackers.remove, name="remove_tracker"),
    path(f"{TRACKER}/rules/", trackers.add_rule, name="add_tracker_rule"),
    path(
        f"{TRACKER}/rules/<public_id:rule_id>/removal/",
        trackers.remove_rule,
        name="remove_tracker_rule",
    ),
]
