"""What start-up says about storages and ways out."""

import subprocess
import sys
from pathlib import Path

import pytest

from apps.core.storage_checks import check_user_content_host, check_ways_out
from tests.object_store import point_settings_at

ROOT = Path(__file__).parents[2]
COMPLETE = {
    "MEDIA_STORAGE": "s3",
    "S3_ENDPOINT": "https://s3.eu-central-1.amazonaws.com",
    "S3_BUCKET": "films",
    "S3_ACCESS_KEY_ID": "key",
    "S3_SECRET_ACCESS_KEY": "secret",
}
STARTED = """
import json
from config.settings import base
print(json.dumps([base.STORAGES, base.OBJECT_STORE_ORIGINS,
      base.CONTENT_SECURITY_POLICY["DIRECTIVES"]["connect-src"]]))
"""


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("", []),
        ("cineradar-files.example", []),
        ("notlocalhost", []),
        ("localhost", ["core.E010"]),
        ("files.localhost", ["core.E010"]),
    ],
)
def test_files_of_people_have_a_domain_of_their_own(settings, host, expected):
    settings.USER_CONTENT_HOST = host

    assert [message.id for message in check_user_content_host()] == expected


def test_production_asks_nothing_private_and_nothing_in_the_open(settings, tmp_path):
    assert check_ways_out() == []

    settings.OUTGOING_SANDBOXES = {"127.0.0.1:9000"}
    point_settings_at("http://127.0.0.1:9000", settings, str(tmp_path))

    assert [message.id for message in check_ways_out()] == ["core.E011", "core.E012", "core.E012"]


def started(**variables: str) -> "subprocess.CompletedProcess[str]":
    """A process that reads the settings with these variables and no .env file."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "SECRET_KEY": "x" * 50,
        "JWT_SIGNING_KEY": "y" * 50,
        "DATABASE_URL": "postgres://a@localhost/a",
        "DATABASE_OWNER_URL": "postgres://b@localhost/a",
        **variables,
    }
    return subprocess.run(
        [sys.executable, "-c", STARTED], env=environment, capture_output=True, text=True, cwd=ROOT
    )


@pytest.mark.slow
@pytest.mark.parametrize("missing", [name for name in COMPLETE if name != "MEDIA_STORAGE"])
def test_a_missing_value_stops_the_start_and_is_named(missing):
    done = started(**{name: value for name, value in COMPLETE.items() if name != missing})

    assert done.returncode == 1
    assert f"Environment variable {missing} is not set" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("MEDIA_STORAGE", "ftp"),
        ("S3_ENDPOINT", "s3.example.com"),
        ("S3_PUBLIC_ENDPOINT", "ftp://x"),
        ("S3_ADDRESSING_STYLE", "both"),
    ],
)
def test_a_wrong_value_stops_the_start_and_is_named(variable, value):
    done = started(**{**COMPLETE, variable: value})

    assert done.returncode == 1
    assert f"Environment variable {variable} must" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("style", "origin"),
    [
        ("path", "https://s3.eu-central-1.amazonaws.com"),
        ("virtual", "https://films.s3.eu-central-1.amazonaws.com"),
    ],
)
def test_pages_may_send_to_the_store_and_nowhere_else(style, origin):
    done = started(**COMPLETE, S3_ADDRESSING_STYLE=style)

    assert done.returncode == 0, done.stderr
    assert f'["{origin}"], ["\'self\'", "{origin}"]' in done.stdout
