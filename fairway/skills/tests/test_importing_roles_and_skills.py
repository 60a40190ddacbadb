"""A table of roles × skills: guessed, looked through, and written in one step or not at all."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.models import Event
from fairway.people.models import JobFamily, JobProfile
from fairway.skills.actions import importing
from fairway.skills.actions.importing import (
    apply_skills,
    forget_tables,
    map_columns,
    plan_import,
    stage_skills,
)
from fairway.skills.importing.columns import guess_columns
from fairway.skills.importing.plan import Known, plan_rows
from fairway.skills.importing.reading import NoRows, OpenQuote, read_table
from fairway.skills.models import Edition, RoleExpectation, Skill, SkillsImport
from fairway.skills.refusals import HasProblems

TABLE = (
    "Role Family,Role,Role Level,Role Level Description,Skill Name,Skill Description,"
    "Skill Level,Skill Level Description\n"
    'Support,Specialist,Support specialist L3,"Customers get one answer,\nand it holds.",'
    "Listening,Hearing what is needed,Practitioner,Finds the need behind the question\n"
    "Support,Specialist,Support specialist L3,,Writing,Writing plainly,Working,One matter each\n"
    "Support,Specialist,Support specialist L3,,Writing,Writing plainly,Working,One matter each\n"
    "Support,Lead,Team lead,,Listening,Hearing what is needed,Expert,Others learn from them\n"
    "Support,Lead,Team lead,,Coaching,,NOT IN USE,\n"
    "Support,Chief,NOT IN USE,,Listening,,Expert,\n"
)


@pytest.fixture
def stage(db):
    def make(actor, text=TABLE, **mapped):
        batch = stage_skills(read_table(text), actor=actor)
        if not mapped:
            return batch
        said = {"columns": batch.columns, "levels": batch.levels, **mapped}
        return map_columns(batch, actor=actor, **said)

    return make


def levels_of(title):
    edition = Edition.objects.holding().get(expectation__profile__title=title)
    return {one.skill.name: one.level for one in edition.skills.select_related("skill")}


def test_columns_and_levels_are_guessed_from_their_names(hana, stage):
    batch = stage(hana)
    named = {wanted: batch.header[at] for wanted, at in batch.columns.items()}
    assert named["title"] == "Role Level"
    assert named["role"] == "Role"
    assert named["skill"] == "Skill Name"
    assert named["looks_like"] == "Skill Level Description"
    assert batch.levels == {"Practitioner": 3, "Working": 2, "Expert": 4}


def test_looking_through_writes_nothing(hana, stage, role):
    plan = plan_import(stage(hana))
    assert plan.counts["changes"] == 1
    assert plan.counts["twice"] == 1
    assert not Skill.objects.exists()
    assert not RoleExpectation.objects.exists()


def test_each_problem_names_its_line(hana, stage, role):
    plan = plan_import(stage(hana))
    assert [(one.line, one.words) for one in plan.problems] == [
        (6, "No role here is called “Team lead”."),
        (7, "No level is said for “Coaching”."),
        (8, "No role here is called “Chief”."),
    ]


def test_while_there_are_problems_nothing_is_written_unless_they_are_left_out(hana, stage, role):
    batch = stage(hana)
    with pytest.raises(HasProblems):
        apply_skills(batch, actor=hana)
    assert not Skill.objects.exists()
    apply_skills(batch, actor=hana, skip_problems=True)
    assert levels_of("Support specialist") == {"Listening": 3, "Writing": 2}
    listening = Skill.objects.get(name="Listening")
    assert listening.meaning == "Hearing what is needed"
    assert listening.practitioner == "Finds the need behind the question"
    assert Edition.objects.get().purpose == "Customers get one answer,\nand it holds."


def test_a_people_lead_adds_the_roles_that_are_missing(pia, stage, role):
    batch = stage(pia, adds_roles=True)
    apply_skills(batch, actor=pia, skip_problems=True)
    assert levels_of("Team lead") == {"Listening": 4}
    assert levels_of("Chief") == {"Listening": 4}  # it has no levels, so it goes by its own name
    assert JobFamily.objects.get().name == "Support"


def test_an_hr_partner_adds_no_roles(hana, stage, role):
    assert not stage(hana, adds_roles=True).adds_roles
    assert JobProfile.objects.count() == 1


def test_the_same_table_again_changes_nothing(pia, stage, role):
    apply_skills(stage(pia, adds_roles=True), actor=pia, skip_problems=True)
    editions, skills = Edition.objects.count(), Skill.objects.count()
    written = Event.objects.filter(kind="skills.expectation_written").count()
    again = apply_skills(stage(pia, adds_roles=True), actor=pia, skip_problems=True)
    assert again.counts["here"] == 3
    assert (Edition.objects.count(), Skill.objects.count()) == (editions, skills)
    assert Event.objects.filter(kind="skills.expectation_written").count() == written


def test_what_people_wrote_stays_and_skills_are_added(hana, stage, role, expected, listening):
    apply_skills(stage(hana), actor=hana, skip_problems=True)
    now = Edition.objects.holding().get()
    assert (now.number, now.results) == (2, "Calls are settled.")
    assert now.excellence == "Customers ask for them by name."
    assert levels_of("Support specialist") == {"Listening": 3, "Writing": 2}
    listening.refresh_from_db()
    assert listening.working == "Asks one question more."
    assert listening.meaning == "Hearing what somebody needs."


def test_nothing_is_half_written_when_it_breaks_off(pia, stage, role, monkeypatch):
    """The second role fails: nothing of the first is left either."""
    write, written = importing.write_expectation, []

    def fail(*given, **options):
        if written:
            raise DatabaseError("the disk is full")
        written.append(given)
        return write(*given, **options)

    monkeypatch.setattr(importing, "write_expectation", fail)
    batch = stage(pia, adds_roles=True)
    with pytest.raises(DatabaseError):
        apply_skills(batch, actor=pia, skip_problems=True)
    batch.refresh_from_db()
    assert batch.state == SkillsImport.State.REVIEW
    assert not Skill.objects.exists()
    assert not RoleExpectation.objects.exists()
    assert JobProfile.objects.count() == 1


def test_sent_twice_it_is_done_once(hana, stage, role):
    batch = stage(hana)
    apply_skills(batch, actor=hana, skip_problems=True, version=1)
    apply_skills(batch, actor=hana, skip_problems=True, version=1)
    assert Event.objects.filter(kind="skills.imported").count() == 1


def test_an_import_is_whose_it_is(hana, pia, ana, stage):
    batch = stage(hana)
    with pytest.raises(PermissionDenied):
        apply_skills(batch, actor=pia)
    with pytest.raises(PermissionDenied):
        stage_skills(read_table(TABLE), actor=ana)


def test_words_of_other_files_are_given_a_level_by_hand(hana, stage, role):
    text = "Job title;Competency;Proficiency\nSupport specialist L3;Listening;Solid\n"
    batch = stage(hana, text)
    assert plan_import(batch).problems[0].words == "“Solid” is not a level here."
    batch = map_columns(batch, actor=hana, columns=batch.columns, levels={"Solid": 2})
    apply_skills(batch, actor=hana)
    assert levels_of("Support specialist") == {"Listening": 2}


def test_lines_of_a_word_can_be_left_out(hana, stage, role):
    text = "Role,Skill,Level\nSupport specialist L3,Listening,Working\nX,Y,Someday\n"
    batch = stage(hana, text, levels={"Working": 2, "Someday": 0})
    plan = plan_import(batch)
    assert (plan.left_out, plan.problems) == (1, [])


def test_a_skill_at_two_levels_in_one_role_is_pointed_out(hana, stage, role):
    text = "Role,Skill,Level\nSupport specialist L3,A,Working\nSupport specialist L3,A,Expert\n"
    plan = plan_import(stage(hana, text))
    assert [one.line for one in plan.problems] == [3]
    assert next(iter(plan.roles.values())).levels == {"a": 2}


def test_a_title_that_several_roles_share_is_not_guessed(hana, stage, role):
    JobProfile.objects.create(title="Support specialist", level="L2")
    text = "Role,Skill,Level\nSupport specialist,A,Working\nSupport specialist L2,A,Working\n"
    plan = plan_import(stage(hana, text))
    assert "fits several roles" in plan.problems[0].words
    assert [str(one.profile) for one in plan.written] == ["Support specialist L2"]


def test_a_role_that_goes_by_two_names_is_pointed_out(hana, stage, role):
    text = "Role,Skill,Level\nSupport specialist,A,Working\nSupport specialist L3,A,Expert\n"
    batch = stage(hana, text)
    assert plan_import(batch).problems[0].words.startswith("“Support specialist L3” and")
    apply_skills(batch, actor=hana, skip_problems=True)
    assert levels_of("Support specialist") == {"A": 2}


def test_a_table_that_nobody_looks_through_is_forgotten(hana, stage):
    batch = stage(hana)
    assert forget_tables() == 0
    SkillsImport.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert forget_tables() == 1
    batch.refresh_from_db()
    assert (batch.state, batch.rows) == ("discarded", [])


@pytest.mark.parametrize(
    ("text", "fault"), [("Role,Skill,Level\n", NoRows), ('Role\n"open', OpenQuote), ("", NoRows)]
)
def test_what_is_no_table_is_refused_with_a_reason(text, fault):
    with pytest.raises(fault):
        read_table(text)


def test_a_formula_is_pointed_out_and_a_marked_cell_is_read(hana, stage, role):
    rows = "Support specialist L3,=A1,Working\nSupport specialist L3,'+Sums,Working\n"
    problems = plan_import(stage(hana, "Role,Skill,Level\n" + rows)).problems
    assert [(one.line, one.words) for one in problems] == [
        (2, "“=A1” is a formula. Put in what it shows.")
    ]


def test_ten_thousand_lines_are_looked_through_and_written_in_a_few_queries(
    pia, at, stage, role, django_assert_max_num_queries
):
    lines = [f"Role {n % 100},Skill {n // 100},Working" for n in range(9_990)]
    lines += [f"Role {n},Skill {n},Sometime" for n in range(10)]
    batch = stage(pia, "Role,Skill,Level\n" + "\n".join(lines), adds_roles=True)
    browser = at(pia)
    with django_assert_max_num_queries(12):
        page = browser.get(batch.get_absolute_url()).text
    assert "Line 9992: “Sometime” is not a level here." in page
    apply_skills(batch, actor=pia, skip_problems=True)
    assert (RoleExpectation.objects.count(), Skill.objects.count()) == (100, 100)
    assert sum(one.skills.count() for one in Edition.objects.all()) == 9_990


def test_more_than_a_table_can_hold_is_refused_before_it_is_kept(hana, at):
    text = "Role,Skill,Level\n" + "A,B,Working\n" * 20_001
    answer = at(hana).post(reverse("skills:imports"), {"text": text})
    assert answer.status_code == 422
    assert "more than 20,000 lines" in answer.text
    assert not SkillsImport.objects.exists()


def test_a_quote_that_never_closes_is_named_and_the_table_stays_typed(hana, at):
    text = 'Role,Skill,Level\nA,"B,Working\n'
    answer = at(hana).post(reverse("skills:imports"), {"text": text})
    assert answer.status_code == 422
    assert "A quote that opens on line 2 never closes." in answer.text
    assert "Working" in answer.text


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=20))
def test_whatever_the_cells_hold_each_line_is_taken_or_named(rows):
    table = [(n, cells) for n, cells in enumerate(rows)]
    columns = {"role": 0, "skill": 1, "level": 2}
    known = Known(profiles={}, skills={}, levels={})
    plan = plan_rows(table, columns, {"Working": 2}, known, adds_roles=True)
    named = {one.line for one in plan.problems}
    taken = sum(len(one.levels) for one in plan.roles.values()) + plan.twice
    assert taken + len(named) == len(table)


def test_columns_may_be_named_as_the_page_names_them():
    header = ["Role", "What the skill is", "Skill", "Level of the skill"]
    assert guess_columns(header) == {"role": 0, "meaning": 1, "skill": 2, "level": 3}


def test_a_guess_never_takes_one_column_for_two_things():
    found = guess_columns(["Role", "Skill", "Level", "Description"])
    assert len(set(found.values())) == len(found)


def test_the_pages_lead_from_a_table_to_what_roles_need(hana, at, role):
    browser = at(hana)
    came = browser.post(reverse("skills:imports"), {"text": TABLE})
    batch = SkillsImport.objects.get()
    assert came.url == batch.get_absolute_url()
    page = browser.get(came.url).text
    assert "Line 7: No level is said for “Coaching”." in page
    address = reverse("skills:import_application", args=[batch.public_id])
    assert browser.post(address, {"version": 1}).status_code == 422
    assert browser.post(address, {"version": 1, "skip_problems": "on"}).status_code == 302
    assert "Roles and skills are here" in browser.get(came.url).text
    batch.refresh_from_db()
    assert batch.rows == []


def test_a_page_drawn_before_the_columns_changed_does_not_apply(hana, at, stage, role):
    batch = stage(hana, levels={"Working": 2})
    browser = at(hana)
    address = reverse("skills:import_application", args=[batch.public_id])
    assert browser.post(address, {"version": 1, "skip_problems": "on"}).status_code == 409
    assert not Skill.objects.exists()
