from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from fairway.foundation.access import lock
from fairway.foundation.models import PolicyValue
from fairway.foundation.versions import Stale, next_version

EDITORS = 5


@pytest.mark.django_db(transaction=True)
def test_of_several_who_save_at_once_one_is_first_and_the_others_hear_of_it():
    row = PolicyValue.objects.create(key="trial", value="before")
    together = Barrier(EDITORS)

    def save(words):
        together.wait()
        try:
            with transaction.atomic():
                held = lock(row)
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
