"""Addresses of check-ins."""

from django.urls import URLPattern, path

from fairway.conversations.views import checkins, checkins_asking, checkins_raised

urlpatterns: list[URLPattern] = [
    path("check-ins/", checkins.check_ins, name="check_ins"),
    path("check-ins/to-read/", checkins.to_read, name="check_ins_to_read"),
    path("check-ins/hour/", checkins_asking.hour, name="check_in_hour"),
    path("check-ins/rhythms/", checkins_asking.rhythms, name="check_in_rhythms"),
    path(
        "check-ins/rhythms/<public_id:public_id>/", checkins_asking.rhythm, name="check_in_rhythm"
    ),
    path(
        "check-ins/rhythms/<public_id:public_id>/dropping/",
        checkins_asking.rhythm_dropping,
        name="check_in_rhythm_dropping",
    ),
    path("check-ins/of/<public_id:public_id>/", checkins.of_person, name="check_ins_of"),
    path("check-ins/questions/", checkins_asking.templates, name="check_in_templates"),
    path("check-ins/questions/new/", checkins_asking.new_template, name="new_check_in_template"),
    path(
        "check-ins/questions/<public_id:public_id>/",
        checkins_asking.template,
        name="check_in_template",
    ),
    path(
        "check-ins/questions/<public_id:public_id>/edit/",
        checkins_asking.edit_template,
        name="edit_check_in_template",
    ),
    path(
        "check-ins/questions/<public_id:public_id>/archiving/",
        checkins_asking.template_archiving,
        name="check_in_template_archiving",
    ),
    path("check-ins/<public_id:public_id>/", checkins.check_in, name="check_in"),
    path("check-ins/<public_id:public_id>/draft/", checkins.draft, name="check_in_draft"),
    path("check-ins/<public_id:public_id>/who/", checkins.who, name="check_in_who"),
    path("check-ins/<public_id:public_id>/reading/", checkins.reading, name="check_in_reading"),
    path("check-ins/<public_id:public_id>/replies/", checkins.reply, name="check_in_replies"),
    path("check-ins/<public_id:public_id>/passing-up/", checkins_raised.pass_up, name="pass_up"),
    path("points/<public_id:public_id>/", checkins_raised.point, name="point"),
    path(
        "blockers/<public_id:public_id>/agenda/",
        checkins_raised.blocker_agenda,
        name="blocker_agenda",
    ),
    path(
        "blockers/<public_id:public_id>/action/",
        checkins_raised.blocker_action,
        name="blocker_action",
    ),
    path(
        "blockers/<public_id:public_id>/clearing/",
        checkins_raised.blocker_clearing,
        name="blocker_clearing",
    ),
]
