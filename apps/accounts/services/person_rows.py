"""The rows in which a person stands, found through what each table declares."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from apps.accounts.models import User
from apps.core.scopes import Key, Lives, Person, Scope, scoped_tables
from apps.core.tenancy import PUBLIC_SCHEMA, current_studio


@dataclass(frozen=True)
class Identity:
    """What a person is known by here; ``pk`` is None for somebody who never had an account."""

    pk: UUID | None
    emails: frozenset[str]
    name: str = ""


def identity_of(user: User) -> Identity:
    """All addresses count: those that are not confirmed yet too."""
    others = EmailAddress.objects.filter(user_id=user.pk).values_list("email", flat=True)
    emails = {user.email, *(email.lower() for email in others)}
    return Identity(user.pk, frozenset(emails), user.name)


def tables_here() -> Iterator[tuple[type[Model], Scope]]:
    """The tables that may know a person of the current schema."""
    for model, scope in scoped_tables():
        if scope.lives == Lives.STUDIO and current_studio().is_platform:
            continue
        if scope.platform_wide and not current_studio().is_platform:
            continue
        yield model, scope


def rows_here(model: type[Model], scope: Scope) -> QuerySet[Any]:
    """The rows of the current schema, also of a table that all studios share."""
    rows = model._base_manager.all()
    if not scope.studio:
        return rows
    ours = Q(**{scope.studio: current_studio().schema_name})
    if current_studio().is_platform:
        ours = Q(**{scope.studio: PUBLIC_SCHEMA}) | Q(**{f"{scope.studio}__isnull": True})
    return rows.filter(ours)


def rows_of(model: type[Model], scope: Scope, person: Person, identity: Identity) -> QuerySet[Any]:
    """Those of them that one column finds."""
    rows = rows_here(model, scope)
    if person.key == Key.PK:
        return rows.filter(**{person.column: identity.pk}) if identity.pk else rows.none()
    asked = Q(pk__in=[])
    for email in identity.emails:
        asked |= Q(**{f"{person.column}__iexact": email})
    return rows.filter(asked)


def rows_that_mention(model: type[Model], scope: Scope, words: Iterable[str]) -> QuerySet[Any]:
    """Rows with one of ``words`` somewhere in the columns that may mention people."""
    rows, asked = rows_here(model, scope), Q(pk__in=[])
    for column in scope.mentions:
        rows = rows.annotate(**{f"{column}_as_text": Cast(column, TextField())})
        for word in words:
            asked |= Q(**{f"{column}_as_text__icontains": word})
    return rows.filter(asked)


def without(value: Any, words: Iterable[str]) -> Any:
    """``value``, text or JSON, with every whole occurrence of ``words`` taken out."""
    found = [re.escape(word) for word in words if word]
    if not found:
        return value
    pattern = re.compile(rf"(?<![\w.+@-])(?:{'|'.join(found)})(?![\w@-])", re.IGNORECASE)
    return _cleaned(value, pattern)


def _cleaned(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub("", value)
    if isinstance(value, list):
        return [_cleaned(part, pattern) for part in value]
    if isinstance(value, dict):
        return {key: _cleaned(part, pattern) for key, part in value.items()}
    return value
