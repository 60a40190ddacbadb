from datetime import date

from django.urls import include, path, register_converter

from fairway.people import urls_import
from fairway.people.views import (
    chart,
    directory,
    mine,
    norms,
    person,
    pick,
    places,
    profile,
    record,
    roles,
    sight,
    team,
    time,
    units,
)


class DayConverter:
    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

app_name = "people"
one = "<public_id:public_id>/"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("chart/", chart.chart, name="chart"),
    path("chart/<public_id:public_id>/reports/", chart.branch, name="branch"),
    path("import/", include(urls_import)),
    path("my/team/", team.my_team, name="my_team"),
    path("my/profile/", mine.my_profile, name="my_profile"),
    path("my/time/", mine.my_time, name="my_time"),
    path("without-manager/", record.orphans, name="orphans"),
    path("absences/<public_id:public_id>/", time.absence, name="absence"),
    path("pick/<slug:kind>/", pick.pick, name="pick"),
    path("new/", record.hire, name="hire"),
    path("rota/", time.team_rota, name="team_rota"),
    path("corrections/", profile.corrections, name="corrections"),
    path("corrections/<public_id:public_id>/answer/", profile.answer, name="correction_answer"),
    path(
        "corrections/<public_id:public_id>/withdrawal/",
        profile.withdraw,
        name="correction_withdrawal",
    ),
    path("absences/<public_id:public_id>/decision/", time.decision, name="absence_decision"),
    path("absences/<public_id:public_id>/withdrawal/", time.withdrawal, name="absence_withdrawal"),
    path("cover/<public_id:public_id>/end/", time.cover_end, name="cover_end"),
    path("units/", units.units, name="units"),
    path("units/new/", units.new_unit, name="new_unit"),
    path("units/<public_id:public_id>/", units.unit, name="unit"),
    path("units/<public_id:public_id>/inside/", units.unit_branch, name="unit_branch"),
    path("units/<public_id:public_id>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<public_id:public_id>/move/", sight.unit_move, name="unit_move"),
    path("units/<public_id:public_id>/merger/", units.unit_merge, name="unit_merge"),
    path("units/<public_id:public_id>/closure/", units.unit_closure, name="unit_closure"),
    path("units/<public_id:public_id>/availability/", norms.unit_norm, name="unit_norm"),
    path("places/", places.places, name="places"),
    path("places/new/", places.place, name="new_place"),
    path("places/<public_id:public_id>/", places.place, name="place"),
    path("places/<public_id:public_id>/closure/", places.place_closure, name="place_closure"),
    path("jobs/", places.jobs, name="jobs"),
    path("jobs/new/", places.job, name="new_job"),
    path("jobs/<public_id:public_id>/", places.job, name="job"),
    path("jobs/<public_id:public_id>/closure/", places.job_closure, name="job_closure"),
    path("jobs/<public_id:public_id>/availability/", norms.job_norm, name="job_norm"),
    path("jobs/families/new/", places.family, name="new_family"),
    path("jobs/families/<public_id:public_id>/", places.family, name="family"),
    path("employers/", places.employers, name="employers"),
    path("employers/new/", places.employer, name="new_employer"),
    path("employers/<public_id:public_id>/", places.employer, name="employer"),
    path("appointments/", roles.appointments, name="appointments"),
    path("appointments/new/", roles.appoint, name="appoint"),
    path("appointments/<public_id:public_id>/end/", roles.appointment_end, name="appointment_end"),
    path(
        "proposals/<public_id:public_id>/decision/",
        roles.proposal_decision,
        name="proposal_decision",
    ),
    path(
        "proposals/<public_id:public_id>/withdrawal/",
        roles.proposal_withdrawal,
        name="proposal_withdrawal",
    ),
    path("inspector/", sight.inspector, name="inspector"),
    path("reorganisation/", sight.reorganisation, name="reorganisation"),
    path(one, person.person, name="person"),
    path(f"{one}who/<slug:verb>/", sight.who, name="who"),
    path(f"{one}profile/", profile.profile, name="profile"),
    path(f"{one}corrections/", profile.ask, name="ask_correction"),
    path(f"{one}time/", time.time, name="time"),
    path(f"{one}hours/", time.hours, name="hours"),
    path(f"{one}absences/", time.absences, name="absences"),
    path(f"{one}rota/", time.rota, name="rota"),
    path(f"{one}cover/", time.cover, name="cover"),
    path(f"{one}record/", record.record, name="record"),
    path(f"{one}move/", record.move, name="move"),
    path(f"{one}moves/<day:day>/cancellation/", record.move_cancellation, name="move_cancellation"),
    path(f"{one}dotted-lines/", record.dotted_lines, name="dotted_lines"),
    path(
        f"{one}dotted-lines/<public_id:manager>/end/",
        record.dotted_line_end,
        name="dotted_line_end",
    ),
    path(f"{one}leaving/", record.leaving, name="leaving"),
    path(f"{one}leaving/withdrawal/", record.leaving_withdrawal, name="leaving_withdrawal"),
    path(f"{one}rehiring/", record.rehiring, name="rehiring"),
]
