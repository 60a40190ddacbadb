"""What the shell offers the house: Home, the first steps, the rules and the ways to oneself."""

from django.utils.translation import gettext_lazy as _

from fairway.foundation import policy
from fairway.foundation.ports import (
    BenchPage,
    FirstStep,
    HomeCard,
    NavItem,
    PaletteAction,
    bench_pages,
    first_steps,
    home_cards,
    nav_items,
    palette_actions,
)
from fairway.foundation.rules import may_set_policy
from fairway.shell.first_steps import card, chosen


def keeps_policies(actor) -> bool:
    return may_set_policy(policy.policy_called("organisation.size"), actor)


nav_items.offer(
    NavItem("home", _("Home"), "home", "shell:home", order=0, in_tabbar=True),
    NavItem(
        "policies",
        _("Policies"),
        "adjustments",
        "shell:policies",
        order=90,
        section="admin",
        visible=keeps_policies,
        for_administrators=True,
    ),
    NavItem(
        "how", _("How performance works here"), "info-circle", "shell:how", order=60, section="me"
    ),
    NavItem(
        "preferences", _("What I am told"), "bell", "shell:preferences", order=40, section="me"
    ),
    NavItem("manual", _("Manual"), "book", "shell:manual", order=90, section="me"),
)
home_cards.offer(HomeCard("first_steps", "shell/_first_steps.html", card, order=0))
first_steps.offer(
    FirstStep(
        "organisation",
        _("Say who you are"),
        _("Your name stands at the top of every page; your clock decides when a day begins."),
        10,
        "shell:organisation",
        lambda: chosen("organisation.name", "organisation.time_zone"),
    ),
    FirstStep(
        "size",
        _("Choose how much you need"),
        _("Light, standard or enterprise. What you do not use is not visible."),
        20,
        "shell:size",
        lambda: chosen("organisation.size", "organisation.industry"),
    ),
    FirstStep(
        "rules",
        _("Write how performance works here"),
        _("Who sets goals, who runs reviews, who settles disputes. Everybody can read it."),
        60,
        "shell:policies",
        lambda: chosen("rules.why"),
    ),
)
palette_actions.offer(
    PaletteAction(
        "how",
        _("How performance works here"),
        "info-circle",
        "shell:how",
        keywords=_("rules policy who decides"),
    ),
    PaletteAction(
        "manual", _("Open the manual"), "book", "shell:manual", keywords=_("help documentation")
    ),
    PaletteAction(
        "policies", _("See the policies"), "adjustments", "shell:policies", keywords=_("settings")
    ),
    PaletteAction(
        "first_steps", _("First steps"), "flag", "shell:first_steps", visible=keeps_policies
    ),
)
bench_pages.offer(
    BenchPage("home", "ana", lambda world: "/"),
    BenchPage("palette", "ana", lambda world: "/search/palette?q=an"),
    BenchPage("notices", "bo", lambda world: "/notices/"),
    BenchPage("policies", "ana", lambda world: "/policies/"),
)
