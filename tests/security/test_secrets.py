"""Production does not start with a secret that anybody knows, and its cookies are its host's alone."""

import os
import secrets
import subprocess
import sys

import pytest

from deploy.local.checks import production
from deploy.local.workspace import ROOT

# The first import reads .env of this clone, if there is one.
FORGET = """
import os
import config.env
for name in os.environ["FORGOTTEN"].split():
    del os.environ[name]
"""
PRINT = """
import config.settings.production as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,
      s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE,
      getattr(s, "SESSION_COOKIE_DOMAIN", None), getattr(s, "CSRF_COOKIE_DOMAIN", None))
"""
SECRETS = ("SECRET_KEY", "JWT_SIGNING_KEY", "MEDIA_URL_SECRET")
# Written down or easy to guess, and a good one that is too short.
WEAK = {
    "empty": "",
    "short": secrets.token_urlsafe(30),
    "one letter": "x" * 64,
    "few letters": "0123456789" * 7,
    "of development": "dev-only-secret-key-not-for-anything-real-0123456789abcdef",
    "of Django": "django-insecure-" + secrets.token_urlsafe(50),
    "of a manual": "please-change-me-" + secrets.token_urlsafe(50),
}


def start(forgotten: str = "", **variables: str) -> "subprocess.CompletedProcess[str]":
    """Production's settings in a process of their own, without the variable that is forgotten."""
    return subprocess.run(
        [sys.executable, "-c", FORGET + PRINT],
        cwd=ROOT,
        env={**os.environ, **production(), "FORGOTTEN": forgotten, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_cookies_belong_to_one_host():
    done = start()

    assert done.stdout.split() == [
        *["__Host-session", "__Host-csrf", "True", "True", "True", "Lax", "None", "None"]
    ], done.stderr


@pytest.mark.parametrize("name", SECRETS)
def test_there_is_no_secret_by_default(name: str):
    done = start(name)

    assert done.returncode != 0
    assert name in done.stderr


@pytest.mark.parametrize("kind", WEAK)
@pytest.mark.parametrize("name", SECRETS)
def test_a_weak_secret_stops_the_start(name: str, kind: str):
    done = start(**{name: WEAK[kind]})

    assert done.returncode == 1
    assert f"Environment variable {name} must" in done.stderr
    assert not WEAK[kind] or WEAK[kind] not in done.stderr


def test_one_secret_is_not_used_for_both():
    same = secrets.token_urlsafe(50)

    done = start(SECRET_KEY=same, JWT_SIGNING_KEY=same)

    assert done.returncode == 1
    assert "another one than SECRET_KEY" in done.stderr
