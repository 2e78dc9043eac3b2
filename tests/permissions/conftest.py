"""The world is made once for the whole module; whatever a request does to it is taken back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from redis import Redis

from apps.accounts.enums import Role
from apps.core.tenancy import platform_context, studio_context
from tests import database
from tests.permissions.desk_rows import furnish_desk
from tests.permissions.everywhere import furnish, furnish_reset
from tests.permissions.platform_rows import furnish_platform
from tests.permissions.studio_rows import furnish_studio
from tests.permissions.watching_rows import furnish_watching
from tests.permissions.world import World, people_of, sign_everybody_in


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _beats_are_taken_back(settings: Any) -> Iterator[None]:
    """The transaction does not reach what a request left in Redis to be written later."""
    yield
    redis = Redis.from_url(settings.STREAMS_URL)
    waiting = list(redis.scan_iter(f"{settings.STREAMS_PREFIX}:*progress*"))
    if waiting:
        redis.delete(*waiting)
    redis.close()


def make_world() -> World:
    alpha, beta = database.studio_row("alpha"), database.studio_row("beta")
    world = World(people_of(alpha, beta))
    with studio_context(alpha):
        furnish(world, "studio", role=Role.EDITOR)
        furnish_studio(world, alpha)
        furnish_desk(world)
        furnish_watching(world)
    with platform_context():
        furnish(world, "platform", role=Role.SUPPORT)
        furnish_platform(world)
    sign_everybody_in(world, alpha)
    with studio_context(alpha):
        furnish_reset(world, "studio")
    with platform_context():
        furnish_reset(world, "platform")
    return world
