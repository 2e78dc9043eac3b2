"""Backups of one studio: its schema, the shared rows about it, and its files, of one moment."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.core import serializers
from django.db import connection

from apps.core.archives.rows import RowEncoder
from apps.core.archives.snapshot import snapshot
from apps.core.scopes import shared_tables_about_studios
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.adapters.postgres.tools import dump_schema
from apps.tenants.domain.dumps import Manifest
from apps.tenants.models import Studio
from apps.tenants.selectors.checksums import sequence_values, table_sums
from apps.tenants.selectors.files import studio_files
from apps.tenants.selectors.versions import applied_migrations

SCHEMA, SHARED, FILES, MANIFEST = "schema.dump", "shared.jsonl", "files", "manifest.json"
MEBIBYTE = 1024**2


def dump_studio(studio: Studio, *, into: Path, with_files: bool) -> Path:
    """Write ``into/<slug>-<time>/`` and return it. The manifest comes last: without one a dump is
    not complete.

    Rows are of one moment; files are read after it, and none of them ever changes. It holds
    secrets, so nobody but this user may read it. Raises ProgramMissing or ProgramFailed.
    """
    now = datetime.now(UTC)
    directory = into / f"{studio.slug}-{now:%Y%m%dT%H%M%SZ}"
    directory.mkdir(mode=0o700, parents=True)
    with platform_context(), snapshot():
        dump_schema(studio.schema_name, directory / SCHEMA, snapshot=_exported_snapshot())
        (directory / SHARED).write_text("".join(_shared_rows(studio)))
        tables, sequences = table_sums(studio.schema_name), sequence_values(studio.schema_name)
        migrations = applied_migrations(studio.schema_name)
    if with_files:
        _copy_files(studio, directory / FILES)
    manifest = Manifest(
        studio_pk=str(studio.pk),
        slug=studio.slug,
        schema=studio.schema_name,
        made_at=now.isoformat(),
        migrations=migrations,
        tables=tables,
        sequences=sequences,
        files=_digests(directory),
    )
    text = json.dumps(manifest.as_json(), indent=2)
    (directory / MANIFEST).write_text(text)
    return directory


def _exported_snapshot() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        return str(cursor.fetchone()[0])


def _shared_rows(studio: Studio) -> Iterator[str]:
    """Lines of JSON, the studio's own row first. What does not survive a restore is left out."""
    for model, scope in reversed(shared_tables_about_studios()):
        if not scope.fleeting and not scope.kept and not model._meta.auto_created:
            rows = model._base_manager.filter(**{scope.studio: studio.schema_name}).order_by("pk")
            yield serializers.serialize("jsonl", rows.iterator(), cls=RowEncoder)


def _copy_files(studio: Studio, folder: Path) -> None:
    with studio_context(studio):
        for file in studio_files():
            target = folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as copy:
                copy.writelines(file.storage.chunks(file.stored.name))


def _digests(directory: Path) -> dict[str, str]:
    paths = sorted(path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): sha256_of(path) for path in paths}


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(MEBIBYTE):
            digest.update(piece)
    return digest.hexdigest()
