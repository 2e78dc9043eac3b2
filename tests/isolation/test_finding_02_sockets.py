"""Sockets share a thread for the database: a studio set once is the studio of whoever came last."""

import pytest
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from django.db import connection

from apps.core.tenancy import in_studio_thread
from tests.isolation.inhabitants import names, people

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("committed_db")]


async def test_the_first_socket_asked_last_gets_its_own_rows():
    alpha, beta = await sync_to_async(people)()
    assert await in_studio_thread(beta, names) == ["Bima"]
    assert await in_studio_thread(alpha, names) == ["Ana"]


async def test_control_with_the_studio_set_on_connecting_it_gets_betas():
    alpha, beta = await sync_to_async(people)()

    async def connect(studio):
        await database_sync_to_async(lambda: connection.set_tenant(studio))()

    await connect(alpha)
    await connect(beta)
    try:
        assert await database_sync_to_async(names)() == ["Bima"]  # alpha's socket asks
    finally:
        await database_sync_to_async(connection.set_schema_to_public)()
