"""Checks that ask the database itself: `manage.py check --database default`, and every migration."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

# Whether row-level security could be passed by, and whether tables could be changed.
POWERS = """
SELECT bool_or(rolsuper OR rolbypassrls), EXISTS (
    SELECT FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
    AND relname = 'tenants_studio' AND pg_has_role(session_user, relowner, 'MEMBER'))
FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER')
"""
BACKEND = "SELECT pg_backend_pid()"


@register(Tags.database)
def check_role(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The application's role passes no wall and owns none; only the owner's processes own tables."""
    return [message for alias in databases or [] for message in _faults_of_role(alias)]


def _faults_of_role(alias: str) -> list[CheckMessage]:
    with _session(alias) as session:
        passes, owns = session.execute(POWERS).fetchone() or (False, False)
    role = connections[alias].settings_dict["USER"]
    if passes:
        hint = "Connect as a role of deploy/postgres/bootstrap.sql."
        return [Error(f"{role} passes by row-level security.", hint=hint, id="core.E007")]
    if owns and role != urlsplit(settings.DATABASE_OWNER_URL).username:
        hint = "Connect as the application's role; name the owner in DATABASE_OWNER_URL."
        return [Error(f"{role} owns the studios' tables.", hint=hint, id="core.E008")]
    return []


@register(Tags.database)
def check_pooler(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """No pooler hands our sessions to other clients between two transactions.

    The studio is a session's search path: with such a pooler one request reads another's studio.
    """
    return [
        Error(
            f"A pooler in transaction mode stands before the database {alias}: it mixes studios.",
            hint="Use session mode, or none: every process has a pool of its own.",
            id="core.E009",
        )
        for alias in databases or []
        if shares_sessions(lambda alias=alias: _session(alias))  # type: ignore[misc]
    ]


def shares_sessions(connect: Callable[[], Any]) -> bool:
    """Whether two clients get one session in turns, or one client several."""
    with connect() as one, connect() as other:
        before = _backend_of(one)
        other.execute("BEGIN")
        return _backend_of(other) == before or _backend_of(one) != before


def _backend_of(session: Any) -> int:
    return int(session.execute(BACKEND).fetchone()[0])


def _session(alias: str) -> psycopg.Connection:
    connection: Any = connections[alias]
    return psycopg.connect(**connection.get_connection_params(), autocommit=True)
