"""Opening a studio and bringing all of them up to date, beside what django-tenants does by itself.

At 10, 100 and 500 studios (`SIZES=10,100` for fewer). Opening: with a ready-made schema, with a copy of
the template, and as before, by the migrations. Updating: when there is nothing to do, and with
one new column. Plain `migrate_schemas` costs the same for every studio, so at most 20 of them are
measured and the sum is scaled.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import _stage as stage

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from apps.core.tenancy import platform_context
from apps.tenants.domain.slugs import TEMPLATE_SCHEMA
from apps.tenants.models import SpareSchema, Studio
from apps.tenants.services import spares
from apps.tenants.services.schemas import create_schema, drop_schema, migrate_schema, record_version
from apps.tenants.services.waves import start_run, work_on
from tests.tenants.releases import NAME, next_release

SIZES = [int(size) for size in os.environ.get("SIZES", "10,100,500").split(",")]
ROUNDS = 5
SAMPLE = 20
UNDO = """
ALTER TABLE {schema}.catalog_film DROP COLUMN one_more;
DELETE FROM {schema}.django_migrations WHERE name = {name}
"""


@dataclass(frozen=True)
class Updating:
    """Seconds for all studios."""

    ours: float
    plain: float


def main() -> None:
    stage.migrate_platform()
    spares.ensure_template()
    for size in SIZES:
        populate(size)
        print(f"\nprovisioning: {size} studios")
        report_opening()
        with platform_context():
            report("nothing to update", update_nothing(size))
            report("one new column", update_column(size))


def populate(size: int) -> None:
    """Studios as the service leaves them, but for owner, icons and domain, which cost nothing later."""
    with platform_context():
        for number in range(Studio.objects.exclude(slug="").count(), size):
            name = f"crowd-{number:04}"
            studio = Studio(slug=name, schema_name=f"s_crowd_{number:04}", name=name)
            studio.status = "active"
            studio.save()
            spares.build_schema(studio)


def report_opening() -> None:
    ways: dict[str, Callable[[], float]] = {
        "by migrations": plain_opening,
        "copy of the template": copied_opening,
        "ready-made": ready_opening,
    }
    rounds = [{name: way() for name, way in ways.items()} for _round in range(ROUNDS)]
    seconds = {name: median(one[name] for one in rounds) for name in ways}
    floor = seconds["by migrations"]
    for name, value in seconds.items():
        print(f"  open, {name:22} {value:8.2f} s   ratio {value / floor:5.2f}")


def ready_opening() -> float:
    settings.STUDIO_SCHEMA_POOL = 1
    spares.fill_pool()
    return opening()


def copied_opening() -> float:
    with platform_context():
        for spare in SpareSchema.objects.filter(is_template=False):
            drop_schema(spare.schema_name)
            spare.delete()
    return opening()


def plain_opening() -> float:
    """The same service, with its schema built as it was before there were templates."""

    def build(studio: Studio) -> None:
        create_schema(studio.schema_name)
        call_command(
            "migrate_schemas", schema_name=studio.schema_name, interactive=False, verbosity=0
        )
        with platform_context():
            spares.mark_version(studio, migrate_schema(studio))

    with stage.replaced(stage.provisioning, "build_schema", build):
        return opening()


def opening() -> float:
    """From the start of the job to the open studio."""
    opening = stage.requested_studio(stage.new_slug())
    seconds = timed(lambda: stage.build_studio(opening))
    stage.forget_studio(opening.studio)
    return seconds


def update_nothing(size: int) -> Updating:
    ours = timed(lambda: start_run(by="benchmark"))
    return Updating(ours, migrate_plainly(size))


def update_column(size: int) -> Updating:
    home = Path(tempfile.mkdtemp())
    with next_release(home, settings):
        ours = timed(update_in_waves)
        undo(sample())
        plain = migrate_plainly(size)
        undo([*Studio.objects.exclude(slug="").values_list("schema_name", flat=True)])
    undo([TEMPLATE_SCHEMA])
    remember_old_version()
    shutil.rmtree(home)
    return Updating(ours, plain)


def update_in_waves() -> None:
    run = start_run(by="benchmark")
    assert run is not None
    work_on(run.pk)


def sample() -> list[str]:
    names = Studio.objects.exclude(slug="").order_by("schema_name")
    return list(names.values_list("schema_name", flat=True)[:SAMPLE])


def migrate_plainly(size: int) -> float:
    """What `migrate_schemas --tenant` does, for a sample, scaled to all."""
    names = sample()

    def migrate() -> None:
        for name in names:
            call_command("migrate_schemas", schema_name=name, interactive=False, verbosity=0)

    return timed(migrate) * size / len(names)


def undo(schemas: list[str]) -> None:
    for name in schemas:
        statement = sql.SQL(UNDO).format(schema=sql.Identifier(name), name=sql.Literal(NAME))
        with connection.cursor() as cursor:
            cursor.execute(statement)


def remember_old_version() -> None:
    version = record_version(TEMPLATE_SCHEMA)
    Studio.objects.exclude(slug="").update(schema_version=version)
    SpareSchema.objects.filter(is_template=True).update(version=version)


def report(what: str, measured: Updating) -> None:
    ratio = measured.plain / measured.ours
    print(
        f"  update, {what:20} {measured.ours:8.2f} s   migrate_schemas {measured.plain:8.1f} s   "
        f"{ratio:6.1f} times"
    )


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
