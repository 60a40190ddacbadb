import re

import pytest

from fairway.config.cli.commands import keys
from fairway.config.cli.refusal import Refused
from fairway.foundation.sealing import data_key_for, keyring, keys_in_use

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.SEALING_KEY_DIR = tmp_path / "keys"


@pytest.fixture
def told(capsys):
    def tell(what="list"):
        keys.run(type("Options", (), {"what": what}))
        return capsys.readouterr().out

    return tell


def test_it_lists_the_keys_and_which_of_them_are_needed(told, ana):
    data_key_for(ana.pk)
    [needed] = keys_in_use()
    spare = keyring().add()
    said = told()
    assert f"{needed}  needed by this database\n" in said
    assert f"{spare}  not needed by this database\n" in said


def test_it_changes_the_key_and_says_how_many_data_keys_it_wraps(told, ana, bo):
    data_key_for(ana.pk), data_key_for(bo.pk)
    [old] = keys_in_use()
    said = told("rotate")
    assert re.match(r"The new key is [0-9a-f]{16}; 2 data keys", said)
    assert old not in keys_in_use()
    assert told("rewrap") == "0 data keys were wrapped with the current key.\n"


@pytest.mark.parametrize("what", ["list", "rotate", "rewrap"])
def test_without_the_keys_it_refuses_and_names_them(told, ana, what, settings, tmp_path):
    data_key_for(ana.pk)
    [needed] = keys_in_use()
    settings.SEALING_KEY_DIR = tmp_path / "other"
    with pytest.raises(Refused, match=needed):
        told(what)
    assert not keyring().ids()
