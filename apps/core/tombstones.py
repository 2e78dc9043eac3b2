"""What was erased stays erased: digests that a restore compares with what a backup brings back.

A digest of a UUID cannot be guessed. One of an address could be, so it is keyed with the secret.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import serializers
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from apps.core.enums import TombstoneKind
from apps.core.models import Tombstone
from apps.core.storage.contract import media
from apps.core.tenancy import PLATFORM, studio_only_context

FOLDER = "tombstones"


def bury(
    kind: TombstoneKind, pk: UUID, *, studio_schema: str, by: str, email: str = ""
) -> Tombstone:
    """Note, in the transaction that erases it, that ``pk`` is gone. Twice is the same as once."""
    grave, _made = Tombstone.everywhere.get_or_create(
        kind=kind,
        key=key_of(kind, pk),
        lifted_at=None,
        defaults={
            "studio_schema": studio_schema,
            "email_key": _email_keys(studio_schema, email)[0] if email else "",
            "erased_at": timezone.now(),
            "erased_by": by[:20],
        },
    )
    return grave


def erased_at(kind: TombstoneKind, pk: UUID) -> datetime | None:
    """When ``pk`` was erased; None when it was not, or was brought back on purpose."""
    grave = Tombstone.objects.across_studios().filter(
        kind=kind, key=key_of(kind, pk), lifted_at=None
    )
    return grave.values_list("erased_at", flat=True).first()


def lift(kind: TombstoneKind, pk: UUID) -> None:
    """It was brought back on purpose."""
    graves = Tombstone.objects.across_studios().filter(kind=kind, key=key_of(kind, pk))
    graves.filter(lifted_at=None).update(lifted_at=timezone.now(), copied_at=None)


def buried_people(studio_schema: str, pks: Iterable[UUID]) -> set[UUID]:
    """Those of ``pks`` who were erased in that studio."""
    keys = set(_graves_of_people(studio_schema).values_list("key", flat=True))
    return {pk for pk in pks if keys and key_of(TombstoneKind.PERSON, pk) in keys}


def buried_emails(studio_schema: str, emails: Iterable[str]) -> set[str]:
    """Those of ``emails`` that belonged to people who were erased in that studio."""
    keys = set(_graves_of_people(studio_schema).values_list("email_key", flat=True))
    return {email for email in emails if keys & set(_email_keys(studio_schema, email))}


def _graves_of_people(studio_schema: str) -> QuerySet[Tombstone]:
    graves: QuerySet[Tombstone] = Tombstone.objects.across_studios()
    return graves.filter(kind=TombstoneKind.PERSON, studio_schema=studio_schema, lifted_at=None)


def key_of(kind: TombstoneKind, pk: UUID) -> str:
    return hashlib.sha256(f"{kind}:{pk}".encode()).hexdigest()


def _email_keys(studio_schema: str, email: str) -> list[str]:
    """By the secret in use first, then by earlier ones that are still accepted."""
    value = f"{studio_schema}:{email.strip().lower()}"
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac(FOLDER, value, secret=secret, algorithm="sha256").hexdigest()
        for secret in secrets
    ]


def copy_tombstones_out() -> int:
    """Into the platform's own files, where no backup of the database reaches. How many."""
    waiting = list(Tombstone.objects.across_studios().filter(copied_at=None))
    for grave in waiting:
        with studio_only_context(PLATFORM):
            media().overwrite(f"{FOLDER}/{grave.pk}.json", _as_bytes(grave))
        Tombstone.everywhere.filter(pk=grave.pk).update(copied_at=timezone.now())
    return len(waiting)


@transaction.atomic
def read_tombstones_back() -> int:
    """Put back what a backup of the whole database has forgotten; how many were missing."""
    missing = 0
    with studio_only_context(PLATFORM):
        for file in list(media().iterate_files(FOLDER)):
            row = json.loads(b"".join(media().chunks(file.name)))
            known = Tombstone.objects.across_studios().filter(pk=row["pk"])
            if not known.exists():
                _restore(row)
                missing += 1
    return missing


def _restore(row: dict[str, Any]) -> None:
    for found in serializers.deserialize("python", [row]):
        found.save()
    Tombstone.everywhere.filter(pk=row["pk"]).update(copied_at=timezone.now())


def _as_bytes(grave: Tombstone) -> bytes:
    text: str = serializers.serialize("json", [grave])
    return text[1:-1].encode()
