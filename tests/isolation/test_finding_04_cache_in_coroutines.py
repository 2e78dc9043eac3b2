"""In a coroutine the connection says "public", whichever studio is served."""

import pytest
from django.core.cache import caches
from django.db import connection
from django_tenants.cache import make_key

from apps.core.realtime.groups import group_of
from apps.core.storage.names import studio_path
from apps.core.tenancy import StudioUnset, in_studio_thread, studio_only_context
from tests.database import studio_row

pytestmark = pytest.mark.asyncio


@pytest.fixture
def studios(db):
    return studio_row("alpha"), studio_row("beta")


async def written_by_alpha_read_by_beta(studios, key):
    alpha, beta = studios
    with studio_only_context(alpha):
        caches["default"].set(key, "alpha's")
    with studio_only_context(beta):
        return caches["default"].get(key)


async def test_a_cache_key_carries_the_coroutines_studio(studios):
    assert await written_by_alpha_read_by_beta(studios, "greeting") is None


async def test_control_with_the_connections_schema_beta_reads_alphas(studios, monkeypatch):
    monkeypatch.setattr(caches["default"], "key_func", make_key)
    assert await written_by_alpha_read_by_beta(studios, "greeting") == "alpha's"


async def test_groups_and_paths_carry_it_while_the_connection_is_wrong(studios):
    with studio_only_context(studios[0]):
        assert group_of("films") == "t.alpha.films"
        assert studio_path("logo.webp") == "t/alpha/logo.webp"
        assert connection.schema_name == "public"


async def test_without_a_studio_a_coroutine_gets_nothing(studios):
    for ask in (
        lambda: caches["default"].get("greeting"),
        lambda: group_of("films"),
        lambda: studio_path("logo.webp"),
    ):
        with pytest.raises(StudioUnset):
            ask()


async def test_a_thread_of_ours_is_in_the_studio(studios):
    for studio in studios:
        assert await in_studio_thread(studio, lambda: connection.schema_name) == studio.slug
