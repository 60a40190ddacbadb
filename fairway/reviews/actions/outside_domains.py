"""Whether an address is one of the organisation's own, though no colleague has exactly this one."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from fairway.people.models import Person

ONE_IN = 10  # colleagues: a company may have several domains, and a few of its people none of them
# Where anybody can have an address: however many colleagues do, so may a customer.
ANYBODYS = frozenset({
    "aol.com", "fastmail.com", "gmail.com", "gmx.at", "gmx.ch", "gmx.de", "gmx.net", "googlemail.com",
    "hey.com", "hotmail.com", "icloud.com", "libero.it", "live.com", "mac.com", "mail.com", "mail.ru",
    "me.com", "msn.com", "naver.com", "orange.fr", "outlook.com", "pm.me", "proton.me",
    "protonmail.com", "qq.com", "rediffmail.com", "sapo.pt", "seznam.cz", "t-online.de",
    "tutanota.com", "uol.com.br", "web.de", "wp.pl", "yahoo.co.in", "yahoo.co.jp", "yahoo.co.uk",
    "yahoo.com", "yahoo.com.br", "yahoo.de", "yahoo.fr", "yandex.ru", "ymail.com", "zoho.com", "163.com",
})  # fmt: skip


def is_our_domain(domain: str, colleagues: QuerySet[Person]) -> bool:
    """By how many use it, so that nobody has to keep a list of domains: two at least, for one may
    bring an address of their own, and one in ten of those who have any."""
    if domain in ANYBODYS:
        return False
    there = Q(email__iendswith=f"@{domain}")
    found = (
        colleagues.exclude(email="")
        .order_by()
        .aggregate(all=Count("pk"), there=Count("pk", filter=there))
    )
    return bool(found["there"] > 1 and found["there"] * ONE_IN >= found["all"])
