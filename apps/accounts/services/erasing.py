"""Erasing a person: rows go, or lose the name, as each table declares, and it stays that way."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from apps.accounts.models import User
from apps.accounts.services import audit, sessions
from apps.accounts.services.person_rows import (
    Identity,
    identity_of,
    rows_of,
    rows_that_mention,
    tables_here,
    without,
)
from apps.core.archives.keeping import remove_archives
from apps.core.enums import ArchiveKind, TombstoneKind
from apps.core.models import Archive, Job
from apps.core.queue import enqueue
from apps.core.scopes import Erasing, Scope
from apps.core.tenancy import current_studio
from apps.core.tombstones import bury


@transaction.atomic
def erase_person(user: User, *, by: str) -> None:
    """Erase somebody of the current schema for good; what others did stays.

    Sessions and tokens end, archives are deleted with their files, and a tombstone is set, so that
    no backup brings him back. ``by`` says who wanted it, in a word that names nobody.
    """
    role = user.role
    forget_account(user)
    here = current_studio().schema_name
    bury(TombstoneKind.PERSON, user.pk, studio_schema=here, by=by, email=user.email)
    audit.record("person.erased", by=None, changes={"role": [role, None]})
    enqueue("core.copy_tombstones")


@transaction.atomic
def forget_account(user: User) -> None:
    """The erasing itself, without a word in the log and without a tombstone."""
    sessions.end_all(user)
    _remove_own_archives(user)
    forget(identity_of(user))


@transaction.atomic
def forget(identity: Identity) -> None:
    """Take one person out of every table of the current schema, and out of what is shared about it."""
    ordered = sorted(tables_here(), key=lambda pair: pair[0] is User)
    for model, scope in ordered:
        _take_out_mentions(model, scope, identity)
    for model, scope in ordered:
        for person in scope.people:
            if person.erasing == Erasing.CLEAR:
                rows_of(model, scope, person, identity).update(**person.clear)
    for model, scope in ordered:
        for person in scope.people:
            if person.erasing == Erasing.DELETE:
                _delete(rows_of(model, scope, person, identity))


def _delete(rows: QuerySet[Any]) -> None:
    """Studios' tables do not stand in ``public``, where Django would look in them for what hangs on
    a person. There nothing does that was not deleted before; if something did, this would fail."""
    if current_studio().is_platform:
        rows._raw_delete(rows.db)  # noqa: SLF001
    else:
        rows.delete()


def _take_out_mentions(model: type[Model], scope: Scope, identity: Identity) -> None:
    """Addresses everywhere; a name, which others may share, only where the row is about him, and
    where nothing lasts, as in letters that wait."""
    if not scope.mentions:
        return
    names = {identity.name, *identity.emails} - {""}
    words = names if scope.fleeting else identity.emails
    _rewrite(rows_that_mention(model, scope, words), scope, words)
    for person in scope.people:
        _rewrite(rows_of(model, scope, person, identity), scope, names)


def _rewrite(rows: QuerySet[Any], scope: Scope, words: Iterable[str]) -> None:
    wanted = list(words)
    for pk, *values in rows.values_list("pk", *scope.mentions).iterator():
        changed = {
            column: cleaned
            for column, value in zip(scope.mentions, values, strict=True)
            if (cleaned := without(value, wanted)) != value
        }
        if changed:
            rows.model._base_manager.filter(pk=pk).update(**changed)


def _remove_own_archives(user: User) -> None:
    own = Archive.objects.for_studio().filter(kind=ArchiveKind.PERSON, asked_by_pk=user.pk)
    archives = list(own)
    transaction.on_commit(lambda: remove_archives(archives))
    jobs = [archive.job_id for archive in archives]
    own.delete()
    Job.objects.for_studio().filter(pk__in=jobs).delete()
