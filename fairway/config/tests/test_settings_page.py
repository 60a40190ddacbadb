from pathlib import Path

import pytest

from fairway.config.environment import HOME, Environment
from fairway.config.settings_page import HEADINGS, page


def test_the_manual_tells_every_setting_as_it_is():
    written = Path(HOME / "docs" / "settings.md").read_text()
    assert written == page(), "run: python -m fairway.config.settings_page > docs/settings.md"


@pytest.mark.parametrize("name", Environment.model_fields)
def test_every_setting_has_help(name):
    field = Environment.model_fields[name]
    assert field.alias
    assert field.description
    assert field.description.endswith(".")


def test_headings_name_settings_that_exist():
    assert set(HEADINGS) <= set(Environment.model_fields)
