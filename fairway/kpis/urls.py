from django.urls import path

from fairway.kpis.views import comparing, keeping, listing, recording, showing, starting

app_name = "kpis"
urlpatterns = [
    path("", listing.listing, name="listing"),
    path("mine/", listing.mine, name="mine"),
    path("new/", keeping.create, name="new"),
    path("library/", starting.library, name="library"),
    path("stacks/", starting.stacks, name="stacks"),
    path("stacks/new/", starting.new_stack, name="new_stack"),
    path("stacks/<public_id:public_id>/", starting.stack, name="stack"),
    path("stacks/<public_id:public_id>/kpis/", starting.put, name="put"),
    path(
        "stacks/<public_id:public_id>/kpis/<public_id:kpi_id>/removal/",
        starting.take_off,
        name="take_off",
    ),
    path("<public_id:public_id>/", showing.detail, name="kpi"),
    path("<public_id:public_id>/edit/", keeping.edit, name="edit"),
    path("<public_id:public_id>/archive/", keeping.archive, name="archive"),
    path("<public_id:public_id>/return/", keeping.restore, name="restore"),
    path("<public_id:public_id>/beside/", showing.beside, name="beside"),
    path("<public_id:public_id>/ahead/", comparing.ahead, name="ahead"),
    path("<public_id:public_id>/who/", showing.who, name="who"),
    path("<public_id:public_id>/values/", showing.values, name="values"),
    path("<public_id:public_id>/values.csv", showing.values_csv, name="values_csv"),
    path("<public_id:public_id>/values/new/", recording.add, name="new_value"),
    path("<public_id:public_id>/values/many/", recording.add_many, name="many_values"),
    path("<public_id:public_id>/targets/new/", keeping.target, name="new_target"),
    path(
        "<public_id:public_id>/targets/<public_id:target_id>/removal/",
        keeping.remove_target,
        name="remove_target",
    ),
    path("<public_id:public_id>/notes/new/", keeping.annotate, name="new_note"),
    path(
        "<public_id:public_id>/notes/<public_id:note_id>/removal/",
        keeping.remove_annotation,
        name="remove_note",
    ),
    path(
        "<public_id:public_id>/notes/<public_id:note_id>/return/",
        keeping.keep_annotation,
        name="keep_note",
    ),
    path("<public_id:public_id>/parts/new/", keeping.segment, name="new_part"),
    path("<public_id:public_id>/usual/", keeping.usual, name="usual"),
    path("<public_id:public_id>/signals/<public_id:signal_id>/", keeping.answer, name="answer"),
]
