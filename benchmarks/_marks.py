"""Two tasks that do nothing but say when they began: one through the queue, one as Celery has it."""

import os
import time

from celery import shared_task
from redis import Redis

from apps.core.queue import TenantTask

STARTS = "bench:starts"
redis = Redis.from_url(
    os.environ["BROKER_URL"].replace("redis+socket", "unix").replace("virtual_host", "db")
)


def mark(asked: int) -> None:
    redis.rpush(STARTS, time.time_ns() - asked)


@shared_task(name="bench.plain")
def plain(*, asked: int) -> None:
    mark(asked)


@shared_task(name="bench.ours", base=TenantTask)
def ours(*, asked: int) -> None:
    mark(asked)


@shared_task(name="bench.ours_once", base=TenantTask, exactly_once=True)
def ours_once(*, asked: int) -> None:
    mark(asked)
