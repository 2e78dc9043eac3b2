"""Fixtures for what tests talk to: a private corner of Redis, the files' directories."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django_redis import get_redis_connection
from redis import Redis


@pytest.fixture(autouse=True)
def _clean_caches() -> Iterator[None]:
    """Forgets this worker's own keys, whichever thread wrote them; another worker's stay."""
    yield
    for redis in (get_redis_connection("platform"), counters()):
        mine = f"*{django_settings.TEST_RUN}{django_settings.TEST_WORKER}*"
        # Streams have keys that no other test knows, and a world that many tests share has streams.
        found = redis.scan_iter(match=mine, count=1000)
        keys = [key for key in found if django_settings.STREAMS_PREFIX.encode() not in key]
        if keys:
            redis.delete(*keys)


@cache
def counters() -> Redis:
    """Where limits are counted."""
    return Redis.from_url(django_settings.LIMITS_URL)


@pytest.fixture(autouse=True)
def _private_directories(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.UPLOAD_ROOT = str(tmp_path / "uploads")
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
