"""What the shell offers the house: Home, and the ways to oneself."""

from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import (
    BenchPage,
    NavItem,
    PaletteAction,
    bench_pages,
    nav_items,
    palette_actions,
)

nav_items.offer(NavItem("home", _("Home"), "home", "shell:home", order=0, in_tabbar=True))
palette_actions.offer(
    PaletteAction(
        "how",
        _("How performance works here"),
        "info-circle",
        "shell:how",
        keywords=_("rules policy who decides"),
    ),
)
bench_pages.offer(
    BenchPage("home", "ana", lambda world: "/"),
    BenchPage("palette", "ana", lambda world: "/search/palette?q=an"),
)
