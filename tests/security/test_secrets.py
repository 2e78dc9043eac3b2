"""Production does not start with a secret that anybody knows, and its cookies are its host's alone."""

import os
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


def start(forgotten: str = "") -> "subprocess.CompletedProcess[str]":
    """Production's settings in a process of their own, without the variable that is forgotten."""
    return subprocess.run(
        [sys.executable, "-c", FORGET + PRINT],
        cwd=ROOT,
        env={**os.environ, **production(), "FORGOTTEN": forgotten},
        capture_output=True,
        text=True,
        check=False,
    )


def test_cookies_belong_to_one_host():
    done = start()

    assert done.stdout.split() == [
        *["__Host-session", "__Host-csrf", "True", "True", "True", "Lax", "None", "None"]
    ], done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "JWT_SIGNING_KEY"])
def test_there_is_no_secret_by_default(name: str):
    done = start(name)

    assert done.returncode != 0
    assert name in done.stderr
