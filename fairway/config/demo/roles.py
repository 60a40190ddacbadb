"""What people do at Saltmarsh: job profiles, each a family at a level."""

from __future__ import annotations

from typing import NamedTuple


class Job(NamedTuple):
    family: str
    title: str
    level: str

    @property
    def key(self) -> str:
        return f"{self.title} {self.level}"


SUPPORT, SHOP, STOCK = "Customer support", "Shop", "Stock and logistics"
PEOPLE, FINANCE, TECHNOLOGY = "People", "Finance", "Technology"
BRAND, RANGE, LEADERSHIP = "Brand", "Range and buying", "Leadership"

JOBS = {
    job.key: job
    for job in (
        Job(LEADERSHIP, "Chief executive", "L9"),
        Job(LEADERSHIP, "Director of customer operations", "L8"),
        Job(LEADERSHIP, "Director of people", "L8"),
        Job(LEADERSHIP, "Finance director", "L8"),
        Job(LEADERSHIP, "Technology director", "L8"),
        Job(LEADERSHIP, "Brand director", "L8"),
        Job(LEADERSHIP, "Range director", "L8"),
        Job(SUPPORT, "Support manager", "L6"),
        Job(SUPPORT, "Support site manager", "L5"),
        Job(SUPPORT, "Returns support lead", "L4"),
        Job(SUPPORT, "Support team lead", "L4"),
        Job(SUPPORT, "Support shift lead", "L3"),
        Job(SUPPORT, "Support specialist", "L3"),
        Job(SUPPORT, "Support specialist", "L2"),
        Job(SUPPORT, "Support specialist", "L1"),
        Job(SHOP, "Regional manager", "L5"),
        Job(SHOP, "Franchise manager", "L4"),
        Job(SHOP, "Area manager", "L4"),
        Job(SHOP, "Shop manager", "L3"),
        Job(SHOP, "Shift lead", "L2"),
        Job(SHOP, "Shop assistant", "L1"),
        Job(STOCK, "Stock manager", "L4"),
        Job(STOCK, "Stock team lead", "L3"),
        Job(STOCK, "Stock controller", "L2"),
        Job(STOCK, "Warehouse operative", "L1"),
        Job(PEOPLE, "HR partner", "L5"),
        Job(PEOPLE, "People team lead", "L5"),
        Job(PEOPLE, "People analyst", "L4"),
        Job(PEOPLE, "Rota planner", "L2"),
        Job(PEOPLE, "People coordinator", "L2"),
        Job(FINANCE, "Internal auditor", "L5"),
        Job(FINANCE, "Finance team lead", "L5"),
        Job(FINANCE, "Management accountant", "L4"),
        Job(FINANCE, "Payroll specialist", "L3"),
        Job(TECHNOLOGY, "Engineering lead", "L6"),
        Job(TECHNOLOGY, "Software engineer", "L5"),
        Job(TECHNOLOGY, "Software engineer", "L4"),
        Job(TECHNOLOGY, "Software engineer", "L3"),
        Job(TECHNOLOGY, "Service desk analyst", "L2"),
        Job(BRAND, "Brand team lead", "L5"),
        Job(BRAND, "Designer", "L4"),
        Job(BRAND, "Copywriter", "L3"),
        Job(RANGE, "Buying team lead", "L5"),
        Job(RANGE, "Buyer", "L4"),
        Job(RANGE, "Merchandiser", "L3"),
    )
}
# Who was promoted held this before.
BELOW = {
    "Returns support lead L4": "Support specialist L3",
    "Support team lead L4": "Support specialist L3",
    "Support shift lead L3": "Support specialist L2",
    "Support specialist L3": "Support specialist L2",
    "Support specialist L2": "Support specialist L1",
    "Regional manager L5": "Area manager L4",
    "Area manager L4": "Shop manager L3",
    "Shop manager L3": "Shift lead L2",
    "Shift lead L2": "Shop assistant L1",
    "Stock team lead L3": "Stock controller L2",
    "Stock controller L2": "Warehouse operative L1",
    "Engineering lead L6": "Software engineer L5",
    "Software engineer L5": "Software engineer L4",
    "Software engineer L4": "Software engineer L3",
    "Management accountant L4": "Payroll specialist L3",
    "Buyer L4": "Merchandiser L3",
    "Designer L4": "Copywriter L3",
}
