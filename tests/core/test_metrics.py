"""What is measured, who may see it, and that no studio and nobody is named in it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from apps.core import jobs, tripwire
from apps.core.exposition import exposition
from apps.core.metrics import task_timed
from apps.core.queue import enqueue
from apps.core.tenancy import platform_context
from tests.factories.jobs import WORK

pytestmark = pytest.mark.django_db
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")
ADDRESS = "10.9.8.7"


def ran(program: str, **environ: str) -> str:
    """What a process of its own prints, with the product's real settings."""
    told = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{program}"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.dev", **environ},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


def samples() -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(exposition().decode())
    return {
        (sample.name, *(f"{key}={value}" for key, value in sorted(sample.labels.items()))): (
            sample.value
        )
        for family in families
        for sample in family.samples
    }


def get(host: str, *, remote: str = ADDRESS, **headers: str):
    return Client(REMOTE_ADDR=remote).get("/metrics", headers={"host": host, **headers})


@pytest.mark.parametrize("host", ["10.1.2.3", "[::1]:8000", "localhost", "web:8000"])
def test_whoever_is_near_sees_it(host):
    answer = get(host, remote="127.0.0.1")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert b"cineradar_queue_lag_seconds" in answer.content


def test_from_far_the_token_opens_it(settings):
    settings.METRICS_TOKEN = "long-and-random"
    assert get("localhost").status_code == 404
    assert get("localhost", authorization="Bearer another").status_code == 404
    assert get("localhost", authorization="Basic long-and-random").status_code == 404
    assert get("localhost", authorization="Bearer long-and-random").status_code == 200


def test_no_token_is_not_an_empty_token(settings):
    settings.METRICS_TOKEN = ""
    assert get("localhost", authorization="Bearer ").status_code == 404


@pytest.mark.parametrize("host", ["alpha.localhost", "films.example", "evil.localhost", ""])
def test_a_studios_host_has_no_such_page(alpha, settings, host):
    settings.METRICS_TOKEN = "long-and-random"
    headers = {"authorization": "Bearer long-and-random"}
    if host:
        assert get(host, remote="127.0.0.1", **headers).status_code == 404


def test_whoever_comes_through_a_proxy_is_far():
    assert get("localhost", remote="127.0.0.1", **{"x-forwarded-for": ADDRESS}).status_code == 404


def test_our_own_network_is_a_setting(settings):
    settings.METRICS_NETWORKS = ["10.0.0.0/8"]
    assert get("localhost").status_code == 200
    assert get("localhost", remote="127.0.0.1").status_code == 404


def test_requests_are_counted_by_route_method_and_kind_of_answer(alpha, client_for):
    client = client_for(alpha)
    client.get("/nowhere/alpha-secret/")
    client.get("/")
    client.generic("BREW", "/")
    found = samples()
    count = "cineradar_request_seconds_count"
    assert found[count, "method=GET", "route=none", "status=4xx"] >= 1
    assert any(key[0] == count and "method=other" in key for key in found)
    assert any(key[0] == count and key[2] != "route=none" and "status=2xx" in key for key in found)


def test_tasks_and_jobs_are_measured(in_alpha, people, django_capture_on_commit_callbacks):
    with pytest.raises(ZeroDivisionError), task_timed("core.example"):
        raise ZeroDivisionError
    with django_capture_on_commit_callbacks(execute=True):
        enqueue("catalog.forget_stale_files")
        jobs.fail_job(jobs.start_job(WORK.key), code="no_luck", detail="")
        jobs.request_cancel(jobs.start_job(WORK.key, by_pk=people.ana.pk))
    found = samples()
    count = "cineradar_task_seconds_count"
    assert found[count, "outcome=failed", "task=core.example"] >= 1
    assert found[count, "outcome=done", "task=catalog.forget_stale_files"] >= 1
    assert found["cineradar_job_seconds_count", f"kind={WORK.key}", "state=failed"] >= 1
    assert found["cineradar_job_seconds_count", f"kind={WORK.key}", "state=cancelled"] >= 1


def test_a_crossing_is_counted(alpha, beta, settings):
    from django.db import connection

    before = samples()[("cineradar_tripwire_crossings_total",)]
    with platform_context():
        connection.connection.execute("SET search_path = beta")
        with pytest.raises(tripwire.WrongSchema):
            tripwire.look(connection, "SELECT 1")
        connection.connection.execute("SET search_path = public")
    assert samples()[("cineradar_tripwire_crossings_total",)] == before + 1


def test_what_stands_in_the_database_and_readiness_are_told(settings, tmp_path):
    settings.BACKUP_STAMP = str(tmp_path / "backup")
    (tmp_path / "backup").touch()
    found = samples()
    assert found["cineradar_queue_tasks", "queue=default", "state=dead"] == 0
    assert found[("cineradar_outbox_oldest_seconds",)] == 0
    assert found[("cineradar_schemas_stale",)] == 0
    assert found[("cineradar_studios",)] == 2
    assert found["cineradar_ready", "part=database"] == 1
    assert 0 <= found[("cineradar_backup_age_seconds",)] < 60


POOLED = """
from django.db import OperationalError, connection
from prometheus_client import generate_latest
connection.ensure_connection()
connection.close()
connection.settings_dict["PORT"] = "1"
connection.close_pool()
connection.settings_dict["OPTIONS"]["pool"]["timeout"] = 0.2
try:
    connection.ensure_connection()
except OperationalError:
    print(generate_latest().decode())
connection.close_pool()
"""


def test_waiting_for_a_connection_is_measured():
    told = ran(POOLED)
    assert 'cineradar_database_wait_seconds_count{outcome="given"} 1.0' in told
    assert 'cineradar_database_wait_seconds_count{outcome="none"} 1.0' in told
    assert re.search(r'cineradar_database_connections\{state="open"\} [12]\.0', told)


def test_nobody_is_named(alpha, beta, people, client_for):
    for studio, person in ((alpha, people.ana), (beta, people.bima), (alpha, people.citra)):
        client = client_for(studio, person)
        for path in ("/", f"/films/{studio.pk}/", "/studio/", f"/studio/team/?q={person.email}"):
            client.get(path)
    client_for(None, people.eko).get("/admin/")
    with platform_context():
        labels = {label for key in samples() for label in key[1:]}
    forbidden = {alpha.schema_name, beta.slug, str(alpha.pk), "@", "localhost"}
    assert [label for label in labels for word in forbidden if word in label] == []
    assert [label for label in labels if UUID.search(label)] == []


SEVERAL = """
import os, sys
from prometheus_client import values
from apps.core import metrics
if os.fork() == 0:
    metrics.SOCKETS.inc(5)
    metrics.PUBLISHED.labels("sent").inc(2)
    os._exit(0)
os.wait()
metrics.SOCKETS.inc(3)
metrics.PUBLISHED.labels("sent").inc(1)
import time
from pathlib import Path
from prometheus_client import generate_latest
from apps.core.exposition import counted
print(generate_latest(counted()).decode())
(own,) = [one for one in Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob("gauge_live*") if str(os.getpid()) in one.name]
other = own.with_name("gauge_livesum_0123456789ab-7.db")
other.write_bytes(own.read_bytes())
print("in another container:", generate_latest(counted()).decode())
os.utime(other, (0, time.time() - 1000))
print("silent since:", generate_latest(counted()).decode())
"""


def test_processes_share_their_counts_and_the_dead_have_nothing_open(tmp_path):
    told = ran(SEVERAL, PROMETHEUS_MULTIPROC_DIR=str(tmp_path / "metrics"))
    assert 'cineradar_frames_published_total{outcome="sent"} 3.0' in told
    _, near, both, silent = re.split("sockets_open gauge\n", told)
    assert near.startswith("cineradar_sockets_open 3.0")
    assert both.startswith("cineradar_sockets_open 6.0")
    assert silent.startswith("cineradar_sockets_open 3.0")
