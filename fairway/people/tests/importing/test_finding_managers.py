"""Managers are found by number, address or name, exactly before loosely, and never guessed."""

import pytest

HEAD = "Name,Employee ID,E-mail,Manager,Leaving date\n"


def resolved(outcome) -> dict[str, str]:
    return {one.name: one.manager.name for one in outcome.plan.planned if one.manager}


def still_open(outcome) -> dict[str, str]:
    return {one.name: one.reason for one in outcome.plan.unresolved}


@pytest.mark.parametrize(
    ("manager", "how"),
    [
        ("Bo Almeida", "exactly"), ("Almeida, Bo", "exactly"), ("bo  ALMEIDA", "exactly"),
        ("Almeida Bo", "exactly"), ("2", "number"), ("bo@x.org", "email"),
        ("Bo Almeida <bo@x.org>", "exactly"), ("Bo Almeida (2)", "exactly"), ("2 - Bo Almeida", "exactly"),
        ("Bo R. Almeida", "ignoring_initial"), ("Bo Álmeida", "loosely"), ("Bo Ricardo Almeida", "loosely"),
    ],
)  # fmt: skip
def test_one_manager_in_many_ways(plan, manager, how):
    outcome = plan(HEAD + f'Ana Reyes,1,ana@x.org,"{manager}",\nBo Almeida,2,bo@x.org,,\n')
    assert resolved(outcome) == {"Ana Reyes": "Bo Almeida"}
    assert dict(outcome.plan.resolved) == {how: 1}


def test_an_umlaut_may_be_spelt_out(plan):
    outcome = plan(HEAD + "Ana,1,a@x.org,Juergen Mueller,\nJürgen Müller,2,j@x.org,,\n")
    assert resolved(outcome) == {"Ana": "Jürgen Müller"}


def test_two_of_one_name_are_asked_about(plan):
    outcome = plan(
        HEAD + "Ana,1,a@x.org,Joe Smith,\nJoe Smith,2,j@x.org,,\nJoe Smith,3,k@x.org,,\n"
    )
    assert still_open(outcome) == {"Joe Smith": "several"}
    assert len(outcome.plan.unresolved[0].candidates) == 2


def test_a_number_decides_between_two_of_one_name(plan):
    outcome = plan(
        "Name,Employee ID,Manager name,Manager ID\n"
        "Ana,1,Joe Smith,3\nJoe Smith,2,,\nJoe Smith,3,,\n"
    )
    (ana,) = (one for one in outcome.plan.planned if one.name == "Ana")
    assert ana.manager.row.number == "3"


def test_a_number_that_is_somebody_elses_gives_way_to_the_name(plan):
    outcome = plan(
        "Name,Employee ID,Manager name,Manager ID\nAna,1,Bo Almeida,3\nBo Almeida,2,,\nCy Okafor,3,,\n"
    )
    assert resolved(outcome)["Ana"] == "Bo Almeida"
    assert [one.code for one in outcome.plan.findings.warnings] == ["ids_disagree"]


def test_a_number_with_or_without_leading_zeros(plan):
    outcome = plan("Name,Employee ID,Manager ID\nAna,0001,2\nBo Almeida,0002,\n")
    assert resolved(outcome) == {"Ana": "Bo Almeida"}


def test_an_initial_that_contradicts_is_another_person(plan):
    outcome = plan(HEAD + "Ana,1,a@x.org,Bo T. Almeida,\nBo R Almeida,2,b@x.org,,\n")
    assert still_open(outcome) == {"Bo T. Almeida": "absent"}


def test_a_name_that_is_anothers_turned_round_is_asked_about(plan):
    outcome = plan(
        HEAD + "Ana,1,a@x.org,Thomas Barbara,\nThomas Barbara,2,t@x.org,,\n"
        "Barbara Thomas,3,b@x.org,,\n"
    )
    assert still_open(outcome) == {"Thomas Barbara": "several"}


def test_unless_the_column_always_writes_names_the_same_way_round(plan):
    people = "".join(
        f"Given{n} Family{n},{n},g{n}@x.org,Given{n + 1} Family{n + 1},\n" for n in range(10, 15)
    )
    outcome = plan(
        HEAD + "Ana,1,a@x.org,Thomas Barbara,\nThomas Barbara,2,t@x.org,,\n"
        "Barbara Thomas,3,b@x.org,,\nGiven15 Family15,15,z@x.org,,\n" + people
    )
    assert resolved(outcome)["Ana"] == "Thomas Barbara"


def test_nobody_who_left_manages_somebody_who_is_here(plan):
    outcome = plan(HEAD + "Ana,1,a@x.org,Bo Almeida,\nBo Almeida,2,b@x.org,,2020-01-01\n")
    assert still_open(outcome) == {"Bo Almeida": "left"}
    assert resolved(outcome) == {}


def test_of_two_of_one_name_the_one_who_is_here(plan):
    outcome = plan(
        HEAD
        + "Ana,1,a@x.org,Bo Almeida,\nBo Almeida,2,b@x.org,,2020-01-01\nBo Almeida,3,c@x.org,,\n"
    )
    (ana,) = (one for one in outcome.plan.planned if one.name == "Ana")
    assert ana.manager.row.number == "3"


def test_ones_own_name_stands_for_nobody(plan):
    outcome = plan(HEAD + "Mia Lind,1,m@x.org,Mia Lind,\nAna,2,a@x.org,Mia Lind,\n")
    assert still_open(outcome) == {"Mia Lind": "self"}
    assert resolved(outcome) == {"Ana": "Mia Lind"}


@pytest.mark.parametrize("name", ["Board of Directors", "VACANT", "TBD", "Aufsichtsrat"])
def test_what_is_no_person_is_known_as_such(plan, name):
    outcome = plan(HEAD + f"Mia Lind,1,m@x.org,{name},\n")
    assert still_open(outcome) == {name: "no_person"}


def test_somebody_with_a_similar_name_is_offered(plan):
    outcome = plan(HEAD + "Ana,1,a@x.org,Amy Dunne,\nAmy Dunn,2,d@x.org,,\n")
    (entry,) = outcome.plan.unresolved
    assert [one.name for one in entry.candidates] == ["Amy Dunn"]


def test_a_manager_may_be_here_already_and_not_in_the_file(plan, bo):
    outcome = plan(HEAD + "Ana New,1,anew@x.org,Bo Almeida,\n")
    assert resolved(outcome) == {"Ana New": "Bo Almeida"}


def test_a_circle_names_its_lines(plan):
    outcome = plan(
        HEAD + "A One,1,a@x.org,B Two,\nB Two,2,b@x.org,C Three,\nC Three,3,c@x.org,A One,\n"
    )
    assert {(one.line, one.code) for one in outcome.plan.findings.errors} == {
        (2, "circle"),
        (3, "circle"),
        (4, "circle"),
    }
    assert "A One → B Two → C Three → A One" in outcome.plan.findings.errors[0].message


def test_a_circle_through_people_who_are_not_in_the_file(plan, ana, bo, mia):
    """Ana reports to Bo, Bo to Mia; the file would put Mia under Ana."""
    outcome = plan(HEAD + "Mia Lindqvist,,mia@saltmarsh.example,Ana Reyes,\n")
    assert [one.code for one in outcome.plan.findings.errors] == ["circle"]
