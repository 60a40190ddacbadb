"""`{% translate %}` for words that stand in a template as they are: asked once for each language.

A page of a dozen questions has a hundred and more of them, and Django asks the catalog, a lock and
half a dozen objects for each, at every reading: a twentieth of the page.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation.trans_real import catalog

register = template.Library()


class Said(template.Node):
    """What Django's own node says with a catalog, which says the same every time."""

    child_nodelists = ()

    def __init__(self, asked: TranslateNode) -> None:
        self.known_as, asked.asvar = asked.asvar, None
        self.asked, self.said = asked, dict[Any, Any]()

    def render(self, context: template.Context) -> Any:
        by = catalog()
        words = self.said.get(by)
        if words is None:
            words = self.said[by] = self.asked.render(context)
        if self.known_as is None:
            return words
        context[self.known_as] = words
        return ""


@register.tag("translate")
def translate(parser: Any, token: Any) -> template.Node:
    """As Django's; only what a variable, a filter or a context has a part in is asked each time."""
    node: Any = do_translate(parser, token)
    asked = node.filter_expression
    plain = asked.var.literal is not None and not asked.filters
    return Said(node) if plain and node.message_context is None and not node.noop else node
