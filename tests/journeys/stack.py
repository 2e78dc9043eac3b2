"""The whole product, running: every process of the Procfile on a database and directories of its own."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings

from deploy.local import procfile, proxy
from deploy.local.children import Child
from deploy.local.supervisor import Supervisor
from deploy.local.workspace import ROOT, Workspace
from tests import database
from tests.ports import free_port

SECONDS_TO_START = 60
LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Stack:
    """Where the running product answers, and where its mail lands."""

    port: int
    home: Path
    environ: dict[str, str]
    supervisor: Supervisor

    def url(self, slug: str, path: str = "/") -> str:
        host = f"{slug}.localhost" if slug else "localhost"
        return f"http://{host}:{self.port}{path}"

    def child(self, name: str) -> Child:
        return next(child for child in self.supervisor.children if child.name == name)

    def kill(self, name: str) -> None:
        """As a crash: nothing is said, nothing is finished."""
        child = self.child(name)
        child.process.kill()
        child.process.wait()
        self.supervisor.children.remove(child)

    def revive(self, name: str) -> None:
        self.supervisor.start({name: procfile.read(ROOT / "Procfile")[name]})

    def newest_link(self, recipient: str, path: str = "/") -> str:
        """The newest link to ``path`` in letters to ``recipient``; waits for the letter."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            for letter in self._letters():
                links = LINK.findall(letter.get_body(("plain",)).get_content())
                found = [link for link in links if path in link]
                if found and recipient in str(letter["To"]):
                    return found[0]
            time.sleep(0.2)
        raise AssertionError(f"No letter to {recipient} with a link to {path}")

    def _letters(self):
        files = sorted((self.home / "mail").glob("*.log"), key=lambda f: f.stat().st_mtime)
        for file in reversed(files):
            parts = [part for part in file.read_bytes().split(b"-" * 79) if part.strip()]
            for part in reversed(parts):
                yield message_from_bytes(part.strip(), policy=policy.default)


@contextmanager
def running_stack(home: Path, **others: str) -> Iterator[Stack]:
    """All of the Procfile until the body ends; ``others`` replace variables of its environment."""
    workspace = Workspace(home=home)
    workspace.prepare()
    port = free_port()
    databases = {} if "DATABASE_URL" in others else databases_of_journeys()
    environ = environment(workspace, port) | databases | others
    supervisor = Supervisor(workspace.logs, environ)
    stack = Stack(port=port, home=home, environ=environ, supervisor=supervisor)
    manage(stack, "collectstatic", "--noinput", "--verbosity=0")
    supervisor.start(procfile.read(ROOT / "Procfile"))
    try:
        wait_until_it_answers(stack, supervisor)
        yield stack
    finally:
        supervisor.stop()


def manage(stack: Stack, *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=stack.environ, check=True)


def databases_of_journeys() -> dict[str, str]:
    name = database.clone_name("journey")
    return {
        "DATABASE_URL": database.url_of(name),
        "DATABASE_OWNER_URL": database.url_of(name, database.OWNER),
    }


def environment(workspace: Workspace, port: int) -> dict[str, str]:
    nginx = proxy.write_configuration(workspace, port=port, addresses=["127.0.0.1"])
    redis = settings.CACHE_URL
    return {
        **os.environ,
        "PATH": f"{ROOT}/.venv/bin:{os.environ['PATH']}:/usr/sbin:/sbin",
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DEVELOPER_PAGES": "off",
        "PORT": str(port),
        "BROKER_URL": numbered(settings.CELERY_BROKER_URL, 12),
        "CACHE_URL": numbered(redis, 13),
        "CHANNELS_URL": numbered(redis, 14),
        "STATIC_ROOT": str(workspace.home / "static"),
        "MEDIA_ROOT": str(workspace.home / "media"),
        "UPLOAD_ROOT": str(workspace.home / "uploads"),
        "EMAIL_FILE_PATH": str(workspace.home / "mail"),
        "WEB_BIND": f"unix:{workspace.sockets / 'web.sock'}",
        "UVICORN_UDS": str(workspace.sockets / "realtime.sock"),
        "WORKER_SHUTDOWN_SECONDS": "5",
        "NGINX_CONF": str(nginx),
        # Dead connections are noticed after two and a half of them.
        "REALTIME_BEAT_SECONDS": "2",
        "LIMITS_ENABLED": "off",
    }


def numbered(url: str, number: int) -> str:
    """The same Redis, another of its databases."""
    if "db=" in url or "virtual_host=" in url:
        return re.sub(r"(db|virtual_host)=\d+", rf"\g<1>={number}", url)
    return re.sub(r"/\d+$", f"/{number}", url)


def wait_until_it_answers(stack: Stack, supervisor: Supervisor) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        supervisor.check()
        if status(stack.port) == 200:
            return
        time.sleep(0.2)
    raise AssertionError(f"The product does not answer: see {supervisor.logs}")


def status(port: int) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/health", headers={"Host": "localhost"})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()
