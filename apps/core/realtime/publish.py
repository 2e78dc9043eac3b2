"""Tell every open page about something, once it is true."""

from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from apps.core.realtime.groups import group_of


def publish(topic: str, payload: dict[str, Any]) -> None:
    """Send ``payload`` (JSON types only) to the current studio's ``topic`` after commit."""
    group = group_of(topic)
    frame = {"type": "forward", "topic": topic, "payload": payload}
    transaction.on_commit(lambda: _send(group, frame), robust=True)


def _send(group: str, frame: dict[str, Any]) -> None:
    async_to_sync(get_channel_layer().group_send)(group, frame)
