"""Raises when a statement is about to run in another studio than the one at work.

Nothing of ours lets that happen; this is how we would notice. Every n-th statement (the setting
TRIPWIRE_SAMPLE, 0: none) asks PostgreSQL which schema it would really search.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from typing import Any

from django.conf import settings
from psycopg.pq import TransactionStatus

from apps.core.metrics import CROSSINGS
from apps.core.tenancy import current_studio_or_none

# What public.connection_studio() answers, which is not there before the first migration.
ASK = "SELECT btrim(split_part(current_setting('search_path'), ',', 1), ' \"')"


_lifted: ContextVar[bool] = ContextVar("tripwire_lifted", default=False)


class WrongSchema(RuntimeError):
    """A connection searches the tables of another studio than the current one."""


class Tripwire:
    """An execute wrapper, one for each connection."""

    def __init__(self) -> None:
        self._statements = count(1)

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: Any,
        params: Any,
        many: bool,  # noqa: FBT001 - Django's signature
        context: dict[str, Any],
    ) -> Any:
        sample = settings.TRIPWIRE_SAMPLE
        if sample and next(self._statements) % sample == 0:
            look(context["connection"], sql)
        return execute(sql, params, many, context)


def look(connection: Any, sql: Any) -> None:
    """Compare what PostgreSQL searches with the studio at work. Raises WrongSchema."""
    session = connection.connection
    if _lifted.get() or str(sql).startswith("SET search_path") or has_failed(session):
        return
    studio = current_studio_or_none()
    expected = studio.schema_name if studio else connection.schema_name
    (searched,) = session.execute(ASK).fetchone()
    if searched != expected:
        CROSSINGS.inc()
        raise WrongSchema(f"Work for {expected} was about to run a statement in {searched}.")


def has_failed(session: Any) -> bool:
    """PostgreSQL answers nothing in a transaction that has failed."""
    return bool(session.info.transaction_status == TransactionStatus.INERROR)


@contextmanager
def lifted() -> Iterator[None]:
    """For the few who look into another schema on purpose, as copying one must."""
    token = _lifted.set(True)
    try:
        yield
    finally:
        _lifted.reset(token)
