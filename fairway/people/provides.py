"""What people offers the rest of the house."""

from django.db.models import Exists
from django.utils.translation import gettext_lazy as _

from fairway.foundation.paging import count_of
from fairway.foundation.ports import (
    ApiRouter,
    BenchPage,
    DelegableVerb,
    EventKind,
    FirstStep,
    HomeCard,
    NavItem,
    PaletteAction,
    PersonalData,
    PersonCard,
    PersonTab,
    Presence,
    RoleSource,
    SearchHit,
    SearchSource,
    StandIn,
    TodoSource,
    api_routers,
    bench_pages,
    delegable_verbs,
    event_kinds,
    figure_sources,
    first_steps,
    home_cards,
    nav_items,
    palette_actions,
    person_cards,
    person_tabs,
    personal_data,
    presences,
    role_sources,
    search_sources,
    stand_ins,
    todo_sources,
)
from fairway.foundation.remembering import remember
from fairway.people import cards, figures, personal, todos
from fairway.people.availability import days_away, pattern_of
from fairway.people.days import organisation_day
from fairway.people.directory import ORDER, Asked, for_rows, listed
from fairway.people.models import Appointment, Person
from fairway.people.relations import Role, roles_of, stands_in_for
from fairway.people.rules import may_administer, may_inspect, may_lead
from fairway.people.rules.availability import DECIDE_ABSENCE
from fairway.people.telling import TOLD

EVERYONE, SUBJECT, LINE, HR, AUDITOR = "everyone", "subject", "manager_line", "hr", "auditor"

KINDS = (
    ("joined", _("Joined"), EVERYONE, "user-plus"),
    ("imported", _("Came with an import"), HR, "file-import"),
    ("import_applied", _("Import of people"), HR, "file-import"),
    ("import_discarded", _("Import of people discarded"), HR, "file-import"),
    (
        "sensitive_opted_in",
        _("Sensitive attribute kept for fairness audits"),
        AUDITOR,
        "shield-lock",
    ),
    ("rehired", _("Came back"), HR, "user-plus"),
    ("assigned", _("Moved to another place or role"), EVERYONE, "arrows-exchange"),
    ("move_planned", _("A move was planned"), HR, "calendar-plus"),
    ("move_cancelled", _("A planned move was cancelled"), HR, "calendar-off"),
    ("manager_changed", _("Reports to somebody else"), EVERYONE, "users"),
    ("cycle_found", _("Left without a manager: the lines went in a circle"), HR, "alert-triangle"),
    ("leaving_planned", _("Leaving was planned"), HR, "calendar-off"),
    ("leaving_withdrawn", _("Stays after all"), HR, "calendar-check"),
    ("left", _("Left"), EVERYONE, "door-exit"),
    ("renamed", _("Changed their name"), EVERYONE, "pencil"),
    ("record_edited", _("Record edited"), HR, "pencil"),
    ("profile_edited", _("Profile edited"), SUBJECT, "pencil"),
    ("zone_changed", _("Moved to another time zone"), LINE, "clock"),
    ("dotted_line_drawn", _("Dotted line drawn"), EVERYONE, "arrows-split"),
    ("dotted_line_ended", _("Dotted line ended"), EVERYONE, "arrows-split"),
    ("access_inspected", _("Asked why somebody can see something"), AUDITOR, "eye-check"),
    ("reorganised", _("Many people moved at once"), HR, "sitemap"),
    ("unit_created", _("Unit created"), EVERYONE, "sitemap"),
    ("unit_edited", _("Unit edited"), EVERYONE, "sitemap"),
    ("unit_leader_set", _("Leads another unit"), EVERYONE, "sitemap"),
    ("unit_moved", _("Unit moved"), EVERYONE, "sitemap"),
    ("unit_merged", _("Units merged"), EVERYONE, "sitemap"),
    ("unit_closed", _("Unit closed"), EVERYONE, "sitemap"),
    ("location_created", _("Location added"), EVERYONE, "map-pin"),
    ("location_edited", _("Location edited"), EVERYONE, "map-pin"),
    ("location_zone_changed", _("A location's time zone changed"), EVERYONE, "map-pin"),
    ("location_closed", _("Location closed"), EVERYONE, "map-pin"),
    ("employer_created", _("Employer added"), HR, "building"),
    ("employer_edited", _("Employer edited"), HR, "building"),
    ("job_family_saved", _("Job family edited"), EVERYONE, "briefcase"),
    ("job_profile_saved", _("Role edited"), EVERYONE, "briefcase"),
    ("job_profile_closed", _("Role closed"), EVERYONE, "briefcase"),
    ("appointment_proposed", _("Appointment waits for a second person"), HR, "user-check"),
    ("appointment_declined", _("Appointment declined"), HR, "user-x"),
    ("appointment_withdrawn", _("Appointment taken back"), HR, "user-x"),
    ("appointed", _("Appointed"), EVERYONE, "user-check"),
    ("appointment_ended", _("Appointment ended"), EVERYONE, "user-x"),
    ("delegated", _("Handed work to a deputy"), LINE, "user-share"),
    ("delegation_ended", _("Deputy no longer stands in"), LINE, "user-share"),
    ("absence_asked", _("Asked for days away"), LINE, "calendar-event"),
    ("absence_agreed", _("Days away agreed"), LINE, "calendar-check"),
    ("absence_declined", _("Days away declined"), LINE, "calendar-off"),
    ("absence_withdrawn", _("Days away taken back"), LINE, "calendar-off"),
    ("hours_set", _("Working hours set"), LINE, "clock"),
    ("rota_read", _("Rota read"), LINE, "clock"),
    ("norm_set", _("Availability agreed"), EVERYONE, "message-2"),
    ("norm_cleared", _("Availability no longer set"), EVERYONE, "message-2"),
    ("correction_asked", _("Asked for a correction"), HR, "edit"),
    ("correction_answered", _("Correction answered"), SUBJECT, "edit"),
    ("correction_withdrawn", _("Correction taken back"), HR, "edit"),
)


def days_away_by_rota(people, since):
    return days_away(people, since, by_rota=True)


def present_pattern(person):
    return pattern_of(person, organisation_day())


def has_people() -> bool:
    """More than whoever set Fairway up."""
    return len(_first_people()) == 3


def has_hr_partner() -> bool:
    return any(_first_people())


def _first_people() -> list[bool]:
    """Of the first three people: whether anybody is an HR partner. Two steps, one query."""
    partners = Appointment.objects.on(organisation_day()).filter(role=Role.HR_PARTNER)
    asked = Person.objects.order_by("pk").annotate(partner=Exists(partners))
    return remember("first people", lambda: list(asked.values_list("partner", flat=True)[:3]))


event_kinds.offer(
    *(
        EventKind(
            f"people.{key}",
            label,
            audience,
            icon=icon,
            group=_("People"),
            notify=TOLD.get(key),
        )
        for key, label, audience, icon in KINDS
    )
)
delegable_verbs.offer(DelegableVerb(DECIDE_ABSENCE, _("Agree to days away of their reports")))
role_sources.offer(
    RoleSource("people_lead", may_lead),
    RoleSource("administrator", may_administer),
)
stand_ins.offer(StandIn("people", stands_in_for))
presences.offer(Presence("people", days_away_by_rota, present_pattern))


def is_hr(viewer):
    return bool(roles_of(viewer) & {Role.PEOPLE_LEAD, Role.HR_PARTNER})


def find_people(viewer, words: str, most: int):
    asked = Asked(words=words)
    _number, many = count_of(listed(viewer, asked))
    people = for_rows(listed(viewer, asked, many=many)).order_by(*ORDER)[:most]
    for person in people:
        at = person.assignment
        detail = " · ".join(str(part) for part in (at.job_profile, at.unit) if part) if at else ""
        yield SearchHit(person.name, person.get_absolute_url(), detail, "user")


api_routers.offer(
    ApiRouter(
        "people",
        _("People"),
        "fairway.people.api.router",
        (
            ("people:read", _("Read the directory")),
            ("people:write", _("Ask for your own days away")),
        ),
    )
)
search_sources.offer(SearchSource("people", _("People"), 10, find_people))
nav_items.offer(
    NavItem("people", _("People"), "users", "people:directory", order=50, in_tabbar=True),
    NavItem(
        "team",
        _("My team"),
        "users-group",
        "people:my_team",
        10,
        section="team",
        visible=cards.has_reports,
    ),
    NavItem(
        "organisation",
        _("Organisation"),
        "sitemap",
        "people:units",
        20,
        section="admin",
        covers=(
            "people:places",
            "people:jobs",
            "people:employers",
            "people:appointments",
            "people:reorganisation",
        ),
    ),
    NavItem(
        "imports",
        _("Import people"),
        "file-import",
        "people:imports",
        30,
        section="admin",
        visible=may_lead,
    ),
    NavItem(
        "inspector",
        _("Who sees what"),
        "eye-check",
        "people:inspector",
        80,
        section="admin",
        visible=may_inspect,
        for_administrators=True,
    ),
    NavItem("profile", _("Your profile"), "user-circle", "people:my_profile", 10, section="me"),
    NavItem("time", _("Your hours and days away"), "clock", "people:my_time", 20, section="me"),
)
person_tabs.offer(
    PersonTab("time", _("Time"), "people:time", 20, lambda viewer, person: person.may_view_hours)
)
first_steps.offer(
    FirstStep(
        "people",
        _("Bring in your people"),
        _("A people lead imports the list that your HR system exports, however messy it is."),
        30,
        "people:imports",
        has_people,
        visible=may_lead,
    ),
    FirstStep(
        "hr_partner",
        _("Name an HR partner"),
        _("They decide where a manager cannot. Each part of the organisation can have its own."),
        50,
        "people:appointments",
        has_hr_partner,
        visible=may_lead,
    ),
)
todo_sources.offer(TodoSource("people", _("People"), "users", 60, rows=todos.rows, tell=todos.tell))
palette_actions.offer(
    PaletteAction(
        "import",
        _("Import people"),
        "file-import",
        "people:imports",
        visible=may_lead,
        keywords=_("upload csv excel hr export"),
    ),
    PaletteAction("absence", _("Ask for days away"), "calendar-off", "people:my_time"),
    PaletteAction("hire", _("Add a person"), "user-plus", "people:hire", is_hr),
    PaletteAction("reorganise", _("Reorganise"), "arrows-exchange", "people:reorganisation", is_hr),
    PaletteAction(
        "inspect", _("Why can somebody see this?"), "eye-check", "people:inspector", may_inspect
    ),
    PaletteAction("appoint", _("Give a role"), "user-check", "people:appointments", is_hr),
)
personal_data.offer(
    PersonalData("people", _("Your record, hours and days away"), personal.export, personal.erase)
)
person_cards.offer(
    PersonCard("talk", "people/_talk.html", cards.talk, order=10),
    PersonCard("record", "people/_record.html", cards.record, order=80),
    PersonCard("around", "people/_around.html", cards.around, order=10, column="side"),
    PersonCard("away", "people/_away.html", cards.away, order=30, column="side"),
)
home_cards.offer(
    HomeCard("team", "people/_team.html", cards.team, order=40, column="side", later=True)
)
bench_pages.offer(
    BenchPage("directory", "ana", lambda world: "/people/"),
    BenchPage("directory, one unit", "hana", lambda world: f"/people/?unit={world.unit}"),
    BenchPage("search", "ana", lambda world: "/people/?q=an"),
    BenchPage("search, full name", "ana", lambda world: "/people/?q=reyes+ana"),
    BenchPage("palette finds people", "ana", lambda world: "/search/palette?q=mar"),
    BenchPage("chart", "ana", lambda world: "/people/chart/"),
    BenchPage(
        "chart, one branch",
        "ana",
        lambda world: f"/people/chart/?person={world.people['mia'].public_id}",
    ),
    BenchPage("person", "bo", lambda world: world.people["ana"].get_absolute_url()),
    BenchPage("person, by HR", "hana", lambda world: world.people["ana"].get_absolute_url()),
)
figure_sources.offer(figures.WITH_A_MANAGER)
