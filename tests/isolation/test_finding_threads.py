"""A thread of its own starts without a studio: it reads nothing, rather than the platform's rows."""

import threading

import pytest
from django.db import DatabaseError, connection, connections

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.core.tenancy import platform_context, studio_context
from config.postgres.base import DatabaseWrapper
from tests.database import studio_row
from tests.people import person


@pytest.fixture
def eko(committed_db):
    with platform_context():
        return person("Eko", Role.STAFF)


def in_a_thread(work):
    seen = []

    def run():
        try:
            seen.append(work())
        except DatabaseError as error:
            seen.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return seen[0]


def names():
    return [user.name for user in User.objects.all()]


def test_a_new_thread_reads_nothing(eko):
    with studio_context(studio_row("alpha")):
        assert "does not exist" in str(in_a_thread(names))


def test_in_a_studio_it_reads_and_afterwards_it_does_not(eko):
    def enter_and_leave():
        with platform_context():
            inside = names()
        return inside, connection.schema_name, connection.include_public_schema

    assert in_a_thread(enter_and_leave) == (["Eko"], "nobody", False)


def test_control_as_django_tenants_starts_it_the_thread_reads_the_platforms_people(
    eko, monkeypatch
):
    monkeypatch.setattr(DatabaseWrapper, "__init__", DatabaseWrapper.__mro__[1].__init__)
    with studio_context(studio_row("alpha")):
        assert in_a_thread(names) == ["Eko"]


def test_the_main_thread_starts_on_the_platform_as_commands_expect(db):
    assert connection.schema_name == "public"
