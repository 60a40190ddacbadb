"""Whatever day the demo company is made on, its goals tell the same stories."""

from datetime import date

import pytest
from django.db.models import F, Q

from fairway.config.demo.making import make_demo
from fairway.goals.models import Goal, ProgressUpdate, Task

pytestmark = pytest.mark.django_db
KNOWN = "Answer returns questions on the first contact"


@pytest.mark.parametrize(
    "today", [date(2026, 1, 1), date(2026, 1, 6), date(2027, 12, 31), date(2028, 2, 29)]
)
def test_the_stories_hold_on_any_day(today):
    make_demo(120, today=today)
    assert Goal.objects.current().get(title=KNOWN).percent == 61
    assert not ProgressUpdate.objects.filter(at__date__gt=today).exists()
    later = Q(done_at__date__gt=today) | Q(begun_at__date__gt=today)
    assert not Task.objects.filter(later).exists()
    assert not Task.objects.filter(begun_at__date__lt=F("goal__starts_on")).exists()
