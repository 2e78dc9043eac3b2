"""A read replica follows the studio in and out, and nobody writes to it."""

import pytest
from django.db import connection, connections, transaction

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.core.models import CrossedStudios
from apps.core.replica import for_reading
from apps.core.tenancy import platform_context, studio_context
from tests.database import studio_row
from tests.people import person


@pytest.fixture
def replica(committed_db):
    """A second alias, on the same database: what is committed is there at once."""
    connections.databases["replica"] = {
        **connections.databases["default"],
        "OPTIONS": dict(connections.databases["default"]["OPTIONS"]),
    }
    alpha, beta = studio_row("alpha"), studio_row("beta")
    for studio, name in ((alpha, "Ana"), (beta, "Bima")):
        with studio_context(studio):
            person(name, Role.OWNER)
    with platform_context():
        person("Eko", Role.STAFF)
    yield connections["replica"]
    connections["replica"].close()
    del connections.databases["replica"]
    del connections["replica"]


def names(alias="replica"):
    return [user.name for user in User.objects.using(alias)]


def test_the_replica_reads_the_studio_that_is_entered(replica):
    for slug, expected in (("alpha", ["Ana"]), ("beta", ["Bima"])):
        with studio_context(studio_row(slug)):
            assert names() == names("default") == expected


def test_it_is_led_out_again(replica):
    with studio_context(studio_row("alpha")):
        with studio_context(studio_row("beta")):
            assert names() == ["Bima"]
        assert names() == ["Ana"]
    assert replica.schema_name == connection.schema_name == "public"


def test_control_a_middleware_that_knows_one_alias_shows_the_platforms_people(replica):
    connection.set_tenant(studio_row("alpha"))
    try:
        assert names("default") == ["Ana"]
        assert names() == ["Eko"]
    finally:
        connection.set_schema_to_public()


def test_what_was_read_there_is_written_to_the_main_database(replica):
    with studio_context(studio_row("alpha")):
        ana = User.objects.using("replica").get()
        ana.name = "Ana Again"
        ana.save()
        assert ana._state.db == "default"
        row = User.objects.using("replica").get()
    with studio_context(studio_row("beta")), pytest.raises(CrossedStudios):
        row.save()


def test_a_transaction_reads_its_own_writes(replica):
    with studio_context(studio_row("alpha")):
        assert for_reading() == "replica"
        with transaction.atomic():
            User.objects.update(name="Not yet committed")
            assert names("replica") == ["Ana"]
            assert names(for_reading()) == ["Not yet committed"]


def test_without_a_replica_everything_reads_from_the_main_database(db):
    assert for_reading() == "default"
