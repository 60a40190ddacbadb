"""Rows of the access matrix for the pages that change the organisation, its people and their time."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fairway.people.days import organisation_day
from fairway.people.models import (
    Absence,
    Appointment,
    AppointmentProposal,
    Correction,
    Delegation,
    DottedLine,
    Employer,
    JobFamily,
)
from tests.access.binding import Route

OWN, ORG, TIME = "Own pages", "Org data", "Working pattern, absence"
HR = frozenset({"hr_partner", "people_lead"})
LEAD = frozenset({"people_lead"})
BY_HR = "E* needs an appointment over the unit: the policy writes the star, here is who holds it"
BY_LEAD = "what belongs to no unit is kept by people leads"


def day(offset: int) -> str:
    return str(organisation_day() + timedelta(days=offset))


def at(name: str, thing: Any = None, **more: Any) -> Any:
    """The address of a page about the subject, or about what `thing` makes or finds."""

    def address(world: Any) -> str:
        one = thing(world) if thing else world.subject
        return reverse(f"people:{name}", kwargs={"public_id": one.public_id, **more})

    return address


def plain(name: str) -> Any:
    return lambda world: reverse(f"people:{name}")


def unit(world: Any) -> Any:
    return world.organisation.support


def place(world: Any) -> Any:
    return world.organisation.lisbon


def job(world: Any) -> Any:
    return world.organisation.profile


def leaver(world: Any) -> Any:
    return world.people["leaver"]


def absence(world: Any) -> Absence:
    made, _new = Absence.objects.get_or_create(
        person=world.subject, from_on=day(40), defaults={"until_on": day(42)}
    )
    return made


def correction(world: Any) -> Correction:
    made, _new = Correction.objects.get_or_create(person=world.subject, words="I joined in May.")
    return made


def family(world: Any) -> JobFamily:
    return JobFamily.objects.get_or_create(name="Support work")[0]


def employer(world: Any) -> Employer:
    return Employer.objects.get_or_create(name="Saltmarsh Ltd")[0]


def cover(world: Any) -> Delegation:
    made, _new = Delegation.objects.get_or_create(
        away=world.subject,
        deputy=world.people["peer"],
        defaults={"valid_from": day(0), "valid_until": day(9)},
    )
    return made


def role(world: Any) -> Appointment:
    made, _new = Appointment.objects.get_or_create(
        person=world.subject, role="executive", unit=unit(world), defaults={"valid_from": day(-9)}
    )
    return made


def proposal(world: Any) -> AppointmentProposal:
    made, _new = AppointmentProposal.objects.get_or_create(
        person=world.people["peer"],
        role="executive",
        unit=unit(world),
        defaults={"valid_from": day(0), "proposed_by": world.people["hr_partner"]},
    )
    return made


def shift_file(world: Any) -> dict[str, Any]:
    start = day(7).replace("-", "")
    event = f"BEGIN:VEVENT\r\nDTSTART:{start}T080000\r\nDTEND:{start}T160000\r\nEND:VEVENT"
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}\r\nEND:VCALENDAR"
    return {"rota": SimpleUploadedFile("rota.ics", content.encode())}


def dotted_end(world: Any) -> str:
    line = DottedLine.objects.get(person=world.subject)
    return reverse("people:dotted_line_end", args=[world.subject.public_id, line.manager.public_id])


def cancellation(world: Any) -> str:
    return reverse("people:move_cancellation", args=[world.subject.public_id, organisation_day()])


def get(name: str, row: str, url: Any, **more: Any) -> Route:
    return Route(f"people:{name}", row, url=url, **more)


def post(name: str, row: str, url: Any = None, **more: Any) -> Route:
    return Route(f"people:{name}", row, method="post", url=url, **more)


def by_hr(name: str, url: Any, **more: Any) -> Route:
    return Route(f"people:{name}", ORG, verb="E", url=url, also=HR, reason=BY_HR, **more)


def by_leads(name: str, url: Any, **more: Any) -> Route:
    return Route(f"people:{name}", ORG, verb="E", url=url, also=LEAD, reason=BY_LEAD, **more)


def some(**fields: Any) -> Any:
    return lambda world: fields


ANY_HR = HR | {"other_hr_partner"}
RECORD = [
    by_hr("record", at("record")),
    by_hr("move", at("move")),
    by_hr("leaving", at("leaving")),
    by_hr("rehiring", at("rehiring", leaver)),
    by_hr("move_cancellation", cancellation, method="post"),
    by_hr("leaving_withdrawal", at("leaving_withdrawal"), method="post"),
    by_hr(
        "dotted_lines",
        at("dotted_lines"),
        method="post",
        data=lambda world: {
            "manager": world.people["peer"].email,
            "valid_from": day(0),
        },
    ),
    by_hr("dotted_line_end", dotted_end, method="post"),
    Route(
        "people:hire", ORG, verb="E", url=plain("hire"), also=ANY_HR, reason="into their own units"
    ),
    get("who", ORG, at("who", verb="view_record")),
    *(get(name, OWN, plain(name)) for name in ("my_team", "my_profile", "my_time", "orphans")),
    get("pick", OWN, lambda world: reverse("people:pick", args=["person"])),
    get("corrections", OWN, plain("corrections")),
    Route(
        "people:profile",
        ORG,
        verb="E",
        url=at("profile"),
        also=HR | {"subject"},
        reason="people describe themselves; HR helps whoever cannot",
    ),
    Route(
        "people:ask_correction",
        ORG,
        verb="E",
        method="post",
        url=at("ask_correction"),
        data=some(words="I joined in March."),
        also=frozenset({"subject"}),
        reason="the policy says: R own, request correction",
    ),
    by_hr(
        "correction_answer",
        at("correction_answer", correction),
        method="post",
        data=some(done="yes", answer=""),
    ),
    Route(
        "people:correction_withdrawal",
        ORG,
        verb="E",
        method="post",
        url=at("correction_withdrawal", correction),
        also=frozenset({"subject"}),
        reason="their own request",
    ),
]
HOURS = [
    get("time", TIME, at("time")),
    get("hours", TIME, at("hours"), verb="C"),
    post(
        "hours",
        TIME,
        at("hours"),
        verb="C",
        data=lambda world: {"weeks": "1", "valid_from": day(0), "day_0_0": "09:00-17:00"},
    ),
    post(
        "absences",
        TIME,
        at("absences"),
        verb="C",
        data=lambda world: {"from_on": day(60), "until_on": day(61)},
    ),
    get("absence", TIME, at("absence", absence)),
    post(
        "absence_decision",
        TIME,
        at("absence_decision", absence),
        verb="A",
        data=some(agree="yes"),
    ),
    post("absence_withdrawal", TIME, at("absence_withdrawal", absence), verb="E"),
    post(
        "rota",
        TIME,
        at("rota"),
        verb="C",
        data=shift_file,
        also=HR | {"manager"},
        reason="who plans shifts reads the rota; it moves deadlines and nothing else",
    ),
    get("team_rota", OWN, plain("team_rota")),
    post("team_rota", OWN),
    post(
        "cover",
        "Appointment, delegation",
        at("cover"),
        verb="A",
        also=frozenset({"subject"}),
        reason="one hands on what is one's own; on long leave HR names the deputy",
        data=lambda world: {
            "deputy": world.people["peer"].email,
            "verbs": ["people.decide_absence"],
            "valid_from": day(0),
            "valid_until": day(5),
        },
    ),
    post(
        "cover_end",
        "Appointment, delegation",
        at("cover_end", cover),
        verb="A",
        also=frozenset({"subject", "peer"}),
        reason="whose work it is, and the deputy: here the peer",
    ),
]
ORGANISATION = [
    *(get(name, OWN, plain(name)) for name in ("units", "places", "jobs", "employers")),
    get("unit", OWN, at("unit", unit)),
    get("unit_branch", OWN, at("unit_branch", unit)),
    by_hr("unit_edit", at("unit_edit", unit)),
    by_hr("unit_move", at("unit_move", unit)),
    by_hr("unit_merge", at("unit_merge", unit)),
    by_hr("unit_closure", at("unit_closure", unit), method="post"),
    Route(
        "people:new_unit",
        ORG,
        verb="E",
        url=plain("new_unit"),
        also=ANY_HR,
        reason="below their own units",
    ),
    get(
        "unit_norm",
        "Role expectation, availability norm",
        at("unit_norm", unit),
        verb="A",
        never=frozenset({"manager"}),
        reason="own unit means the unit one leads, and this manager leads none",
    ),
    get(
        "job_norm",
        "Role expectation, availability norm",
        at("job_norm", job),
        verb="A",
        also=frozenset({"other_hr_partner"}),
        never=frozenset({"manager"}),
        reason="a role is nobody's unit: HR partners and people leads agree on it",
    ),
    by_leads("place", at("place", place)),
    by_leads("new_place", plain("new_place")),
    by_leads("place_closure", at("place_closure", place), method="post"),
    by_leads("job", at("job", job)),
    by_leads("new_job", plain("new_job")),
    by_leads("job_closure", at("job_closure", job), method="post"),
    by_leads("family", at("family", family)),
    by_leads("new_family", plain("new_family")),
    by_leads("employer", at("employer", employer)),
    by_leads("new_employer", plain("new_employer")),
    get("appointments", OWN, plain("appointments")),
    post(
        "appoint",
        "Appointment, delegation",
        plain("appoint"),
        verb="A",
        data=lambda world: {
            "person": world.people["peer"].email,
            "role": "executive",
            "unit": unit(world).name,
            "valid_from": day(0),
        },
    ),
    post(
        "appointment_end",
        "Appointment, delegation",
        at("appointment_end", role),
        verb="A",
        also=frozenset({"subject"}),
        reason="a role may be laid down",
    ),
    by_leads("proposal_decision", at("proposal_decision", proposal), method="post"),
    Route(
        "people:proposal_withdrawal",
        ORG,
        verb="E",
        method="post",
        url=at("proposal_withdrawal", proposal),
        also=frozenset({"hr_partner"}),
        reason="who asked may take it back",
    ),
    Route(
        "people:inspector",
        ORG,
        verb="E",
        url=plain("inspector"),
        also=ANY_HR | {"administrator"},
        reason="reasons without content, each look on record",
    ),
    Route(
        "people:reorganisation",
        ORG,
        verb="E",
        url=plain("reorganisation"),
        also=ANY_HR,
        reason="only people and units of theirs can be moved",
    ),
]
ROUTES = [*RECORD, *HOURS, *ORGANISATION]
