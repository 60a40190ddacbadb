"""Read planned shifts from a calendar file or a table. They set deadlines, nothing else."""

from fairway.people.rota.calendar import read_calendar
from fairway.people.rota.shifts import BadRota, Planned, TableRow
from fairway.people.rota.table import read_table

__all__ = ["BadRota", "Planned", "TableRow", "read_calendar", "read_table"]
