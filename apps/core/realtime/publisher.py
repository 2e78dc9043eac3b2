"""Sends frames to Redis without ever holding up or failing whoever has something to tell."""

import logging
import threading
import time

from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from apps.core.chance import lot
from apps.core.metrics import PUBLISHED
from apps.core.realtime.groups import key_of
from apps.core.realtime.log import BREAK, PUBLISH

logger = logging.getLogger(__name__)
PATIENCE = 0.5
PAUSE = 2.0
MOST_MISSED = 10_000


class Publisher:
    """One script call a frame, and a circuit breaker before it.

    After a failure nothing is tried for two seconds, so an outage costs a request at most half a
    second, once. Groups whose frames were not sent are remembered; as soon as Redis answers again
    they are broken, and every page that watches one of them gets a fresh snapshot.
    """

    def __init__(self, url: str, *, patience: float = PATIENCE, pause: float = PAUSE) -> None:
        self._redis = Redis.from_url(
            url,
            socket_timeout=patience,
            socket_connect_timeout=patience,
            retry=Retry(NoBackoff(), 0),
        )
        self._publish = self._redis.register_script(PUBLISH)
        self._break = self._redis.register_script(BREAK)
        self._pause = pause
        self._closed_until = 0.0
        self._missed: set[str] = set()
        self._lock = threading.Lock()
        self._mender: threading.Thread | None = None

    def send(self, group: str, body: str) -> bool:
        """Number, remember and send ``body``; False when Redis did not take it."""
        if time.monotonic() < self._closed_until:
            self._miss(group)
            return False
        limits = [settings.REALTIME_LOG_FRAMES, settings.REALTIME_LOG_SECONDS]
        try:
            self._publish(keys=[key_of(group)], args=[body, *limits])
        except RedisError as error:
            self._closed_until = time.monotonic() + self._pause
            logger.warning("Pages were not told about %s: %s", group, error)
            self._miss(group)
            return False
        PUBLISHED.labels("sent").inc()
        return True

    def _miss(self, group: str) -> None:
        PUBLISHED.labels("missed").inc()
        with self._lock:
            if len(self._missed) < MOST_MISSED:
                self._missed.add(group)
            if self._mender is None:
                self._mender = threading.Thread(target=self._mend, daemon=True)
                self._mender.start()

    def _mend(self) -> None:
        """Runs until every missed group is broken, however long that takes."""
        while True:
            time.sleep(self._pause * (0.5 + lot()))
            self._break_missed()
            with self._lock:
                if not self._missed:
                    self._mender = None
                    return

    def _break_missed(self) -> None:
        with self._lock:
            groups = list(self._missed)
        for group in groups:
            try:
                self._break(keys=[key_of(group)])
            except RedisError:
                return
            self._closed_until = 0.0
            with self._lock:
                self._missed.discard(group)
