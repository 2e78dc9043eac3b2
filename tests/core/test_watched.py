"""Errors and traces leave real processes for receivers that listen, and no secret is among them."""

import gzip
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import pytest
import requests
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from apps.accounts.enums import Role
from apps.core.tenancy import studio_context
from config.settings import accounts
from deploy.attack.field import Field, laid_out, wait_until
from deploy.local import children
from deploy.local.workspace import ROOT
from tests.canary import Server, listening
from tests.people import person
from tests.ports import free_port

pytestmark = pytest.mark.slow
HOST = "alpha.localhost"
PASSWORD, WRONG = "the-right-one-hunter2", "the-wrong-one-hunter2"
SENT = {"note": "note-hunter2", "password": "posted-hunter2"}
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
RESET = re.compile(r"/accounts/password/reset/key/([^/\s]+)/")


@dataclass
class Watched:
    """A web process, a relay and a worker, and what they sent to whom."""

    field: Field
    receiver: Server
    port: int
    mail: Path

    def ask(self, method: str, path: str, session: Any = requests, **more: Any) -> Any:
        headers = {"Host": HOST, **more.pop("headers", {})}
        address = f"http://127.0.0.1:{self.port}{path}"
        return session.request(
            method, address, headers=headers, timeout=30, allow_redirects=False, **more
        )

    def sent_to(self, path: str) -> list[bytes]:
        lines = zip(self.receiver.heard, self.receiver.headers, self.receiver.bodies, strict=False)
        return [
            unpacked(body, headers.get("Content-Encoding", ""))
            for line, headers, body in lines
            if line.split()[1].startswith(path)
        ]

    def events(self) -> list[dict[str, Any]]:
        parts = [
            json.loads(line)
            for sent in self.sent_to("/api/1/")
            for line in sent.split(b"\n")
            if line
        ]
        return [part for part in parts if "exception" in part]

    def spans(self) -> list[Any]:
        requests_ = map(ExportTraceServiceRequest.FromString, self.sent_to("/v1/traces"))
        scopes = [s for one in requests_ for r in one.resource_spans for s in r.scope_spans]
        return [span for scope in scopes for span in scope.spans]

    def everything_said(self) -> str:
        sent = [*self.sent_to("/api/1/"), *self.sent_to("/v1/traces")]
        logs = [self.field.log_of(name) for name in self.field.processes]
        return "\n".join([*logs, *(body.decode(errors="replace") for body in sent)])


def unpacked(body: bytes, encoding: str) -> bytes:
    return {"gzip": gzip.decompress, "br": brotli.decompress}.get(encoding, bytes)(body)


@pytest.fixture
def watched(committed_db, tmp_path, monkeypatch):
    with listening() as receiver, laid_out(tmp_path / "field") as field:
        port, mail = free_port(), tmp_path / "mail"
        redis = f"unix://{field.redis.socket}"
        for name, value in environment(receiver.origin, redis, port, mail).items():
            monkeypatch.setenv(name, value)
        field.start_relay()
        start(field, "worker", "celery", "--app", "config", "worker", "--queues", "default,reports",
              "--include", "tests.fakes.broken_tasks", "--concurrency", "1", "--without-mingle")  # fmt: skip
        start(
            field, "web", "gunicorn", "--config", "deploy/web_server.py", "tests.fakes.broken_site"
        )
        found = Watched(field, receiver, port, mail)
        assert wait_until(lambda: answers(found), 60), field.log_of("web")
        yield found


def environment(origin: str, redis: str, port: int, mail: Path) -> dict[str, str]:
    return {
        "SENTRY_DSN": f"{origin.replace('://', '://key@')}/1",
        "OTEL_EXPORTER_OTLP_ENDPOINT": origin,
        "OTEL_TRACES_PERCENT": "100",
        "OTEL_BSP_SCHEDULE_DELAY": "200",
        "CACHE_URL": f"{redis}?db=1",
        "CHANNELS_URL": f"{redis}?db=2",
        "LIMITS_URL": f"{redis}?db=2",
        "RELEASE": "2026.11",
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "DEBUG",
        "WEB_BIND": f"127.0.0.1:{port}",
        "WEB_WORKERS": "1",
        "EMAIL_FILE_PATH": str(mail),
    }


def start(field: Field, name: str, program: str, *arguments: str) -> None:
    log = field.home / f"{name}.log"
    command = [sys.executable, "-m", program, *arguments]
    env = field.environment()
    field.processes[name] = children.spawn(name, command, env=env, cwd=ROOT, output=log)


def answers(found: Watched) -> bool:
    try:
        return bool(found.ask("GET", "/health").ok)
    except requests.ConnectionError:
        return False


@pytest.fixture
def ana(watched, settings):
    settings.PASSWORD_HASHERS = accounts.PASSWORD_HASHERS
    with studio_context(watched.field.studios[0]):
        made = person("Ana", Role.OWNER)
        made.set_password(PASSWORD)
        made.save()
    return made


def test_errors_and_traces_arrive_and_no_secret_is_in_them(watched, ana):
    secrets = {PASSWORD, WRONG, "hunter2"} | signed_in(watched, ana)
    secrets |= tokens(watched, ana) | reset_key(watched, ana)
    headers = {"Cookie": "session=cookie-hunter2", "Authorization": "Bearer bearer-hunter2"}
    path = "/broken/key-hunter2/?token=query-hunter2"
    failed = watched.ask("POST", path, data=SENT, headers=headers)

    assert failed.status_code == 500
    assert wait_until(lambda: len(watched.events()) == 2 and len(runs(watched)) == 1, 60)
    time.sleep(0.5)
    told_whose_work_it_was(watched, failed.headers["X-Request-ID"])
    joined(watched)
    said = watched.everything_said()
    assert len(secrets) >= 10
    assert [
        said[max(0, at - 200) : at + 50] for secret in secrets if (at := said.find(secret)) >= 0
    ] == []
    # Control: what is no secret was said, in each of the places.
    assert said.count("broken.work") > 3
    assert "Refused: password=[hidden]" in said


def told_whose_work_it_was(watched: Watched, request_id: str) -> None:
    events = {event["transaction"]: event for event in watched.events()}
    assert set(events) == {"POST broken", "broken.work"}
    for event in events.values():
        assert event["release"] == "2026.11"
        assert {"request_id": request_id, "studio": "alpha"}.items() <= event["tags"].items()
        assert "user" not in event
        assert set(event.get("request", {})) <= {"method"}
    assert events["broken.work"]["tags"]["task"] == "broken.work"
    of_task = line_of(watched.field.log_of("worker"), "broken.work failed in attempt 1.")
    of_page = line_of(watched.field.log_of("web"), "Internal Server Error: broken")
    assert (of_task["studio"], of_task["request_id"]) == ("alpha", request_id)
    assert of_page["request_id"] == request_id


def line_of(log: str, message: str) -> dict[str, Any]:
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    (found,) = [line for line in lines if line["message"] == message]
    return found


def runs(watched: Watched) -> list[Any]:
    return [span for span in watched.spans() if span.name == "broken.work"]


def told_of(span: Any) -> set[str]:
    names = [attribute.key for attribute in span.attributes]
    return {name.removeprefix("cineradar.") for name in names if name.startswith("cineradar.")}


def joined(watched: Watched) -> None:
    """Request, statements and task are one trace, and none of it is of the relay's endless questions."""
    spans = watched.spans()
    (page,) = [span for span in spans if span.name == "POST broken"]
    (run,) = runs(watched)
    below = [span for span in spans if span.parent_span_id == page.span_id]
    assert (run.trace_id, run.parent_span_id) == (page.trace_id, page.span_id)
    assert told_of(run) == {"studio", "request_id", "task", "task_id", "queue", "attempt"}
    assert told_of(page) == {"studio", "request_id"}
    assert {"SELECT", "INSERT"} <= {span.name.split()[0] for span in below}
    assert any(span.parent_span_id == run.span_id for span in spans)
    roots = {span.name for span in spans if not span.parent_span_id}
    assert all(name.startswith(("GET ", "POST ")) or "." in name for name in roots), roots


def signed_in(watched: Watched, ana: Any) -> set[str]:
    """With a wrong password and with the right one; the secrets that it made."""
    session = requests.Session()
    page = watched.ask("GET", "/accounts/login/", session)
    assert CSRF.search(page.text), (page.status_code, page.text)
    form = {"csrfmiddlewaretoken": CSRF.search(page.text)[1], "login": ana.email}
    wrong = watched.ask("POST", "/accounts/login/", session, data={**form, "password": WRONG})
    right = watched.ask("POST", "/accounts/login/", session, data={**form, "password": PASSWORD})
    assert (wrong.status_code, right.status_code) == (200, 302)
    return {cookie.value for cookie in session.cookies} | {form["csrfmiddlewaretoken"]}


def tokens(watched: Watched, ana: Any) -> set[str]:
    body = {"email": ana.email, "password": PASSWORD}
    first = watched.ask("POST", "/api/v1/auth/login", json=body).json()
    again = watched.ask("POST", "/api/v1/auth/refresh", json={"refresh": first["refresh"]}).json()
    headers = {"Authorization": f"Bearer {again['access']}"}
    assert watched.ask("GET", "/api/v1/me", headers=headers).status_code == 200
    return {part[name] for part in (first, again) for name in ("access", "refresh")}


def reset_key(watched: Watched, ana: Any) -> set[str]:
    session = requests.Session()
    page = watched.ask("GET", "/accounts/password/reset/", session).text
    form = {"csrfmiddlewaretoken": CSRF.search(page)[1], "email": ana.email}
    assert watched.ask("POST", "/accounts/password/reset/", session, data=form).status_code == 302
    assert wait_until(lambda: any(RESET.search(letter) for letter in letters(watched.mail)), 60)
    (key,) = [found[1] for text in letters(watched.mail) if (found := RESET.search(text))]
    opened = watched.ask("GET", f"/accounts/password/reset/key/{key}/", session)
    assert opened.status_code in {200, 302}
    return {key, key.partition("-")[2]}


def letters(mail: Path) -> list[str]:
    return [file.read_text() for file in mail.glob("*")]


OFF = """
import sys, django
django.setup()
from opentelemetry import trace
print("sentry_sdk" in sys.modules, type(trace.get_tracer_provider()).__name__)
"""


def test_without_the_settings_nothing_is_reported_or_recorded():
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    told = subprocess.run([sys.executable, "-c", OFF], env=environ, cwd=ROOT, capture_output=True)
    assert told.stdout == b"False ProxyTracerProvider\n", told.stderr
