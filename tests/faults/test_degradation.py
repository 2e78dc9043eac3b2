"""What still works while something we stand on is away, and how what does not is refused."""

import http.client
import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches
from django.db import connection

from apps.core import readiness
from apps.core.limits import counter
from apps.core.resting_redis import resting
from tests import database
from tests.people import PASSWORD
from tests.private_redis import own_redis  # noqa: F401
from tests.realtime_server import running


@pytest.fixture
def cache_redis(own_redis, settings):  # noqa: F811
    """The caches and limits live in a Redis of the test's own."""
    settings.LIMITS_ENABLED = True
    settings.CACHE_URL = settings.LIMITS_URL = own_redis.url
    settings.LIMITS_PREFIX = f"limits{time.monotonic()}"
    settings.CACHES = {
        alias: {**config, "LOCATION": own_redis.url} for alias, config in settings.CACHES.items()
    }
    counter.resting.until = resting.until = 0.0
    yield own_redis
    for cache in caches.all():
        cache.close()
    counter.resting.until = resting.until = 0.0
    readiness._questions.clear()


def sign_in(client, person):
    return client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})


def test_without_the_cache_pages_work_and_attempts_are_refused(
    cache_redis, alpha, people, client_for
):
    known, stranger = client_for(alpha, people.ana), client_for(alpha)
    cache_redis.kill()

    assert stranger.get("/").status_code == 200
    assert known.get("/studio/").status_code == 200
    refused = sign_in(stranger, people.citra)
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    ready = stranger.get("/health/ready")
    assert (ready.status_code, ready.json()["parts"]["cache"]["status"]) == (503, "failing")
    assert stranger.get("/health").status_code == 200

    cache_redis.start()
    time.sleep(2.1)
    assert sign_in(stranger, people.citra).status_code == 302


def test_a_cache_that_swallows_everything_holds_nobody_up(cache_redis, alpha, people, client_for):
    known = client_for(alpha, people.ana)
    known.get("/studio/")
    cache_redis.freeze()
    began = time.monotonic()
    statuses = [known.get("/studio/").status_code for _ in range(6)]
    took = time.monotonic() - began
    cache_redis.thaw()
    assert set(statuses) == {200}
    assert took < 8


class Asked:
    """Answers of one running process, over its socket."""

    def __init__(self, server):
        self._server = server

    def __call__(self, path, host="alpha.localhost"):
        asked = http.client.HTTPConnection(host, timeout=30)
        asked.sock = socket.socket(socket.AF_UNIX)
        asked.sock.connect(self._server.uds)
        asked.request("GET", path, headers={"Accept": "text/html"})
        answer = asked.getresponse()
        told = answer.status, answer.read(), answer.headers
        asked.close()
        return told

    def status(self, path):
        return self(path)[0]


def cut_connections(name):
    with database.admin_connection() as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )


def let_connect(name, allowed):
    with database.admin_connection() as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {allowed}')


def test_a_restarted_database_is_met_again_and_an_absent_one_is_told(committed_db):
    name = connection.settings_dict["NAME"]
    with running() as server:
        ask = Asked(server)
        assert ask.status("/branding.css") == 200
        cut_connections(name)
        assert ask.status("/branding.css") == 200

        let_connect(name, "false")
        try:
            cut_connections(name)
            assert ask.status("/health") == 200
            status, body, headers = ask("/health/ready")
            assert (status, headers["Retry-After"]) == (503, "5")
            assert json.loads(body)["parts"]["database"]["status"] != "ok"
            with ThreadPoolExecutor(3) as threads:
                began = time.monotonic()
                answers = list(
                    threads.map(ask, ["/branding.css", "/manifest.webmanifest", "/health"])
                )
                took = time.monotonic() - began
        finally:
            let_connect(name, "true")
        assert [answer[0] for answer in answers] == [503, 503, 200]
        assert int(answers[0][2]["Retry-After"]) > 0
        assert took < 12  # one after the other, three seconds each

        deadline = time.monotonic() + 12
        while ask.status("/branding.css") != 200:
            assert time.monotonic() < deadline
            time.sleep(0.2)


def test_a_request_waits_for_an_absent_database_as_long_as_the_setting_says(committed_db):
    name = connection.settings_dict["NAME"]
    with running(DATABASE_WAIT_SECONDS="1") as server:
        ask = Asked(server)
        assert ask.status("/branding.css") == 200
        let_connect(name, "false")
        try:
            cut_connections(name)
            answers = [timed(ask, "/branding.css") for _ in range(3)]
        finally:
            let_connect(name, "true")
    assert {answer[0] for answer, _seconds in answers} == {503}
    assert all(b"Back in a moment" in answer[1] for answer, _seconds in answers)
    assert all(0.9 < seconds < 3 for _answer, seconds in answers)


def timed(ask, path):
    began = time.monotonic()
    return ask(path), time.monotonic() - began


def test_without_the_storage_pages_work(settings, alpha, client_for):
    settings.MEDIA_ROOT = "/proc/nowhere"
    client = client_for(alpha)
    assert client.get("/").status_code == 200
    ready = client.get("/health/ready")
    readiness._questions.clear()
    assert (ready.status_code, ready.json()["parts"]["storage"]["status"]) == (503, "failing")
