"""Invented figures for the gallery, told in sentences of the product."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairway.ui import widgets
from fairway.ui.frame import Banner, Frame, Me, NavLink
from fairway.ui.parts import (
    Change,
    Crumb,
    HeatCell,
    Moment,
    Progress,
    Seer,
    Shift,
    Step,
    Tab,
    Talk,
)


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(
        label=gettext_lazy("Name"), help_text=gettext_lazy("As colleagues call you.")
    )
    load = forms.ChoiceField(
        label=gettext_lazy("How was the load this week?"),
        choices=[
            ("light", gettext_lazy("Light")),
            ("right", gettext_lazy("Right")),
            ("heavy", gettext_lazy("Heavy")),
        ],
        widget=widgets.Segments,
        required=False,
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Place"),
        choices=[("", gettext_lazy("Choose one")), ("leeds", "Leeds"), ("milan", "Milan")],
    )
    result = forms.ChoiceField(
        label=gettext_lazy("What changed for customers?"),
        choices=[
            ("1", gettext_lazy("Partly there")),
            ("2", gettext_lazy("Did what was agreed")),
            ("3", gettext_lazy("Went beyond it")),
        ],
        widget=widgets.Scale(
            hints={
                "1": gettext_lazy("Some reached, some not, without early warning"),
                "2": gettext_lazy("Key results reached or renegotiated in time"),
                "3": gettext_lazy("Reached, and made others’ results easier"),
            }
        ),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Tell me about"),
        choices=[("goals", gettext_lazy("Goals")), ("feedback", gettext_lazy("Feedback"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    starts_on = forms.DateField(label=gettext_lazy("Starts on"), widget=widgets.DateInput)
    target = forms.IntegerField(label=gettext_lazy("Target"), min_value=0)
    zone = forms.CharField(
        label=gettext_lazy("Time zone"), widget=widgets.TimeZoneSelect, initial="Asia/Manila"
    )
    text = forms.CharField(
        label=gettext_lazy("What is in your way?"),
        help_text=gettext_lazy("One thing is enough."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    file = forms.FileField(label=gettext_lazy("A file"), required=False)
    first = forms.BooleanField(
        label=gettext_lazy("Put it first on Thursday’s 1:1"),
        help_text=gettext_lazy("Bo sees it before you meet."),
        required=False,
    )


class TryForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What is in your way?"), widget=forms.Textarea(attrs={"rows": 4})
    )
    load = SampleForm.base_fields["load"]


def frame(path: str = "") -> Frame:
    """A frame for a gallery that stands without the shell."""
    main = (
        NavLink(_("Home"), "home", "/", badge=6, in_tabbar=True),
        NavLink(_("People"), "users", "/people/", in_tabbar=True),
        NavLink(_("Gallery"), "sparkles", path, current=True, in_tabbar=True),
    )
    team = (NavLink(_("My team"), "users-group", "/team/", badge=2),)
    return Frame(
        sections=(main, team),
        me=Me("Ana Reyes", "ana", path, "Asia/Manila", "Manila"),
        organisation="Saltmarsh",
        search_url=path,
        notices_url=path,
        unread=3,
        banners=(Banner(_("You act for Bo until Friday."), "watch", path, _("Stop")),),
    )


def everything() -> dict[str, Any]:
    now = timezone.now()
    people = [
        ("Ana Reyes", "ana"),
        ("Bo Almeida", "bo"),
        ("Cy Okafor", "cy"),
        ("Inês Duarte", "ines"),
    ]
    return {
        "people": [SimpleNamespace(name=name, public_id=key) for name, key in people],
        "crumbs": [Crumb(_("Reviews"), "#"), Crumb(_("Cycles"), "#"), Crumb(_("Second half"))],
        "tabs": [
            Tab(_("Overview"), "#", current=True),
            Tab(_("Goals"), "#", count=3),
            Tab(_("1:1s"), "#"),
            Tab(_("Feedback"), "#", count=12),
        ],
        "seers": [
            Seer("Ana Reyes", _("owner, can edit"), "ana"),
            Seer("Bo Almeida", _("manager, can agree and comment"), "bo"),
            Seer("Hana Novák", _("HR partner, reads on record"), "hana"),
        ],
        "steps": [
            Step(_("Nominate"), _("2 to 9 Nov"), "#", "done"),
            Step(_("Write"), _("9 to 27 Nov"), "#", "now"),
            Step(_("Calibrate"), _("30 Nov to 4 Dec")),
            Step(_("Share"), _("7 to 11 Dec")),
        ],
        "changes": [
            Change(_("Manager"), "Bo Almeida", "Dee Marchetti"),
            Change(_("Level"), "", "L4"),
            Change(_("Left on"), _("30 Nov 2026"), ""),
        ],
        "jobs": _jobs(),
        "moments": _moments(now),
        "todos": _todos(now),
        "heat": _heat(),
        "talk": _talk(),
        "values": [72, 74, 71, 73, 75, 74, 76, 77],
        "chart": _chart(),
        "bound": SampleForm(
            {"target": "-3", "starts_on": "31/02/2026", "load": "heavy"}, MultiValueDict()
        ),
        "fresh": SampleForm(),
        "kept": SampleForm(
            {"name": "Ana", "text": _("Labels are late.")}, MultiValueDict({"file": [_file()]})
        ),
        "chosen": [Tab("Leeds", "#"), Tab(_("On leave"), "#")],
    }


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("people.csv", b"name\n")


def _jobs() -> list[Progress]:
    label = _("Import of people.csv")
    return [
        Progress(label, "waiting"),
        Progress(label, "running", 62_000, 100_000, message=_("About half a minute left.")),
        Progress(label, "running"),
        Progress(label, "done", 311, 311, message=_("311 people: 12 new, 4 changed.")),
        Progress(label, "failed", message=_("Line 41: 31/02 is not a date. Nothing was changed.")),
    ]


def _moments(now: Any) -> list[Moment]:
    return [
        Moment(
            _("Check-in"),
            now - timedelta(hours=2),
            "checklist",
            _("Chapter three is out. In the way: labels from the carrier."),
            "pair",
            _("Ana and you"),
        ),
        Moment(
            _("Your note"),
            now - timedelta(days=1),
            "lock",
            audience="me",
            audience_label=_("Only you"),
        ),
        Moment(
            _("Ana joined Support"),
            now - timedelta(days=400),
            "user-plus",
            audience="open",
            audience_label=_("Everyone"),
        ),
    ]


def _todos(now: Any) -> list[Any]:
    def todo(title: str, action: str, minutes: int, due_at: Any, detail: str = "") -> Any:
        return SimpleNamespace(
            title=title, action=action, minutes=minutes, due_at=due_at, detail=detail, url="#"
        )

    tonight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return [
        todo(
            _("Finish your self-review"),
            _("Continue"),
            15,
            now - timedelta(days=1, hours=2),
            _("Two questions left"),
        ),
        todo(_("Write this week’s check-in"), _("Write"), 4, tonight + timedelta(days=1)),
        todo(_("Add to Thursday’s agenda"), _("Add"), 3, now + timedelta(days=4)),
        todo(_("Read the travel policy"), _("Read"), 0, None),
    ]


def _heat() -> list[Any]:
    def row(label: str, n: Any, *cells: HeatCell, pinned: bool = False) -> Any:
        return SimpleNamespace(label=label, n=n, cells=cells, pinned=pinned)

    hidden, missing = HeatCell(hidden=True), HeatCell()
    return [
        row("Saltmarsh", 208, HeatCell("3.9"), HeatCell("3.6"), HeatCell("3.2"), pinned=True),
        row(
            "Support",
            61,
            HeatCell("4.4", 5, "+.5", href="#"),
            HeatCell("3.8", 4, "+.2", href="#"),
            HeatCell("3.3", 3, "+.1", href="#"),
        ),
        row(
            "Shops north",
            50,
            HeatCell("3.9", 3, "0"),
            HeatCell("3.3", 2, "−.3"),
            HeatCell("2.6", 1, "−.6"),
        ),
        row("Shops south", 44, HeatCell("4.1", 4, "+.2"), HeatCell("3.6", 3, "0"), missing),
        row("Legal", "–", hidden, hidden, hidden),
    ]


def _talk() -> Talk:
    return Talk(
        shifts=(
            Shift("Ana", "Manila", ((2, 11),), _("10:00 to 19:00 there")),
            Shift(_("You"), "Lisbon", ((8, 12), (13, 17)), _("08:00 to 12:00")),
        ),
        shared=((8, 11),),
        words=_("You share 3 hours, 08:00 to 11:00 your time."),
        now=9.2,
        now_words=_("now %(time)s") % {"time": "09:12"},
    )


def _chart() -> dict[str, Any]:
    weeks = ["6 Apr", "13 Apr", "20 Apr", "27 Apr", "4 May", "11 May", "18 May", "25 May"]
    return {
        "n": 8,
        "x": weeks,
        "unit": "%",
        "series": [
            {
                "name": _("First-contact resolution"),
                "values": [72.4, 74.1, 71.8, 73.7, 75.0, 74.2, 76.4, 77.1],
                "marked_from": 6,
            }
        ],
        "lines": [
            {"at": 80, "name": _("Target 80"), "tone": "go-text"},
            {"at": 73.1, "name": _("Average 73.1"), "tone": "ink-3", "dash": True},
        ],
        "band": {"from": 70.2, "to": 76.9},
        "min": 66,
        "max": 82,
        "step": 4,
    }
