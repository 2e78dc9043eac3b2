"""A real web process on the field, and how it is asked."""

import http.client
import json
import socket
import sys
import time
from dataclasses import dataclass
from typing import Any

from deploy.attack.field import Field, wait_until

# isort: split
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password

from apps.accounts.enums import Role
from apps.core.tenancy import studio_context
from deploy.local import children
from deploy.local.workspace import ROOT
from tests.people import PASSWORD, person

HOST = "alpha.localhost"
LOG_IN, ME, PAGE = "/api/v1/auth/login", "/api/v1/me", "/branding.css"


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    seconds: float
    retry_after: str | None

    def json(self) -> Any:
        return json.loads(self.body)


class Web:
    """gunicorn on a Unix socket; ``environ`` says what differs from the field's."""

    def __init__(self, field: Field, **environ: str) -> None:
        self._socket = str(field.redis.socket.with_name("web.sock"))
        env = {**field.environment(), "WEB_BIND": f"unix:{self._socket}", **environ}
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/web_server.py"]
        field.processes["web"] = children.spawn(
            "web",
            [*command, "config.wsgi:application"],
            env=env,
            cwd=ROOT,
            output=field.home / "web.log",
        )
        self.process = field.processes["web"]
        if not wait_until(self._listens, 60):
            raise RuntimeError(field.log_of("web"))

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Its answer; a status of 0 for none."""
        asked = http.client.HTTPConnection(HOST, timeout=60)
        asked.sock = socket.socket(socket.AF_UNIX)
        sent = None if body is None else json.dumps(body)
        began = time.monotonic()
        try:
            asked.sock.connect(self._socket)
            asked.request(method, path, sent, {"Content-Type": "application/json", **headers})
            told = asked.getresponse()
            seconds = time.monotonic() - began
            return Answer(told.status, told.read(), seconds, told.headers["Retry-After"])
        except OSError:
            return Answer(0, b"", time.monotonic() - began, None)
        finally:
            asked.close()

    def sign_in(self, email: str) -> Answer:
        return self.ask("POST", LOG_IN, {"email": email, "password": PASSWORD})

    def me(self, token: str) -> Answer:
        return self.ask("GET", ME, Authorization=f"Bearer {token}")

    def _listens(self) -> bool:
        return self.ask("GET", "/health").status == 200


def newcomer(field: Field) -> str:
    """The address of a person of the first studio, whose password the web process can check."""
    with studio_context(field.studios[0]):
        made = person("Ana", Role.OWNER)
        made.password = make_password(PASSWORD, hasher=Argon2PasswordHasher())
        made.save()
    return made.email
