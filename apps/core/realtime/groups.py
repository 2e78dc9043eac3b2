"""Names of websocket groups: the only place that builds one."""

import re

from django.conf import settings

from apps.core.tenancy import current_studio

TOPIC = re.compile(r"[A-Za-z0-9_.-]{1,120}")


def group_of(topic: str) -> str:
    """The group of ``topic`` in the current studio; two studios never share one."""
    if not TOPIC.fullmatch(topic):
        raise ValueError(f"{topic!r} is no topic: letters, digits, dot, dash and underscore.")
    return f"t.{current_studio().schema_name}.{topic}"


def key_of(group: str) -> str:
    """What the group's log and its channel are called in Redis."""
    return f"{settings.REALTIME_PREFIX}:{group}"


def topic_of_group(group: str) -> str:
    return group.split(".", 2)[2]
