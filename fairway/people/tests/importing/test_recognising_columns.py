"""Columns are recognised in many languages, or by what they hold; some are never read."""

import pytest

from fairway.people.importing import columns
from fairway.people.importing.headers import SPELLINGS
from fairway.people.importing.keepout import refusal, sensitive_kind


def meanings(headers: str, *rows: str, remembered=None) -> dict[str, str]:
    samples = [row.split(";") for row in rows]
    found = columns.guess(headers.split(";"), samples, remembered)
    return {one.header: one.field or f"{one.state}: {one.reason}" for one in found}


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (
            "employeeId;givenName;familyName;workEmail;jobTitle;departmentName;managerId;startDate",
            "employee_number given_name family_name email job_title unit manager_number joined_on",
        ),
        (
            "Personalnummer;Nachname;Vorname;E-Mail dienstlich;Abteilung;Eintritt;Austritt;Vorgesetzter",
            "employee_number family_name given_name email unit joined_on left_on manager",
        ),
        (
            "Matricule;Nom;Prénom;Service;Poste;Date d'embauche;Responsable;Pays;Télétravail",
            "employee_number family_name given_name unit job_title joined_on manager country work_mode",
        ),
        (
            "Legajo;Apellidos y nombre;Correo;Área;Puesto;Fecha de ingreso;Jefe;Ciudad",
            "employee_number name email unit job_title joined_on manager city",
        ),
        (
            "Matrícula;Nome completo;E-mail corporativo;Cargo;Data de admissão;Gestor;Situação",
            "employee_number name email job_title joined_on manager status",
        ),
        (
            "Matricola;Cognome;Nome;Mansione;Reparto;Data assunzione;Responsabile;Sede",
            "employee_number family_name given_name job_title unit joined_on manager location",
        ),
        (
            "Personeelsnummer;Voornaam;Achternaam;Afdeling;Functie;In dienst;Leidinggevende",
            "employee_number given_name family_name unit job_title joined_on manager",
        ),
        (
            "社員番号;氏名;部署;役職;入社年月日;退職日;メールアドレス",
            "employee_number name unit job_title joined_on left_on email",
        ),
        (
            "Worker;Worker's Manager;Supervisory Organization;Business Title;Scheduled Weekly Hours",
            "name manager unit job_title weekly_hours",
        ),
        ("EMP_NO;FULL NAME;DEPT.;REPORTS TO;D.O.J.;Last Working Day", 
         "employee_number name unit manager joined_on last_day"),
    ],
)  # fmt: skip
def test_headers_are_known_in_many_languages(headers, fields):
    assert list(meanings(headers).values()) == fields.split()


@pytest.mark.parametrize(
    "header",
    [
        "Keystrokes", "keystrokes_per_hour", "KeyStrokeCount", "Hours Online", "OnlineHours",
        "Time online (h)", "Screenshots", "screenshots_taken", "Mouse distance", "Mouse clicks",
        "Presence %", "DaysLateLast30", "Minutes late", "Late arrivals", "Tardiness", "Messages sent",
        "MessageCount", "Slack messages sent", "Emails sent", "Commits last 30", "Number of commits",
        "Logged hours", "Hours worked", "Idle time", "Active minutes", "Last login", "Badge swipes",
        "Clock-in", "Attendance", "Productivity score", "Activity level", "GPS", "Calls made",
        "Tastenanschläge", "Onlinezeit", "Verspätungen", "Frappes clavier", "Utilization",
    ],
)  # fmt: skip
def test_surveillance_is_refused(header):
    assert refusal(header) == "activity"


@pytest.mark.parametrize(
    "header",
    [
        "EngagementSurvey",
        "Emp Satisfaction",
        "eNPS",
        "Pulse answer Q3",
        "Wellbeing score",
        "Zufriedenheit",
    ],
)
def test_answers_to_surveys_are_refused(header):
    assert refusal(header) == "survey"


@pytest.mark.parametrize("header", ["Absences", "Sick days", "Krankheitstage", "Absence count"])
def test_counts_of_absences_are_refused(header):
    assert refusal(header) == "absence"


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Sex", "sex"), ("GenderID", "gender"), ("RaceDesc", "race"), ("HispanicLatino", "ethnicity"),
        ("DOB", "birth_date"), ("Date of Birth", "birth_date"), ("Geburtsdatum", "birth_date"),
        ("MaritalDesc", "marital_status"), ("MarriedID", "marital_status"), ("Familienstand", "marital_status"),
        ("CitizenDesc", "citizenship"), ("Nationality", "citizenship"), ("Disability status", "disability"),
        ("Religion", "religion"), ("Veteran", "veteran_status"), ("Age", "age"), ("Geschlecht", "sex"),
    ],
)  # fmt: skip
def test_sensitive_attributes_are_left_out(header, kind):
    assert sensitive_kind(header) == kind
    assert meanings(header + ";Name")[header] == "sensitive: sensitive"


def test_no_known_column_name_is_refused_or_sensitive_by_accident():
    from fairway.people.importing import headers

    for text in headers._SPELLINGS.values():
        for spelling in text.split(","):
            name = " ".join(spelling.split())
            assert not refusal(name), name
            assert not sensitive_kind(name), name


def test_every_spelling_means_something():
    assert len(SPELLINGS) > 1200


def test_name_beside_vorname_is_the_family_name_and_a_lone_nom_the_whole():
    assert meanings("Name;Vorname", "Müller;Jürgen", "Groß;Eva")["Name"] == "family_name"
    assert meanings("Nom;Service", "Jean Dupont;RH", "Ana Reyes;RH")["Nom"] == "name"


def test_content_tells_where_the_header_does_not():
    found = meanings(
        "A;B;C;D;Name",
        "ana@x.org;Europe/Lisbon;Remote;9;Ana Reyes",
        "bo@x.org;Asia/Manila;Hybrid;9;Bo Li",
    )
    assert list(found.values())[:4] == ["email", "time_zone", "work_mode", "skipped: other"]


def test_content_overrules_a_header_that_says_too_much():
    found = meanings("Name;Mail;Title;Start", "Ana;Box 7;Mrs;blue", "Bo;Box 8;Mr;red")
    assert found["Mail"].startswith("skipped")
    assert found["Title"] == "sensitive: sensitive"
    assert found["Start"].startswith("skipped")


def test_other_peoples_columns_are_not_taken_for_the_persons():
    found = meanings("Name;Hiring Manager Email;Emergency Contact Name;Previous Employer;Mentor")
    assert set(list(found.values())[1:]) <= {"skipped: other", "skipped: private"}


def test_two_columns_for_one_thing_the_better_known_wins():
    found = meanings("Dept;Department;Employee Name;Full Name")
    assert found["Department"] == "unit"
    assert found["Full Name"] == "name"


def test_what_somebody_said_once_is_remembered():
    found = meanings("Kürzel;Name", remembered={"kurzel": "employee_number"})
    assert found["Kürzel"] == "employee_number"
    assert meanings("Department;Name", remembered={"department": ""})["Department"].startswith(
        "skipped"
    )


def test_saying_what_a_column_means():
    found = columns.guess(["Zone", "Name", "Keystrokes", "Sex"], [])
    columns.say(found, {"zone": "unit"})
    assert found[0].field == "unit"
    for header, key, code in (
        ("Nowhere", "unit", "no_such_column"),
        ("Zone", "shoe_size", "no_such_field"),
        ("Keystrokes", "level", "refused"),
        ("Sex", "level", "sensitive"),
    ):
        with pytest.raises(columns.WrongMapping) as wrong:
            columns.say(found, {header: key})
        assert wrong.value.code == code
        assert (key if code == "no_such_field" else header) in wrong.value.message


def test_a_kind_is_opted_in_by_the_column_that_says_it_in_words():
    found = columns.guess(["MarriedID", "MaritalDesc", "Name"], [["0", "Single", "Ana"]] * 3)
    columns.opt_in(found, ["marital_status"])
    assert [one.field for one in found] == ["", "marital_status", "name"]
    columns.opt_in(found, ["MarriedID"])
    assert [one.field for one in found] == ["marital_status", "", "name"]
    with pytest.raises(columns.WrongMapping):
        columns.opt_in(found, ["shoe_size"])
