"""The platform in numbers. What stands in public is counted fresh; what stands in every studio's
schema is counted by one statement over all of them, at most once a minute.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone
from psycopg import sql

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.catalog.enums import EncodeState, FilmState, UploadState
from apps.catalog.models import Encode, Film, Rendition, Upload
from apps.core.enums import JobState
from apps.core.models import Job
from apps.core.outbox.numbers import dead_count
from apps.core.tenancy import platform_context
from apps.tenants.enums import StudioStatus
from apps.tenants.models import SignUp, Studio

CACHE_SECONDS = 60
ENCODING = "catalog.transcode"
CACHE_KEY = "figures:studios"
PERIOD = timedelta(days=30)
RECENTLY = timedelta(days=1)
FAILURES_SHOWN = 5
COUNTED = [StudioStatus.ACTIVE, StudioStatus.SUSPENDED]

# PostgreSQL runs a branch a studio; a schema that is only half made is left out beforehand.
ONE_STUDIO = """
SELECT {schema} AS schema,
       (SELECT count(*) FROM {film} WHERE state = {published}) AS films,
       (SELECT count(*) FROM {user}) AS people,
       (SELECT count(*) FROM {user} WHERE role <> {viewer}) AS team,
       (SELECT string_agg(email, ', ' ORDER BY email) FROM {user}
        WHERE role = {owner} AND is_active) AS owners,
       (SELECT coalesce(sum(received), 0) FROM {upload} WHERE state = {complete})
       + (SELECT coalesce(sum(average_bandwidth / 8.0 * duration_seconds), 0)
          FROM {rendition} JOIN {encode} ON {encode}.id = encode_id
          WHERE {encode}.state = {ready}) AS bytes
"""
WHOLE_SCHEMAS = """
SELECT schema_name FROM tenants_studio
WHERE status = ANY(%s) AND schema_name <> 'public'
  AND to_regclass(format('%%I.%%I', schema_name, %s::text)) IS NOT NULL
ORDER BY schema_name
"""


@dataclass(frozen=True)
class StudioNumbers:
    """One studio in numbers. ``bytes_stored``: originals, and films by their bit rate."""

    schema_name: str
    films_published: int
    people: int
    team: int
    owners: str
    bytes_stored: int


@dataclass(frozen=True)
class StudioTotals:
    """What all open studios have together."""

    films_published: int = 0
    people: int = 0
    team: int = 0
    bytes_stored: int = 0


@dataclass(frozen=True)
class Day:
    on: date
    count: int


@dataclass(frozen=True)
class Figures:
    studios: dict[str, int]
    totals: StudioTotals
    staff: int
    sign_ups: list[Day]
    jobs_a_day: list[Day]
    jobs_alive: int
    jobs_failed_recently: int
    encodes_alive: int
    encodes_failed_recently: int
    failures: list[Job]
    dead_letters: int


def platform_figures() -> Figures:
    """Everything the dashboard shows: seven queries, two more once a minute."""
    now = timezone.now()
    with platform_context():
        jobs = _jobs_in_numbers(now)
        return Figures(
            studios=studios_by_status(),
            totals=studio_totals(),
            staff=User.objects.filter(is_active=True).exclude(role=Role.MEMBER).count(),
            sign_ups=_per_day(SignUp.objects.all(), now),
            jobs_a_day=_per_day(Job.objects.across_studios(), now),
            failures=_latest_failures(),
            dead_letters=dead_count(),
            **jobs,
        )


def studios_by_status() -> dict[str, int]:
    """How many studios there are in each status, the platform's own row left out."""
    rows = Studio.objects.exclude(schema_name="public").order_by().values_list("status")
    return dict.fromkeys(StudioStatus.values, 0) | dict(rows.annotate(Count("pk")))


def studio_totals() -> StudioTotals:
    """Films, people and bytes over all studios; not older than a minute."""
    cache = caches["platform"]
    totals: StudioTotals | None = cache.get(CACHE_KEY)
    if totals is None:
        totals = count_studios()
        cache.set(CACHE_KEY, totals, CACHE_SECONDS)
    return totals


def count_studios() -> StudioTotals:
    """Count now, over every open studio."""
    each = numbers_of_studios()
    return StudioTotals(
        films_published=sum(one.films_published for one in each),
        people=sum(one.people for one in each),
        team=sum(one.team for one in each),
        bytes_stored=sum(one.bytes_stored for one in each),
    )


def numbers_of_studios(only: Iterable[str] | None = None) -> list[StudioNumbers]:
    """Every open studio in numbers, or those of these schemas: two statements, however many.

    One statement finds the schemas that are whole, one asks all of them.
    """
    with platform_context(), connection.cursor() as cursor:
        cursor.execute(WHOLE_SCHEMAS, [COUNTED, Film._meta.db_table])
        whole = [schema for (schema,) in cursor.fetchall()]
        schemas = whole if only is None else sorted(set(whole) & set(only))
        if not schemas:
            return []
        cursor.execute(statement_over(schemas))
        return [_numbers(row) for row in cursor.fetchall()]


def _numbers(row: tuple[Any, ...]) -> StudioNumbers:
    schema, films, people, team, owners, stored = row
    return StudioNumbers(schema, films, people, team, owners or "", int(stored))


def statement_over(schemas: Iterable[str]) -> sql.Composed:
    """One row a schema; the names are quoted, so no name can say anything else."""
    return sql.SQL(" UNION ALL ").join(_counts_of(schema) for schema in schemas)


def _counts_of(schema: str) -> sql.Composed:
    models = {
        "film": Film,
        "user": User,
        "upload": Upload,
        "rendition": Rendition,
        "encode": Encode,
    }
    tables = {name: sql.Identifier(schema, model._meta.db_table) for name, model in models.items()}
    words = {
        "schema": schema,
        "published": FilmState.PUBLISHED.value,
        "viewer": Role.VIEWER.value,
        "owner": Role.OWNER.value,
        "complete": UploadState.COMPLETE.value,
        "ready": EncodeState.READY.value,
    }
    literals = {name: sql.Literal(word) for name, word in words.items()}
    return sql.SQL(ONE_STUDIO).format(**tables, **literals)


def _jobs_in_numbers(now: datetime) -> dict[str, int]:
    alive = Q(state__in=JobState.alive())
    failed = Q(state=JobState.FAILED, ended_at__gte=now - RECENTLY)
    encodes = Q(kind=ENCODING)
    numbers: dict[str, int] = Job.objects.across_studios().aggregate(
        jobs_alive=Count("pk", filter=alive),
        jobs_failed_recently=Count("pk", filter=failed),
        encodes_alive=Count("pk", filter=alive & encodes),
        encodes_failed_recently=Count("pk", filter=failed & encodes),
    )
    return numbers


def _per_day(rows: QuerySet[Any], now: datetime) -> list[Day]:
    """One entry for each of the last thirty days of the reader's time zone, empty ones included."""
    first = timezone.localdate(now) - PERIOD + timedelta(days=1)
    counted = dict(
        rows.filter(created_at__date__gte=first)
        .order_by()
        .values_list(TruncDate("created_at"))
        .annotate(Count("pk"))
    )
    days = [first + timedelta(days=offset) for offset in range(PERIOD.days)]
    return [Day(day, counted.get(day, 0)) for day in days]


def _latest_failures() -> list[Job]:
    names = Studio.objects.filter(schema_name=OuterRef("studio_schema")).values("name")
    failed = Job.objects.across_studios().filter(state=JobState.FAILED)
    named = failed.annotate(studio_name=Subquery(names[:1]))
    return list(named.order_by("-ended_at")[:FAILURES_SHOWN])
