"""Coroutines reach the database in several threads at once: each for its own studio, none for long."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError, connection, connections

from apps.core import tenancy
from apps.core.tenancy import current_studio_or_none, in_studio_thread
from tests.database import studio_row
from tests.isolation.inhabitants import names, people

pytestmark = pytest.mark.asyncio
ALL = 4


@pytest.fixture
def threads(monkeypatch):
    """A pool of the test's own, as large as is asked for."""
    pools = []

    def pool_of(count):
        pools.append(ThreadPoolExecutor(count))
        monkeypatch.setattr(tenancy, "_threads", lambda: pools[-1])
        return pools[-1]

    yield pool_of
    for pool in pools:
        pool.shutdown()


def session():
    """The thread's own connection to the database, once it has been of use."""
    names()
    return connection.connection


async def test_threads_that_work_at_once_read_their_own_rows(committed_db, threads):
    alpha, beta = await sync_to_async(people)()
    threads(ALL)
    together = Barrier(ALL)

    def names_meanwhile():
        together.wait(30)
        return names()

    for _round in range(3):
        asked = [in_studio_thread(studio, names_meanwhile) for studio in (alpha, beta) * 2]
        assert await asyncio.gather(*asked) == [["Ana"], ["Bima"]] * 2


async def test_a_thread_is_nobodys_again_and_its_connection_is_back(db, threads):
    alpha, pool = await sync_to_async(studio_row)("alpha"), threads(ALL)
    used = []

    def fail():
        used.append(session())
        raise ZeroDivisionError

    for _round in range(ALL):
        used += await asyncio.gather(*(in_studio_thread(alpha, session) for _ in range(ALL)))
        with pytest.raises(ZeroDivisionError):
            await in_studio_thread(alpha, fail)

    assert [one.closed for one in used] == [True] * ALL * (ALL + 1)
    assert pool.submit(lambda: (connection.connection, current_studio_or_none())).result() == (
        None,
        None,
    )


async def test_control_a_thread_that_keeps_its_connection_is_noticed(db, threads, monkeypatch):
    alpha, pool = await sync_to_async(studio_row)("alpha"), threads(1)
    monkeypatch.setattr(type(connections), "close_all", lambda self: None)

    kept = await in_studio_thread(alpha, session)

    assert not kept.closed
    assert pool.submit(lambda: connection.connection).result() is kept
    pool.submit(lambda: connection.close()).result()


async def test_control_a_thread_that_was_not_led_into_a_studio_reads_nothing(db, threads):
    pool = threads(1)
    await in_studio_thread(await sync_to_async(studio_row)("alpha"), names)

    def names_as_nobody():
        try:
            return names()
        finally:
            connection.close()

    with pytest.raises(DatabaseError, match="does not exist"):
        pool.submit(names_as_nobody).result()


@pytest.mark.parametrize(
    ("count", "seconds", "is_held_up"), [(2, 30, False), (1, 0.5, True)], ids=["ours", "control"]
)
async def test_one_that_waits_holds_up_nobody(db, threads, count, seconds, is_held_up):
    alpha, begun, done = await sync_to_async(studio_row)("alpha"), Event(), Event()
    threads(count)

    def wait():
        begun.set()
        return done.wait(60)

    slow = asyncio.create_task(in_studio_thread(alpha, wait))
    assert await asyncio.to_thread(begun.wait, 30)
    quick = asyncio.create_task(in_studio_thread(alpha, names))

    finished, _waiting = await asyncio.wait([quick], timeout=seconds)

    done.set()
    assert await slow
    assert await quick == []
    assert (not finished) == is_held_up


async def test_there_are_never_more_threads_than_connections():
    assert 1 < settings.REALTIME_THREADS <= settings.DATABASE_POOL_SIZE
    assert tenancy._threads()._max_workers == settings.REALTIME_THREADS
