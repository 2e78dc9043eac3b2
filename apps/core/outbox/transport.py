"""Kombu's way to Redis, mended where a lost connection would end the worker.

Closing a channel gives back what was not acknowledged. When the connection is gone already, kombu
5.7 stumbles over a name it has forgotten instead of saying so; Celery takes that for a fault it
cannot recover from, and the worker ends when Redis is restarted at the wrong moment.
"""

from typing import Any

from kombu.transport import redis
from redis.exceptions import ConnectionError as ConnectionGone


class Channel(redis.Channel):
    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:  # noqa: FBT001 kombu's
        if self.connection.client is None:
            raise ConnectionGone("The connection to the broker is closed.")
        parameters: dict[str, Any] = super()._connparams(asynchronous=asynchronous)  # type: ignore[misc]
        return parameters


class Transport(redis.Transport):
    Channel = Channel
