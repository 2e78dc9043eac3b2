"""A pooled connection that goes round Django's cursor must not find the last studio."""

import pytest
from django.db import connection
from psycopg import errors

from config.postgres.base import DatabaseWrapper
from config.settings.database import forget_search_path
from tests.database import OWNER, studio_row


@pytest.fixture
def pooled(committed_db):
    """Django's connection on a pool of one, as in production."""
    made = []

    def build(reset, role="cineradar"):
        options = {"pool": {"min_size": 1, "max_size": 1, "reset": reset}}
        settings = {**connection.settings_dict, "USER": role, "OPTIONS": options}
        made.append(DatabaseWrapper(settings, alias="default"))
        return made[-1]

    yield build
    for wrapper in made:
        wrapper.close()
        wrapper.close_pool()


def visited(wrapper, studio):
    wrapper.set_tenant(studio)
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM catalog_film")
    wrapper.close()
    return wrapper.pool


@pytest.mark.parametrize("role", ["cineradar", OWNER])
def test_a_raw_connection_finds_no_studio(pooled, role):
    pool = visited(pooled(forget_search_path, role), studio_row("alpha"))
    with pool.connection() as raw, pytest.raises(errors.UndefinedTable):
        raw.execute("SELECT count(*) FROM catalog_film")


def test_control_without_the_reset_it_reads_alphas_films(pooled):
    pool = visited(pooled(None), studio_row("alpha"))
    with pool.connection() as raw:
        assert raw.execute("SELECT count(*) FROM catalog_film").fetchone() == (0,)
