"""Each page that is measured is opened by somebody whom every invented company has."""

from bench import report
from bench.pages import CAST
from fairway.foundation.ports import bench_pages


def test_only_people_of_the_invented_company_open_what_is_measured():
    known = {name.split()[0].lower() for name in CAST}
    assert {page.key: page.actor for page in bench_pages if page.actor not in known} == {}


def test_what_is_not_measured_anew_stays_under_the_command_that_measured_it():
    text = report.whole({"Pages": "of the first day\n\n### Memory", "Import": "of that day, too"})
    kept = report.kept_in(text) | {"Import": "of the second day"}
    assert kept == {"Pages": "of the first day\n\n### Memory", "Import": "of the second day"}
    assert report.kept_in("") == {}


def test_what_stands_in_the_results_is_in_chapters():
    text = report.RESULTS.read_text(encoding="utf-8")
    assert report.whole(report.kept_in(text)) == text
