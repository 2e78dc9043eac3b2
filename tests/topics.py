"""What the logs of topics hold."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from redis import Redis

from apps.core.realtime.frames import BEGINNING, Position
from apps.core.realtime.groups import group_of, key_of
from apps.core.realtime.log import READ, LogRead, read_arguments, read_result


def redis() -> Redis:
    return Redis.from_url(settings.CHANNELS_URL)


def log_of(topic: str, since: Position | None = BEGINNING) -> LogRead:
    """The log of the current studio's ``topic``."""
    group = group_of(topic)
    with redis() as client:
        answer = client.eval(READ, 1, key_of(group), *read_arguments(since))
    return read_result(group, answer)


def published_in(topic: str) -> list[dict[str, Any]]:
    """Every payload that the log of the current studio's ``topic`` still has."""
    with redis() as client:
        entries = client.xrange(key_of(group_of(topic)))
    return [json.loads(fields[b"body"]) for _, fields in entries]


@pytest.fixture(autouse=True)
def _logs_are_empty() -> Iterator[None]:
    yield
    with redis() as client:
        for key in client.scan_iter(match=f"{settings.REALTIME_PREFIX}:*"):
            client.delete(key)
