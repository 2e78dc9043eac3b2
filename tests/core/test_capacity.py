"""How full disks, memories and catalogues are, and how far a replica is behind."""

import shutil
from pathlib import Path

import pytest
from django.db import connections
from prometheus_client.parser import text_string_to_metric_families

from apps.core.capacity import database_numbers
from apps.core.exposition import exposition
from apps.core.tenancy import platform_context

MEMORY = "cineradar_redis_memory_ratio"


def told() -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(exposition().decode())
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


@pytest.mark.django_db
def test_what_can_fill_up_is_told(settings, tmp_path):
    settings.MEDIA_ROOT, settings.UPLOAD_ROOT = str(tmp_path), str(tmp_path / "lost")
    found = told()
    for server in ("broker", "cache", "realtime", "limits"):
        assert 0 < found[MEMORY, server] < 1
    disk = shutil.disk_usage(tmp_path)
    used = pytest.approx(disk.used / (disk.used + disk.free), abs=0.05)
    assert found["cineradar_disk_used_ratio", "media"] == used
    assert Path(settings.UPLOAD_ROOT).is_dir()  # readiness makes it
    assert found[("cineradar_catalogue_rows",)] > 1000
    assert ("cineradar_replica_lag_seconds",) not in found


@pytest.mark.django_db
def test_a_redis_that_is_away_has_no_share_and_the_rest_is_told(settings):
    settings.LIMITS_URL = "unix:///nowhere/redis.sock"
    found = told()
    assert (MEMORY, "limits") not in found
    assert found["cineradar_ready", "limits"] == 0
    assert found[MEMORY, "cache"] > 0


def test_a_replica_tells_how_far_it_is_behind(committed_db):
    connections.databases["replica"] = connections.databases["default"]
    try:
        with platform_context():
            (_rows, lag) = database_numbers()
        assert (lag.name, lag.samples[0].value) == ("cineradar_replica_lag_seconds", 0.0)
    finally:
        connections["replica"].close()
        del connections["replica"], connections.databases["replica"]
