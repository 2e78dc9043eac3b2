"""Tell every open page about something, once it is true."""

from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction

from apps.core.realtime.frames import encoded
from apps.core.realtime.groups import group_of
from apps.core.realtime.publisher import Publisher


def publish(topic: str, payload: dict[str, Any]) -> None:
    """Send ``payload`` (JSON types only) to the current studio's ``topic`` after commit.

    It says what is, not what has changed: whoever comes back may meet it twice, in a snapshot and
    as a frame. Never raises for Redis, never waits long for it; what it could not take is made
    good by fresh snapshots when it is back. Raises TypeError or ValueError for a bad payload.
    """
    group, body = group_of(topic), encoded(payload)
    transaction.on_commit(lambda: publisher(settings.CHANNELS_URL).send(group, body), robust=True)


@cache
def publisher(url: str) -> Publisher:
    """This process's publisher."""
    return Publisher(url)
