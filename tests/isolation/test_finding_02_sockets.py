"""Sockets share a thread for the database: a studio set once is the studio of whoever came last."""

import pytest
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from django.db import connection

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.core.tenancy import in_studio_thread, studio_context
from tests.database import studio_row
from tests.people import person

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("committed_db")]


def people():
    studios = []
    for slug, name in (("alpha", "Ana"), ("beta", "Bima")):
        studios.append(studio_row(slug))
        with studio_context(studios[-1]):
            person(name, Role.OWNER)
    return studios


def names():
    return [user.name for user in User.objects.all()]


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
