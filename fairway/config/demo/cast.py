"""The people of Saltmarsh whom pages, tests and the manual call by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.config.demo import places
from fairway.config.demo.names import Name
from fairway.config.demo.places import Place


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast: where they stand, since when, and, when you can become them, who they are."""

    key: str
    given: str
    family: str
    unit: str
    boss: str
    job: str
    place: Place
    years: float
    hours: str = "office"
    mode: str = "hybrid"
    pronouns: str = ""
    who: Any = ""
    by_number: bool = False
    time_zone: str = ""

    @property
    def name(self) -> Name:
        return Name(self.given, self.family)


MEMBERS = (
    Member(
        "ingrid",
        "Ingrid",
        "Solheim",
        "saltmarsh",
        "",
        "Chief executive L9",
        places.OSLO,
        7.4,
        mode="remote",
        pronouns="she/her",
        who=_("Sets the priorities, and sees groups rather than persons."),
    ),
    Member(
        "mia",
        "Mia",
        "Lindqvist",
        "customer",
        "ingrid",
        "Director of customer operations L8",
        places.STOCKHOLM,
        9.2,
        mode="remote",
        who=_("Bo’s manager. Sees two levels down; further down, groups."),
    ),
    Member(
        "farah",
        "Farah",
        "Anwar",
        "people",
        "ingrid",
        "Director of people L8",
        places.LONDON,
        5.6,
        mode="remote",
        who=_("People lead. Imports people and looks after the whole programme."),
    ),
    Member(
        "oskar",
        "Oskar",
        "Brandt",
        "finance",
        "ingrid",
        "Finance director L8",
        places.STOCKHOLM,
        6.1,
        mode="remote",
    ),
    Member(
        "aroha",
        "Aroha",
        "Kingi",
        "technology",
        "ingrid",
        "Technology director L8",
        places.AUCKLAND,
        4.3,
        mode="remote",
    ),
    Member(
        "giulia",
        "Giulia",
        "Ferraris",
        "brand",
        "ingrid",
        "Brand director L8",
        places.MILAN,
        8.0,
        mode="remote",
    ),
    Member(
        "devika",
        "Devika",
        "Kulkarni",
        "range",
        "ingrid",
        "Range director L8",
        places.PUNE,
        5.1,
        mode="remote",
    ),
    Member(
        "bo",
        "Bo",
        "Almeida",
        "support",
        "mia",
        "Support manager L6",
        places.LISBON,
        5.3,
        "early",
        who=_("Ana’s manager, eight hours behind her. Stands in for Lee."),
    ),
    Member(
        "ana",
        "Ana",
        "Reyes",
        "support",
        "bo",
        "Returns support lead L4",
        places.MANILA,
        3.2,
        "late",
        pronouns="she/her",
        who=_("Reports to Bo. Has her own goals and reads what is shared with her."),
    ),
    Member(
        "joao",
        "João",
        "Pires",
        "support",
        "bo",
        "Support team lead L4",
        places.LISBON,
        6.3,
        time_zone="Atlantic/Madeira",
    ),
    Member(
        "lee",
        "Lee",
        "Park",
        "support",
        "bo",
        "Support shift lead L3",
        places.MANILA,
        4.1,
        "turns",
        pronouns="they/them",
        who=_("On leave, so nothing falls due. Bo stands in."),
    ),
    Member("ines", "Inês", "Duarte", "support", "bo", "Support specialist L3", places.LISBON, 1.3),
    Member(
        "marisol",
        "Marisol",
        "Cruz",
        "support",
        "bo",
        "Support specialist L2",
        places.MANILA,
        1.1,
        "turns",
    ),
    Member(
        "priya",
        "Priya",
        "Nair",
        "support",
        "bo",
        "Support specialist L2",
        places.PUNE,
        0.6,
        "late",
    ),
    Member(
        "tomas",
        "Tomas",
        "Berg",
        "support",
        "bo",
        "Support specialist L3",
        places.OSLO,
        2.4,
        mode="remote",
    ),
    Member(
        "cy",
        "Cy",
        "Okafor",
        "north",
        "mia",
        "Regional manager L5",
        places.LEEDS,
        5.8,
        pronouns="he/him",
        who=_("A colleague in another unit. Sees of Ana what is open to everybody."),
    ),
    Member(
        "dee",
        "Dee",
        "Marchetti",
        "south",
        "mia",
        "Regional manager L5",
        places.MILAN,
        4.6,
        who=_("Leads the returns programme, so Ana has a dotted line to her."),
    ),
    Member("sam", "Sam", "Whitlock", "west", "mia", "Regional manager L5", places.BRISTOL, 8.4),
    Member("okan", "Okan", "Yildiz", "aegean", "dee", "Franchise manager L4", places.IZMIR, 5.2),
    Member("noor", "Noor", "Haddad", "stock", "mia", "Stock manager L4", places.LEEDS, 3.1),
    Member("freya", "Freya", "Lund", "stock", "noor", "Stock controller L2", places.STOCKHOLM, 2.3),
    Member(
        "hana",
        "Hana",
        "Novák",
        "people",
        "farah",
        "HR partner L5",
        places.PRAGUE,
        3.7,
        mode="remote",
        pronouns="she/her",
        who=_("HR partner of support and most shops."),
    ),
    Member(
        "ifeoma",
        "Ifeoma",
        "Balogun",
        "people",
        "farah",
        "HR partner L5",
        places.TORONTO,
        2.9,
        mode="remote",
        who=_("HR partner of the other units. Holds the right to pay in Support."),
    ),
    Member(
        "luiza",
        "Luiza",
        "Monteverde",
        "people",
        "farah",
        "People analyst L4",
        places.SAO_PAULO,
        2.2,
        mode="remote",
        who=_("Audits fairness for the whole company."),
    ),
    Member(
        "kit",
        "Kit",
        "Nakamura",
        "finance",
        "oskar",
        "Internal auditor L5",
        places.VANCOUVER,
        3.4,
        mode="remote",
        who=_("Auditor until a date. Verifies the record of what happened."),
    ),
    Member(
        "nia",
        "Nia",
        "Bright",
        "north/1",
        "north/1",
        "Shop assistant L1",
        places.LEEDS,
        1.6,
        "shop",
        "on_site",
        by_number=True,
        who=_("Has no e-mail, and signs in with a staff number."),
    ),
)
BY_KEY = {member.key: member for member in MEMBERS}
ROLES = [
    BY_KEY[key]
    for key in (
        *("ana", "bo", "mia", "cy", "dee", "lee", "nia"),
        *("hana", "ifeoma", "farah", "ingrid", "luiza", "kit"),
    )
]

ZOE = Name("Zoe", "Barros")
ADMINISTRATOR_EMAIL = "root@saltmarsh.example"
ADMINISTRATOR_WHO = _("Sets Fairway up, and reads nothing about people.")
EMAIL_HOST = "saltmarsh.example"
# The only staff number that has to be known beforehand; all others follow the order of joining.
NIA = "10000"
