"""Whether this process can reach what it stands on. Every part is asked at once, and never for long."""

import logging
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.utils.module_loading import import_string
from django_redis import get_redis_connection
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from apps.core.outbox.broker import Broker
from apps.core.outbox.numbers import lag_by_queue
from apps.core.storage.contract import media
from apps.core.tenancy import platform_context

OK, FAILING, SLOW = "ok", "failing", "no answer"
PATIENCE = 1.5
logger = logging.getLogger(__name__)


class NotReady(Exception):
    """A part answers, and says that it is not as it must be."""


@dataclass(frozen=True)
class Part:
    """How one part answered: ``ok``, ``failing`` or ``no answer``, and after how long."""

    name: str
    status: str
    ms: float

    @property
    def works(self) -> bool:
        return self.status == OK


class Question:
    """One part's check, asked in a thread. Who asks while it is under way waits for the same answer.

    So a part that hangs holds one thread a process, however often we are probed.
    """

    def __init__(self, name: str, check: Callable[[], None]) -> None:
        self.name = name
        self._check = check
        self._lock = threading.Lock()
        self._under_way: Future[float] | None = None

    def ask(self) -> "Future[float]":
        with self._lock:
            if self._under_way is None or self._under_way.done():
                self._under_way = Future()
                name = f"ready-{self.name}"
                threading.Thread(
                    target=self._answer, args=[self._under_way], name=name, daemon=True
                ).start()
            return self._under_way

    def _answer(self, answer: "Future[float]") -> None:
        began = time.perf_counter()
        try:
            with platform_context():
                self._check()
            answer.set_result(_milliseconds_since(began))
        except Exception as error:  # noqa: BLE001 whatever it is, the part does not work
            answer.set_exception(error)
        finally:
            connections.close_all()


_questions: dict[str, Question] = {}


def readiness() -> list[Part]:
    """Every part of READINESS_PARTS, within READINESS_SECONDS for all of them together."""
    began = time.perf_counter()
    asked = [(question, question.ask()) for question in _all_questions()]
    return [_heard(question.name, answer, began) for question, answer in asked]


def _all_questions() -> list[Question]:
    for name, path in settings.READINESS_PARTS.items():
        if name not in _questions:
            _questions[name] = Question(name, import_string(path))
    return [_questions[name] for name in settings.READINESS_PARTS]


def _heard(name: str, answer: "Future[float]", began: float) -> Part:
    left = began + settings.READINESS_SECONDS - time.perf_counter()
    try:
        return Part(name, OK, answer.result(max(0.0, left)))
    except Late:
        logger.warning("%s did not answer in time.", name)
        return Part(name, SLOW, _milliseconds_since(began))
    except Exception:
        logger.exception("%s does not work.", name)
        return Part(name, FAILING, _milliseconds_since(began))


def _milliseconds_since(began: float) -> float:
    return round(1000 * (time.perf_counter() - began), 1)


def database_answers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def cache_answers() -> None:
    get_redis_connection("platform").ping()


def broker_answers() -> None:
    broker = Broker()
    try:
        broker.depth(settings.CELERY_TASK_DEFAULT_QUEUE)
    finally:
        broker.close()


def realtime_answers() -> None:
    _ping(settings.CHANNELS_URL)


def limits_are_counted() -> None:
    """Without them nobody signs in. They may have a Redis of their own."""
    _ping(settings.LIMITS_URL)


def _ping(url: str) -> None:
    with asked_once(url) as redis:
        redis.ping()


def asked_once(url: str) -> Redis:
    """A client for one question, which is not asked again and waits for its answer briefly."""
    return Redis.from_url(
        url,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 0),
    )


def storage_takes_files() -> None:
    """Local directories are written to, as a full or read-only disk only shows then."""
    if settings.MEDIA_STORAGE == "s3":
        media().exists("ready")
        return
    for directory in (settings.MEDIA_ROOT, settings.UPLOAD_ROOT):
        Path(directory).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory) as file:
            file.write(b"ready")


def queue_keeps_up() -> None:
    """Raises NotReady when tasks of a queue have waited longer than it may make them wait."""
    lag = lag_by_queue()
    limits: dict[str, int] = settings.READINESS_QUEUE_SECONDS
    late = [name for name, most in limits.items() if lag.get(name, 0.0) > most]
    if late:
        raise NotReady(f"Tasks wait too long in {', '.join(late)}.")
