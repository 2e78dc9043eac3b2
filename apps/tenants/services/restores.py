"""A studio brought back from its dump: checked beside the running one, then swapped in at once."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.core import serializers
from django.db import IntegrityError, connection, transaction
from psycopg import sql

from apps.accounts.services import audit
from apps.accounts.services.replaying import erase_again
from apps.core.enums import TombstoneKind
from apps.core.scopes import tables_in_a_studio
from apps.core.storage.contract import StudioStorage
from apps.core.tenancy import StudioRef, platform_context, studio_context, studio_only_context
from apps.core.tombstones import erased_at, lift
from apps.tenants.adapters.postgres.tools import load_schema
from apps.tenants.domain.dumps import Manifest, differences, renamed
from apps.tenants.errors import DumpDamaged, NothingSetAside, RestoreDiffers, StudioWasErased
from apps.tenants.models import Studio
from apps.tenants.selectors.checksums import sequence_values, table_names, table_sums
from apps.tenants.selectors.files import storages_of_studios
from apps.tenants.selectors.schemas import schemas_set_aside
from apps.tenants.services.dumps import FILES, MANIFEST, SCHEMA, SHARED, sha256_of
from apps.tenants.services.leftovers import forget_in_redis
from apps.tenants.services.lifecycle import forget_studio_hosts
from apps.tenants.services.schemas import (
    drop_schema,
    migrate_schema,
    record_version,
    rename_schema,
    schema_exists,
    schema_ref,
)


@dataclass(frozen=True)
class Restored:
    """``set_aside``: where the schema that was there before stands now; empty if there was none.
    ``skipped``: shared rows that somebody else's have taken the place of."""

    studio: Studio
    tables: int
    rows: int
    files: int
    erased_again: int
    set_aside: str
    skipped: list[str]


def restore_studio(directory: Path, *, erased_too: bool = False) -> Restored:
    """Bring a studio back as it was when ``directory`` was dumped; the others are not touched.

    Its tables are loaded beside the running ones and compared with the dump's sums; only then
    they take its name, in one transaction in which people who were erased since are erased again.
    The studio's row, look and addresses are restored only if it is gone.
    Raises DumpDamaged, RestoreDiffers, StudioWasErased (unless ``erased_too``), ProgramMissing and
    ProgramFailed. Runs as the owner of the database.
    """
    manifest = _read_manifest(directory)
    with platform_context():
        _refuse_erased(manifest, erased_too=erased_too)
        beside = beside_of(manifest.schema)
        _load_beside(directory, manifest, beside)
        version = _make_current(beside)
        files = _bring_files_back(directory / FILES, manifest)
        return _swap_in(directory, manifest, version, files)


def beside_of(schema: str) -> str:
    """Where a schema is loaded and compared before it takes the running one's place."""
    return f"restore_{schema}"


def _name_aside(schema: str) -> str:
    """With the time to the hundredth of a second: 63 letters for the longest of our names."""
    now = datetime.now(UTC)
    return f"old_{schema}_{now:%Y%m%d%H%M%S}{now.microsecond // 10_000:02d}"


def _read_manifest(directory: Path) -> Manifest:
    try:
        manifest = Manifest.from_json(json.loads((directory / MANIFEST).read_text()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DumpDamaged(what=MANIFEST) from error
    for name, digest in manifest.files.items():
        path = directory / name
        if not path.is_file() or sha256_of(path) != digest:
            raise DumpDamaged(what=name)
    return manifest


def _refuse_erased(manifest: Manifest, *, erased_too: bool) -> None:
    when = erased_at(TombstoneKind.STUDIO, UUID(manifest.studio_pk))
    if when is not None and not erased_too:
        raise StudioWasErased(slug=manifest.slug, date=f"{when:%Y-%m-%d}")


def _load_beside(directory: Path, manifest: Manifest, beside: str) -> None:
    drop_schema(beside)
    load_schema(directory / SCHEMA, partial(renamed, schema=manifest.schema, new_schema=beside))
    wrong = differences(manifest.tables, table_sums(beside))
    wrong += differences(manifest.sequences, sequence_values(beside))
    if wrong:
        drop_schema(beside)
        raise RestoreDiffers(tables=", ".join(wrong))


def _make_current(beside: str) -> str:
    """Without sessions and tokens of then, and with the tables this code needs."""
    known = table_names(beside)
    with connection.cursor() as cursor:
        for model, scope in tables_in_a_studio():
            if scope.fleeting and model._meta.db_table in known:
                table = sql.Identifier(beside, model._meta.db_table)
                cursor.execute(sql.SQL("DELETE FROM {}").format(table))
    return migrate_schema(schema_ref(beside))


@transaction.atomic
def _swap_in(directory: Path, manifest: Manifest, version: str, files: int) -> Restored:
    set_aside = ""
    if schema_exists(manifest.schema):
        set_aside = _name_aside(manifest.schema)
        rename_schema(manifest.schema, set_aside)
    rename_schema(beside_of(manifest.schema), manifest.schema)
    skipped = _bring_rows_back(directory, manifest)
    studio = Studio.objects.get(pk=manifest.studio_pk)
    Studio.objects.filter(pk=studio.pk).update(schema_version=version)
    lift(TombstoneKind.STUDIO, studio.pk)
    with studio_context(studio):
        erased_again = erase_again()
    _note(studio, manifest)
    rows = sum(table.rows for table in manifest.tables.values())
    return Restored(studio, len(manifest.tables), rows, files, erased_again, set_aside, skipped)


def _bring_rows_back(directory: Path, manifest: Manifest) -> list[str]:
    """Only for a studio that is gone. A row whose place is taken is left out and named."""
    if Studio.objects.filter(pk=manifest.studio_pk).exists():
        return []
    skipped = []
    with (directory / SHARED).open() as lines:
        for found in serializers.deserialize("jsonl", lines):
            try:
                with transaction.atomic():
                    found.save()
            except IntegrityError:
                skipped.append(f"{found.object._meta.label} {found.object}")
    return skipped


def _bring_files_back(folder: Path, manifest: Manifest) -> int:
    """Files that are missing or differ; how many. What came since stays: nothing is in its way."""
    ref = StudioRef(UUID(manifest.studio_pk), manifest.schema, manifest.slug)
    with studio_only_context(ref):
        return sum(
            _bring_back(storage, folder / name) for name, storage in storages_of_studios().items()
        )


def _bring_back(storage: StudioStorage, root: Path) -> int:
    count = 0
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not _is_there(storage, name, path):
            storage.put_file(path, name)
            count += 1
    return count


def _is_there(storage: StudioStorage, name: str, path: Path) -> bool:
    if not storage.exists(name) or storage.size(name) != path.stat().st_size:
        return False
    return storage.sha256(name) == sha256_of(path)


def _note(studio: Studio, manifest: Manifest) -> None:
    changes = {"dumped_at": manifest.made_at}
    for place in (platform_context(), studio_context(studio)):
        with place:
            audit.record("studio.restored", by="platform", target=studio, changes=changes)
    forget_studio_hosts(studio)
    transaction.on_commit(lambda: forget_in_redis(studio.schema_name))


def undo_restore(studio: Studio) -> str:
    """Put the schema that was set aside last back in its place; the other becomes set aside.

    Returns the new name of what is set aside. Raises NothingSetAside.
    """
    with platform_context(), transaction.atomic():
        aside = schemas_set_aside(studio.schema_name)
        before = _newest([name for name in aside if name != beside_of(studio.schema_name)])
        now = _name_aside(studio.schema_name)
        rename_schema(studio.schema_name, now)
        rename_schema(before, studio.schema_name)
        version = record_version(studio.schema_name)
        Studio.objects.filter(pk=studio.pk).update(schema_version=version)
        with studio_context(studio):
            erase_again()
        forget_studio_hosts(studio)
        transaction.on_commit(lambda: forget_in_redis(studio.schema_name))
    return now


def confirm_restore(studio: Studio) -> list[str]:
    """Drop what restores have set aside. Raises NothingSetAside."""
    with platform_context():
        names = schemas_set_aside(studio.schema_name)
        _newest(names)
        for name in names:
            drop_schema(name)
    return names


def _newest(names: list[str]) -> str:
    if not names:
        raise NothingSetAside
    return max(names)
