"""Hours, rotas, norms and days away."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.refusal import Refusal
from fairway.foundation.times import UnknownZone
from fairway.foundation.versions import Stale
from fairway.people.actions.absences import (
    UnfitAbsence,
    ask_absence,
    decide_absence,
    edit_absence,
    withdraw_absence,
)
from fairway.people.actions.corrections import (
    UnfitCorrection,
    answer_correction,
    ask_correction,
    withdraw_correction,
)
from fairway.people.actions.hours import UnfitHours, checked_weeks, set_hours
from fairway.people.actions.norms import UnfitNorm, clear_norm, set_norm
from fairway.people.actions.profile import (
    EmailTaken,
    NumberTaken,
    edit_profile,
    edit_record,
    rename_person,
)
from fairway.people.actions.rota import import_calendar, import_table
from fairway.people.models import Absence, Person, RotaShift
from fairway.people.rota import BadRota, read_calendar, read_table

pytestmark = pytest.mark.django_db

NINE_TO_FIVE = [[[9 * 60, 17 * 60]]] * 5 + [[], []]
SINCE = datetime(2026, 3, 1, tzinfo=UTC)


def days(today, start, length=2):
    return {
        "from_on": today + timedelta(days=start),
        "until_on": today + timedelta(days=start + length),
    }


def test_an_absence_is_asked_for_and_the_manager_decides(ana, bo, mia, dee, hana, cy, today):
    absence = ask_absence(ana, actor=ana, **days(today, 3))
    for who in (ana, bo, mia, dee, hana):
        assert can(who, "view", absence), who
    assert not can(cy, "view", absence)
    for actor in (ana, mia, dee, hana, cy):
        with pytest.raises(PermissionDenied):
            decide_absence(absence, actor=actor, agree=True)
    assert decide_absence(absence, actor=bo, agree=True, version=1).state == "agreed"
    with pytest.raises(PermissionDenied):
        decide_absence(absence, actor=bo, agree=False)


def test_other_dates_are_asked_for_again(ana, bo, today):
    absence = decide_absence(ask_absence(ana, actor=ana, **days(today, 3)), actor=bo, agree=True)
    with pytest.raises(Stale):
        edit_absence(absence, actor=ana, version=1, **days(today, 4))
    changed = edit_absence(absence, actor=ana, version=absence.version, **days(today, 4))
    assert (changed.state, changed.decided_by) == ("asked", None)
    withdraw_absence(changed, actor=ana)
    with pytest.raises(PermissionDenied):
        edit_absence(changed, actor=ana, **days(today, 5))


def test_dates_of_an_absence_make_sense(ana, today):
    ask_absence(ana, actor=ana, **days(today, 3, 5))
    for start, length in ((3, 0), (4, 1), (0, 4), (100, 2000)):
        with pytest.raises(UnfitAbsence):
            ask_absence(ana, actor=ana, **days(today, start, length))
    ask_absence(ana, actor=ana, **days(today, 8))


def test_hr_decides_where_there_is_no_manager(mia, hana, lead, today):
    absence = ask_absence(mia, actor=mia, **days(today, 3))
    assert not can(hana, "decide", absence)
    assert can(lead, "decide", absence)


def test_who_cannot_sign_in_is_cared_for_by_their_manager(ana, bo, mia, today):
    with pytest.raises(PermissionDenied):
        ask_absence(ana, actor=bo, **days(today, 3))
    Person.objects.filter(pk=ana.pk).update(account=None)
    assert ask_absence(ana, actor=bo, **days(today, 3)).state == "agreed"
    with pytest.raises(PermissionDenied):
        ask_absence(ana, actor=mia, **days(today, 9))


def test_hours_hold_from_a_day_on_and_may_take_turns(ana, bo, today):
    set_hours(ana, actor=ana, weeks=[NINE_TO_FIVE], valid_from=today - timedelta(days=30))
    late = [[[13 * 60, 22 * 60]]] * 5 + [[], []]
    pattern = set_hours(ana, actor=ana, weeks=[NINE_TO_FIVE, late], valid_from=today)
    assert pattern.starts_on.weekday() == 0
    assert ana.working_patterns.on(today).get() == pattern
    assert ana.working_patterns.count() == 2
    with pytest.raises(PermissionDenied):
        set_hours(ana, actor=bo, weeks=[NINE_TO_FIVE], valid_from=today)


@pytest.mark.parametrize(
    "week",
    [
        [[]] * 7,
        [[[9 * 60, 9 * 60]]] + [[]] * 6,
        [[[-1, 60]]] + [[]] * 6,
        [[[0, 25 * 60]]] + [[]] * 6,
        [[[540, 700], [600, 800]]] + [[]] * 6,
        [[[22 * 60, 30 * 60]], [[5 * 60, 10 * 60]]] + [[]] * 5,
        [[]] * 6 + [[[22 * 60, 34 * 60]]],
        [[[60, 120]]] * 6,
    ],
)
def test_hours_that_cannot_be_worked_are_refused(week):
    if week == [[]] * 6 + [[[22 * 60, 34 * 60]]]:
        week = [[[8 * 60, 12 * 60]], *week[1:]]  # Sunday night runs into Monday
    with pytest.raises(UnfitHours):
        checked_weeks([week])


def test_a_night_shift_up_to_the_next_begins_is_fine():
    week = [[[22 * 60, 30 * 60]]] * 7
    assert checked_weeks([week])[0][0] == [[22 * 60, 30 * 60]]
    for count in (0, 13):
        with pytest.raises(UnfitHours):
            checked_weeks([week] * count)


def calendar(*events: str) -> bytes:
    body = "\r\n".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}\r\nEND:VCALENDAR".encode()


def read(*events, zone="Europe/Berlin"):
    return [
        (one.starts_at.isoformat()[:16], one.ends_at.isoformat()[:16])
        for one in read_calendar(calendar(*events), zone_name=zone, since=SINCE)
    ]


def test_a_calendar_gives_shifts_in_utc():
    assert read(
        "DTSTART:20260302T080000\r\nDTEND:20260302T160000",
        "DTSTART:20260303T080000Z\r\nDURATION:PT8H",
        "DTSTART;VALUE=DATE:20260304\r\nDTEND;VALUE=DATE:20260305",
        "DTSTART:20260305T080000\r\nDTEND:20260305T160000\r\nSTATUS:CANCELLED",
        "DTSTART:20250305T080000\r\nDTEND:20250305T160000",
    ) == [("2026-03-02T07:00", "2026-03-02T15:00"), ("2026-03-03T08:00", "2026-03-03T16:00")]


def test_a_repeating_shift_keeps_its_wall_time_through_the_change_of_the_clock():
    found = read(
        "DTSTART:20260327T080000\r\nDTEND:20260327T160000\r\n"
        "RRULE:FREQ=DAILY;COUNT=4\r\nEXDATE:20260328T080000"
    )
    assert [start for start, _end in found] == [
        "2026-03-27T07:00", "2026-03-29T06:00", "2026-03-30T06:00"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"not a calendar",
        b"",
        b"\xff\xfe\x00",
        calendar("DTSTART:20260302T080000"),
        calendar("DTSTART:20260302T080000\r\nDTEND:20260302T070000"),
        calendar("DTSTART:20260302T080000\r\nDTEND:20260305T070000"),
        calendar("DTSTART:20260302T080000\r\nDTEND:20260302T160000\r\nRRULE:FREQ=SECONDLY"),
        calendar("DTSTART:20260302T080000\r\nDTEND:20260302T160000Z"),
        calendar("DTSTART:nonsense\r\nDTEND:20260302T160000Z"),
    ],
)
def test_a_broken_calendar_is_refused_in_words(content):
    with pytest.raises(Refusal):
        assert read_calendar(content, zone_name="UTC", since=SINCE) == "refused"


def test_a_rota_sets_what_is_to_come_and_can_be_read_again(ana, bo, cy, today):
    start = (today + timedelta(days=7)).strftime("%Y%m%d")
    content = calendar(f"DTSTART:{start}T080000\r\nDTEND:{start}T160000")
    for actor in (ana, bo):
        assert import_calendar(ana, actor=actor, content=content) == 1
    assert RotaShift.objects.get().person == ana
    with pytest.raises(PermissionDenied):
        import_calendar(ana, actor=cy, content=content)
    with pytest.raises(BadRota):
        import_calendar(ana, actor=ana, content=calendar())


def test_a_table_plans_for_many_or_for_nobody(ana, lee, bo, cy, today):
    Person.objects.filter(pk=ana.pk).update(employee_number="A17")
    day = today + timedelta(days=7)
    table = (
        "Person;Start;End\n"
        f"a17;{day} 08:00;{day} 16:00\n"
        f"lee@saltmarsh.example;{day}T22:00;{day + timedelta(days=1)}T06:00\n\n"
    )
    table = table.replace("a17", "A17")
    assert import_table(actor=bo, content=table.encode()) == {ana: 1, lee: 1}
    shift = RotaShift.objects.get(person=ana)
    assert shift.starts_at.astimezone(UTC).hour == 0  # 08:00 in Manila
    with pytest.raises(BadRota, match="line 2, 3"):
        import_table(actor=cy, content=table.encode())
    with pytest.raises(BadRota, match="Line 2: write times"):
        import_table(actor=bo, content=b"person,start,end\nA17,tomorrow,later\n")
    with pytest.raises(BadRota, match="first line names"):
        read_table(b"who,when\n")
    with pytest.raises(BadRota, match="too few cells"):
        read_table(b"person,start,end\nA17\n")


def test_norms_say_what_others_can_count_on(organisation, hana, bo, cy, lead):
    norm = set_norm(
        organisation.support,
        actor=hana,
        core=(600, 720),
        core_zone="Europe/Lisbon",
        reply_times={"chat": 4, "email": 24},
        note="Fridays are quiet.",
    )
    organisation.support.leader = bo
    organisation.support.save()
    again = set_norm(organisation.support, actor=bo, reply_times={"chat": 8}, version=1)
    assert (again.pk, again.core_from, again.version) == (norm.pk, None, 2)
    for actor in (cy, None):
        with pytest.raises(PermissionDenied):
            set_norm(organisation.support, actor=actor)
    for fault in ({"core": (720, 600), "core_zone": "UTC"}, {"reply_times": {"fax": 1}}):
        with pytest.raises(UnfitNorm):
            set_norm(organisation.support, actor=hana, **fault)
    with pytest.raises(UnknownZone):
        set_norm(organisation.support, actor=hana, core=(0, 60), core_zone="Lisbon time")
    set_norm(organisation.profile, actor=lead, reply_times={"email": 24})
    clear_norm(again, actor=hana)


def test_people_describe_themselves_and_hr_keeps_the_record(ana, bo, hana, cy):
    edited = edit_profile(
        ana, actor=ana, pronouns="she", time_zone="Asia/Tokyo", version=ana.version
    )
    assert edited.zone == "Asia/Tokyo"
    assert Event.objects.filter(kind="people.zone_changed", about=ana).exists()
    with pytest.raises(Stale):
        edit_profile(ana, actor=ana, version=ana.version)
    with pytest.raises(UnknownZone):
        edit_profile(ana, actor=ana, time_zone="Mars/Olympus")
    for actor in (bo, cy):
        with pytest.raises(PermissionDenied):
            edit_profile(ana, actor=actor)
    renamed = rename_person(ana, actor=hana, name="Ana  Ñandú")
    assert (renamed.name, renamed.sort_name) == ("Ana Ñandú", "nandu, ana")
    assert " nandu" in renamed.search_text
    with pytest.raises(EmailTaken):
        edit_record(ana, actor=hana, name="Ana Reyes", email="BO@saltmarsh.example")
    Person.objects.filter(pk=bo.pk).update(employee_number="7")
    with pytest.raises(NumberTaken):
        edit_record(ana, actor=hana, name="Ana Reyes", employee_number="7")
    for actor in (ana, bo):
        with pytest.raises(PermissionDenied):
            edit_record(ana, actor=actor, name="Ana")
    edit_record(
        ana, actor=SYSTEM, name="Ana Reyes", email="A@x.example", joined_on=date(2020, 1, 1)
    )


def test_a_correction_is_asked_for_and_answered_by_hr(ana, bo, hana):
    asked = ask_correction(ana, actor=ana, words="I joined in March.")
    assert can(hana, "view", asked)
    assert not can(bo, "view", asked)
    with pytest.raises(UnfitCorrection):
        answer_correction(asked, actor=hana, done=False)
    assert answer_correction(asked, actor=hana, done=True).state == "done"
    with pytest.raises(PermissionDenied):
        withdraw_correction(asked, actor=ana)
    with pytest.raises(UnfitCorrection):
        ask_correction(ana, actor=ana, words="  ")
    with pytest.raises(PermissionDenied):
        ask_correction(ana, actor=hana, words="x")


def test_a_past_absence_of_another_year_is_no_reason_to_see_it(lee, cy):
    assert Absence.objects.filter(person=lee).exists()
    assert not Absence.objects.allowed(cy).exists()
