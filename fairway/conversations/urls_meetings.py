"""Addresses of 1:1s."""

from django.urls import URLPattern, path

from fairway.conversations.views import meetings, meetings_one, meetings_times

ONE = "1on1s/<public_id:public_id>/"
SERIES = "1on1s/series/<public_id:public_id>/"
urlpatterns: list[URLPattern] = [
    path("1on1s/", meetings.one_on_ones, name="one_on_ones"),
    path("1on1s/new/", meetings.new_series, name="new_series"),
    path("1on1s/coverage/", meetings.coverage, name="coverage"),
    path("1on1s/helped/", meetings.helped, name="helped"),
    path("1on1s/live-or-written/", meetings.live_or_written, name="live_or_written"),
    path("1on1s/private/", meetings_one.private_notes, name="private_notes"),
    path("1on1s/private/<public_id:public_id>/", meetings_one.private_note, name="private_note"),
    path("1on1s/calendar/", meetings_times.calendar, name="calendar"),
    path(
        "1on1s/calendar/<public_id:feed_id>/<slug:secret>.ics",
        meetings_times.feed,
        name="calendar_feed",
    ),
    path(SERIES, meetings.series, name="series"),
    path(f"{SERIES}edit/", meetings.edit_series, name="edit_series"),
    path(f"{SERIES}end/", meetings.end, name="end_series"),
    path(f"{SERIES}actions/", meetings.bring, name="bring_actions"),
    path("1on1s/actions/<public_id:public_id>/", meetings_times.action, name="action"),
    path("1on1s/actions/<public_id:public_id>/state/", meetings_times.settle, name="settle_action"),
    path(ONE, meetings_one.one_on_one, name="one_on_one"),
    path(f"{ONE}agenda/", meetings_one.add_to_agenda, name="add_point"),
    path(f"{ONE}agenda/<public_id:point_id>/", meetings_one.tick, name="tick_point"),
    path(f"{ONE}agenda/<public_id:point_id>/removal/", meetings_one.remove, name="remove_point"),
    path(f"{ONE}private/", meetings_one.keep_private, name="keep_private"),
    path(f"{ONE}closure/", meetings_one.close, name="close_one_on_one"),
    path(f"{ONE}cancellation/", meetings_one.cancel, name="call_off"),
    path(f"{ONE}way/", meetings_one.way, name="choose_way"),
    path(f"{ONE}help/", meetings_one.help_said, name="help_said"),
    path(f"{ONE}goals/", meetings_one.goals, name="one_on_one_goals"),
    path(f"{ONE}who/", meetings_one.who, name="one_on_one_who"),
    path(f"{ONE}calendar.ics", meetings_times.file, name="one_on_one_file"),
    path(f"{ONE}time/", meetings_times.propose, name="propose_time"),
    path(f"{ONE}time/<public_id:proposal_id>/", meetings_times.decide, name="decide_time"),
    path(f"{ONE}actions/", meetings_times.new_action, name="new_action"),
]
