from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import OperationalError, connection, transaction

from fairway.foundation.access import claim, lock
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import PolicyValue
from fairway.foundation.versions import Stale, next_version

EDITORS = 5


ONE_WRITES = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one write at a time, whatever is held"
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("no_key", [False, True])
def test_of_several_who_save_at_once_one_is_first_and_the_others_hear_of_it(no_key):
    row = PolicyValue.objects.create(key="trial", value="before")
    together = Barrier(EDITORS)

    def save(words):
        together.wait()
        try:
            with transaction.atomic():
                held = lock(row, no_key=no_key)
                next_version(held, 1)
                held.value = words
                held.save()
        except Stale:
            return None
        else:
            return words
        finally:
            connection.close()

    with ThreadPoolExecutor(EDITORS) as pool:
        saved = [words for words in pool.map(save, map(str, range(EDITORS))) if words]
    row.refresh_from_db()
    assert saved == [row.value]
    assert row.version == 2


@ONE_WRITES
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("no_key", [False, True])
def test_rows_that_point_to_one_held_without_its_key_are_written_meanwhile(no_key, hire):
    ana = hire("Ana Reyes")

    def point():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '300ms'")
                PolicyValue.objects.create(key="trial", value="words", set_by=ana)
        except OperationalError:
            return False
        else:
            return True
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        claim(ana, actor=SYSTEM, verb="edit", no_key=no_key)
        written = pool.submit(point).result()
    assert written is no_key
