"""The probes: which part is away, said in time and without secrets."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from apps.core import readiness
from apps.core.models import Task
from apps.core.tenancy import platform_context
from apps.tenants.selectors.readiness import platform_is_migrated
from tests.realtime_server import running

pytestmark = pytest.mark.django_db


def ready():
    return Client().get("/health/ready", headers={"host": "10.1.2.3"})


@pytest.fixture(autouse=True)
def _asked_anew():
    yield
    readiness._questions.clear()


def test_every_part_is_named_with_its_time(settings):
    answer = ready()

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    parts = answer.json()["parts"]
    assert set(parts) == set(settings.READINESS_PARTS)
    assert {part["status"] for part in parts.values()} == {"ok"}
    assert all(part["ms"] > 0 for part in parts.values())


@pytest.mark.parametrize(
    ("part", "setting", "url"),
    [
        ("realtime", "CHANNELS_URL", "unix:///nowhere/secret-word.sock"),
        ("limits", "LIMITS_URL", "unix:///nowhere/secret-word.sock"),
        ("storage", "MEDIA_ROOT", "/proc/secret-word"),
    ],
)
def test_the_part_that_fails_is_named_and_nothing_else_is_told(settings, part, setting, url):
    setattr(settings, setting, url)

    answer = ready()

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    body = answer.json()
    assert body["status"] == "degraded"
    assert {name for name, told in body["parts"].items() if told["status"] != "ok"} == {part}
    assert "secret-word" not in answer.text


def test_a_lost_database_is_told_and_the_process_lives(monkeypatch):
    def refuse():
        raise OperationalError("password of secret-word")

    monkeypatch.setattr(readiness, "database_answers", refuse)

    answer = ready()
    assert answer.status_code == 503
    assert answer.json()["parts"]["database"]["status"] == "failing"
    assert "secret-word" not in answer.text
    assert Client().get("/health").status_code == 200


def test_a_part_that_hangs_is_given_up_in_time_and_holds_one_thread(settings, monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(readiness, "cache_answers", lambda: released.wait(20) or None)
    settings.READINESS_SECONDS = 0.3

    began = time.monotonic()
    answers = [ready() for _ in range(4)]
    took = time.monotonic() - began
    waiting = [one for one in threading.enumerate() if one.name == "ready-cache"]
    released.set()

    assert {answer.json()["parts"]["cache"]["status"] for answer in answers} == {"no answer"}
    assert took < 4
    assert len(waiting) == 1
    waiting[0].join(5)


def test_work_that_waits_too_long_is_told(monkeypatch, settings):
    with platform_context():
        late = timezone.now() - timedelta(seconds=301)
        Task.everywhere.create(
            name="core.copy_tombstones",
            queue="default",
            studio_schema="public",
            available_at=late,
            max_attempts=3,
        )
        with pytest.raises(readiness.NotReady, match="default"):
            readiness.queue_keeps_up()
        settings.READINESS_QUEUE_SECONDS = {"default": 400}
        readiness.queue_keeps_up()


def test_a_platform_behind_its_code_is_told(monkeypatch):
    platform_is_migrated()
    newer = "SELECT app || '.' || name FROM public.django_migrations WHERE app <> 'core'"
    monkeypatch.setattr("apps.tenants.selectors.readiness.APPLIED", newer)
    with pytest.raises(readiness.NotReady):
        platform_is_migrated()


def test_the_realtime_process_answers_too():
    import http.client
    import socket

    with running() as server:
        asked = http.client.HTTPConnection("10.1.2.3")
        asked.sock = socket.socket(socket.AF_UNIX)
        asked.sock.connect(server.uds)
        asked.request("GET", "/health")
        answer = asked.getresponse()
        body = answer.read()
        asked.close()

    assert (answer.status, body) == (200, b'{"status": "ok"}')
