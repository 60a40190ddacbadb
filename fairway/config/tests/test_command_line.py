"""The command line says what it can do, and what is wrong, in words and exit codes."""

import importlib
import pkgutil

import pytest

from fairway.config.cli import commands

pytestmark = pytest.mark.once

NAMES = [found.name.rstrip("_") for found in pkgutil.iter_modules(commands.__path__)]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(fairway, name):
    done = fairway(name, "--help")
    assert done.returncode == 0
    module = next(
        one for one in pkgutil.iter_modules(commands.__path__) if one.name.rstrip("_") == name
    )
    help_text = importlib.import_module(f"{commands.__name__}.{module.name}").__doc__
    assert help_text.splitlines()[0] in done.stdout


@pytest.mark.parametrize("words", [[], ["no-such-command"], ["check", "--no-such-option"]])
def test_wrong_usage_ends_with_2(fairway, words):
    done = fairway(*words)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: fairway")


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"FAIRWAY_BASE_URL": "ftp://x"}, "FAIRWAY_BASE_URL: say it as https://"),
        ({"FAIRWAY_WEB_THREADS": "many"}, "FAIRWAY_WEB_THREADS: "),
        ({"DATABASE_URL": "mysql://here/x"}, "DATABASE_URL: say it as postgresql://"),
        (
            {
                "DATABASE_URL": "postgresql://fairway@db.test/x",
                "FAIRWAY_QUERY_DATABASES": "shop=postgresql://reader@db.test:5432/x_demo",
            },
            "shop is Fairway's own database",
        ),
        (
            {
                "FAIRWAY_DATA_DIR": "/tmp/fairway",
                "FAIRWAY_QUERY_DATABASES": "own=sqlite:///tmp/fairway/own.sqlite3",
            },
            "own is Fairway's own database",
        ),
        ({"DATABASE_URL": "postgresql://localhost:1/x"}, "The database cannot be used: "),
        ({"FAIRWAY_DATA_DIR": "/proc/nowhere"}, "No such file or directory: /proc/nowhere"),
        ({"FAIRWAY_PRODUCTION": "1"}, "production needs TLS"),
        ({"FAIRWAY_PRODUCTION": "1", "FAIRWAY_DEMO": "1"}, "production refuses demo logins"),
        (
            {"FAIRWAY_PRODUCTION": "1", "FAIRWAY_BASE_URL": "https://fairway.test"},
            "production needs a reverse proxy that speaks TLS",
        ),
    ],
)
def test_wrong_surroundings_are_refused_in_words(fairway, environment, reason):
    done = fairway("check", **environment)
    assert done.returncode == 1
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_production_without_tls_does_not_start(fairway):
    done = fairway("run", FAIRWAY_PRODUCTION="1")
    assert done.returncode == 1
    assert "production needs TLS" in done.stderr


def test_check_finds_an_unprepared_database(fairway):
    done = fairway("check")
    assert done.returncode == 1
    assert "PROBLEM migrations:" in done.stdout


def test_check_is_content_with_a_prepared_one(fairway, prepared):
    done = fairway("check", data_dir=prepared)
    assert (done.returncode, done.stderr) == (0, "")
    assert "ok      migrations: all applied" in done.stdout
    assert "note    background: background work gave no sign of life" in done.stdout


def test_check_finds_keys_that_others_can_read(fairway, prepared, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret_key").write_text("not so secret")
    (tmp_path / "var" / "secret_key").chmod(0o644)
    done = fairway("check")
    assert f"PROBLEM keys: others can read {tmp_path}/var/secret_key" in done.stdout


def test_check_finds_a_mail_server_that_does_not_answer(fairway, prepared):
    done = fairway("check", data_dir=prepared, FAIRWAY_EMAIL_URL="smtp://127.0.0.1:1")
    assert done.returncode == 1
    assert "PROBLEM mail: 127.0.0.1:1 cannot be used" in done.stdout


def test_a_folder_that_cannot_be_written_is_a_problem(fairway, prepared, tmp_path):
    (tmp_path / "var").write_text("a file where the folder should be")
    done = fairway("check", FAIRWAY_SECRET_KEY="given")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
