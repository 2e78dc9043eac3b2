"""Coroutines reach the database in several threads at once: each for its own studio, none for long."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError, connection, connections

from apps.core import tenancy
from apps.core.tenancy import current_studio_or_none, in_studio_thread
from tests.database import admin_connection, studio_row
from tests.isolation.inhabitants import names, people

pytestmark = pytest.mark.asyncio
ALL = 4
SESSIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"


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


def sessions():
    with admin_connection() as admin:
        return admin.execute(SESSIONS, [connection.settings_dict["NAME"]]).fetchone()[0]


async def test_threads_that_work_at_once_read_their_own_rows(committed_db, threads):
    alpha, beta = await sync_to_async(people)()
    threads(ALL)
    together = threading.Barrier(ALL)

    def names_meanwhile():
        together.wait(10)
        return names()

    for _round in range(3):
        asked = [in_studio_thread(studio, names_meanwhile) for studio in (alpha, beta) * 2]
        assert await asyncio.gather(*asked) == [["Ana"], ["Bima"]] * 2


async def test_a_thread_is_nobodys_again_and_its_connection_is_back(db, threads):
    alpha, pool = await sync_to_async(studio_row)("alpha"), threads(ALL)
    before = await sync_to_async(sessions)()

    def fail():
        names()
        raise ZeroDivisionError

    for _round in range(ALL):
        await asyncio.gather(*(in_studio_thread(alpha, names) for _ in range(ALL)))
        with pytest.raises(ZeroDivisionError):
            await in_studio_thread(alpha, fail)

    # An earlier test's may still have been on its way out.
    assert await sync_to_async(sessions)() <= before
    assert pool.submit(lambda: (connection.connection, current_studio_or_none())).result() == (
        None,
        None,
    )


async def test_control_a_thread_that_keeps_its_connection_is_noticed(db, threads, monkeypatch):
    alpha, pool = await sync_to_async(studio_row)("alpha"), threads(1)
    before = await sync_to_async(sessions)()
    monkeypatch.setattr(type(connections), "close_all", lambda self: None)

    await in_studio_thread(alpha, names)

    assert await sync_to_async(sessions)() == before + 1
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


@pytest.mark.parametrize(("count", "is_held_up"), [(2, False), (1, True)], ids=["ours", "control"])
async def test_one_that_waits_holds_up_nobody(db, threads, count, is_held_up):
    alpha, done = await sync_to_async(studio_row)("alpha"), threading.Event()
    threads(count)
    slow = asyncio.create_task(in_studio_thread(alpha, done.wait, 10))
    await asyncio.sleep(0.1)
    quick = asyncio.create_task(in_studio_thread(alpha, names))

    finished, _waiting = await asyncio.wait([quick], timeout=2 if not is_held_up else 0.5)

    done.set()
    assert await slow
    assert await quick == []
    assert (not finished) == is_held_up


async def test_there_are_never_more_threads_than_connections():
    assert 1 < settings.REALTIME_THREADS <= settings.DATABASE_POOL_SIZE
    assert tenancy._threads()._max_workers == settings.REALTIME_THREADS
