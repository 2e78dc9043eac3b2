"""What each table is for: where it stands, whose it is, and what happens to it when a studio or a
person takes everything along or leaves.

Every model says it in an attribute ``scope``; packages' models are declared in
``settings.MODEL_SCOPES``. ``apps.core.checks`` refuses to start without a declaration, so no table
can be forgotten by an archive, an erasure or a restore.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model


class Lives(StrEnum):
    """Where a table stands."""

    PUBLIC = "public"
    STUDIO = "studio"
    BOTH = "both"


class Key(StrEnum):
    """What a column knows a person by."""

    PK = "pk"
    EMAIL = "email"


class Erasing(StrEnum):
    """What becomes of a row when the person it knows is erased."""

    DELETE = "delete"
    CLEAR = "clear"


@dataclass(frozen=True)
class Person:
    """A column (or a lookup that leads to one) that holds somebody's ``key``.

    The person's own archive holds the rows it finds, without the columns it ``hides`` because
    they tell about others. CLEAR needs the columns to empty and says why the row stays.
    """

    column: str
    key: Key = Key.PK
    erasing: Erasing = Erasing.DELETE
    clear: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    hides: tuple[str, ...] = ()


NOBODY: tuple[Person, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scope:
    """One table's declaration.

    ``studio``: the lookup of the schema's name, for a public table about studios; a public table
    without one says why it is ``platform_wide``. ``left_out``: why a studio's archive is without
    it. ``secrets``: columns that leave in no archive. ``mentions``: columns of text or JSON in
    which somebody's name or address may stand. ``kept``: why rows outlive their studio.
    ``fleeting``: rows that a restore must not bring back, such as sessions.
    """

    lives: Lives
    people: tuple[Person, ...]
    studio: str = ""
    platform_wide: str = ""
    left_out: str = ""
    secrets: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    kept: str = ""
    fleeting: bool = False


def scope_of(model: type[Model]) -> Scope | None:
    """The declaration of ``model``; a table between two models goes with the first of them."""
    owner: Any = model._meta.auto_created
    if not owner:
        return model.__dict__.get("scope") or settings.MODEL_SCOPES.get(model._meta.label)
    scope = scope_of(owner)
    if scope is None:
        return None
    path = f"{owner._meta.model_name}__{scope.studio}" if scope.studio else ""
    return replace(scope, studio=path, people=NOBODY, secrets=(), mentions=())


def tables() -> list[type[Model]]:
    """Every model that has a table of its own, by its label; tables between models included."""
    models = apps.get_models(include_auto_created=True)
    real = [model for model in models if model._meta.managed and not model._meta.proxy]
    return sorted(real, key=lambda model: model._meta.label)


def scoped_tables() -> Iterator[tuple[type[Model], Scope]]:
    """Every table with its declaration; the start-up check has made sure that there is one."""
    for model in tables():
        scope = scope_of(model)
        if scope is None:
            raise LookupError(f"{model._meta.label} declares no scope.")
        yield model, scope


def tables_in_a_studio() -> list[tuple[type[Model], Scope]]:
    """What stands in each studio's own schema."""
    return [(model, scope) for model, scope in scoped_tables() if scope.lives != Lives.PUBLIC]


def shared_tables_about_studios() -> list[tuple[type[Model], Scope]]:
    """What stands in public and is about one studio or another, the studio's own row last."""
    found = [pair for pair in scoped_tables() if pair[1].lives == Lives.PUBLIC and pair[1].studio]
    return sorted(found, key=lambda pair: pair[0]._meta.label == settings.TENANT_MODEL)


def open_columns(model: type[Model], scope: Scope) -> list[str]:
    """The columns that may leave, in the table's order."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [name for name in names if name not in scope.secrets]
