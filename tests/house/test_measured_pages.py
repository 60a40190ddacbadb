"""Each page that is measured is opened by somebody whom every invented company has."""

from bench.pages import CAST
from fairway.foundation.ports import bench_pages


def test_only_people_of_the_invented_company_open_what_is_measured():
    known = {name.split()[0].lower() for name in CAST}
    assert {page.key: page.actor for page in bench_pages if page.actor not in known} == {}
