"""The studio of a piece of work: one ContextVar, from which everything else takes it.

``connection.schema_name`` is per thread and wrong in async code, so nothing outside this module
reads it. Cache keys, websocket groups, storage paths and tokens ask ``current_studio()``, which
raises when no studio is set.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any, ParamSpec, Protocol, TypeVar
from uuid import UUID

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections

PUBLIC_SCHEMA = "public"
# What a connection without a studio searches: there is no schema of this name.
NOBODY = "nobody"
P = ParamSpec("P")
R = TypeVar("R")


class StudioUnset(RuntimeError):
    """Work that belongs to a studio was started without one."""


class StudioLike(Protocol):
    """Anything that names a studio: the model row, or a reference to it."""

    @property
    def pk(self) -> Any: ...
    @property
    def schema_name(self) -> Any: ...
    @property
    def slug(self) -> Any: ...


@dataclass(frozen=True)
class StudioRef:
    """Which studio: small, immutable, safe to carry across threads and processes."""

    pk: UUID | None
    schema_name: str
    slug: str

    @property
    def is_platform(self) -> bool:
        return self.schema_name == PUBLIC_SCHEMA


PLATFORM = StudioRef(pk=None, schema_name=PUBLIC_SCHEMA, slug="")

_current: ContextVar[StudioRef | None] = ContextVar("current_studio", default=None)


def ref_of(studio: StudioLike) -> StudioRef:
    """The reference of a studio row (the platform's own row becomes ``PLATFORM``)."""
    if isinstance(studio, StudioRef):
        return studio
    if studio.schema_name == PUBLIC_SCHEMA:
        return PLATFORM
    return StudioRef(pk=studio.pk, schema_name=studio.schema_name, slug=studio.slug)


def current_studio() -> StudioRef:
    """The studio (or ``PLATFORM``) this work belongs to; raises StudioUnset when there is none."""
    studio = _current.get()
    if studio is None:
        raise StudioUnset("No studio is set: enter one with studio_context(studio).")
    return studio


def current_studio_or_none() -> StudioRef | None:
    """For logs and other places that must work without a studio."""
    return _current.get()


@contextmanager
def studio_context(studio: StudioLike) -> Iterator[StudioRef]:
    """Run the body as ``studio``: the ContextVar and every database alias, restored on leaving."""
    ref = ref_of(studio)
    previous = {alias: _place_of(alias) for alias in connections}
    token = _current.set(ref)
    for alias in previous:
        _connection(alias).set_tenant(ref)
    try:
        yield ref
    finally:
        _current.reset(token)
        for alias, (tenant, with_public) in previous.items():
            _connection(alias).set_tenant(tenant, include_public=with_public)


def _place_of(alias: str) -> tuple[Any, bool]:
    """Where the connection is: its tenant, and whether public is searched after it."""
    connection = _connection(alias)
    return connection.tenant, connection.include_public_schema


def _connection(alias: str) -> Any:
    """django-tenants' connection, whose extra attributes Django's type does not name."""
    return connections[alias]


def platform_context() -> Any:
    """Run the body on the platform's own schema."""
    return studio_context(PLATFORM)


@contextmanager
def studio_only_context(studio: StudioLike) -> Iterator[StudioRef]:
    """For coroutines: names the studio without touching the event loop's connection."""
    ref = ref_of(studio)
    token = _current.set(ref)
    try:
        yield ref
    finally:
        _current.reset(token)


async def in_studio_thread(
    studio: StudioLike, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """Call ``function`` in a thread as ``studio``: the only way from a coroutine to the database.

    Several run at once, each in a thread of its own with a connection of its own, which goes back
    to the pool at the end; whoever comes when all threads are busy waits for the first that is free.
    """

    def run() -> R:
        try:
            with studio_context(studio):
                return function(*args, **kwargs)
        finally:
            connections.close_all()

    return await sync_to_async(run, thread_sensitive=False, executor=_threads())()


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(settings.REALTIME_THREADS, thread_name_prefix="studio")


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """KEY_FUNCTION of the default cache: the studio comes first, and unset raises."""
    return f"{current_studio().schema_name}:{key_prefix}:{version}:{key}"


def reverse_cache_key(key: str) -> str:
    """REVERSE_KEY_FUNCTION: the key as the caller named it."""
    return key.split(":", 3)[3]
