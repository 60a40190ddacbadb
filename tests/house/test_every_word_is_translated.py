"""Every page without a parameter, as several readers: no text that gettext has not seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from tests.pseudo_locale import Pseudo, plain_words, plain_words_of, pseudo_locale

# Not pages of ours: files, probes, and what a machine reads.
NOT_PAGES = ("api-", "healthz", "readyz", "manifest", "service_worker")
# The manual is written prose in one language; signing out ends what the test needs.
ELSEWHERE = ("/api/", "/manual/", "/accounts/sign-out/")
IN_THE_GALLERY = {
    "Ana Reyes",
    "Bo Almeida",
    "Cy Okafor",
    "Inês Duarte",
    "Hana Novák",
    "Dee Marchetti",
    "Saltmarsh",
    "Support",
    "Shops north",
    "Shops south",
    "Legal",
    "Manila",
    "Lisbon",
    "Leeds",
    "Milan",
}


def addresses(resolver: Any, namespaces: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLPattern):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from addresses(pattern, inner)
        elif pattern.name and not pattern.name.startswith(NOT_PAGES):
            try:
                yield reverse(":".join((*namespaces, pattern.name)))
            except NoReverseMatch:
                continue


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["ana", "hana", "root", None])
def test_no_page_shows_a_word_that_cannot_be_translated(who, client, request):
    if who:
        reader = request.getfixturevalue(who)
        client.force_login(getattr(reader, "account", reader))
    plain = {}
    for path in sorted(set(addresses(get_resolver()))):
        if path.startswith(ELSEWHERE):
            continue
        if found := plain_words_of(client, path, IN_THE_GALLERY):
            plain[path] = found
    assert not plain, "\n".join(f"{path}: {texts}" for path, texts in plain.items())


def test_a_word_outside_gettext_is_found_and_data_is_not():
    with pseudo_locale():
        from django.utils.translation import gettext, ngettext

        page = f"<p>{gettext('Save')}</p><p>Ana Reyes</p><p title='Forgotten'>Save</p>"
        counted = ngettext("%(n)s day", "%(n)s days", 2) % {"n": 2}
    assert plain_words(page, {"Ana Reyes"}) == ["Forgotten", "Save"]
    assert counted == "⟦2 dáýš⟧"
    assert not plain_words('<code>git</code><b translate="no">Tabler</b> 12 %')


def test_the_pseudo_language_leaves_placeholders_and_markup_alone():
    assert Pseudo().gettext("%(n)s of <b>{total}</b>") == "⟦%(n)s óf <b>{total}</b>⟧"
