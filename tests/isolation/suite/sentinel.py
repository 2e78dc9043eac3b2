"""A word that stands in every text of beta, and nowhere else."""

import secrets
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import CharField, F, Model, TextField, Value
from django.db.models.functions import Concat
from django.utils import timezone

from apps.core.ids import uuid7
from apps.core.scopes import Lives, Scope, scope_of, shared_tables_about_studios, tables_in_a_studio
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Studio

TEXTS = ("CharField", "TextField", "SlugField", "FileField", "JSONField", "BinaryField")
# Columns that a word of seventeen letters cannot stand in, whatever their length.
NO_ROOM = {
    "catalog.ReleaseWindow.countries": "must be codes of countries",
    "core.Archive.studio_schema": "names the studio",
    "core.Job.studio_schema": "names the studio",
    "core.Task.studio_schema": "names the studio",
    "core.Tombstone.studio_schema": "names the studio",
    "tenants.SignUp.email": "is the owner's address, as in alpha",
    "tenants.Studio.schema_name": "names the studio",
    "tenants.Studio.slug": "is the studio's address",
    "tenants.Studio.time_zone": "must be a zone that is known",
    "tenants.Studio.languages": "must be languages that we have",
    "tenants.Branding.display_font": "must be a typeface that we have",
    "tenants.Branding.body_font": "must be a typeface that we have",
    "tenants.Branding.variables": "is worked out from the colours",
    "tenants.Branding.logo": "must be a picture that is there",
    "tenants.Branding.favicon": "must be a picture that is there",
    "tenants.Branding.hero_image": "must be a picture that is there",
}
# Texts of rows that pages show. Whatever else a row has is filled in its decoy.
SHOWN = {
    "accounts.User": ["name"],
    "accounts.AuditEvent": ["actor_label", "target_label"],
    "catalog.Film": ["title", "tagline", "synopsis", "director", "cast", "search_text"],
    "catalog.Genre": ["name"],
    "catalog.Upload": ["filename"],
    "core.Archive": ["asked_by_label"],
    "core.Job": ["title", "error_detail"],
    "tenants.Branding": ["tagline", "email_sender_name", "pwa_name"],
    "tenants.SignUp": ["owner_name", "password"],
    "tenants.Studio": ["name", "suspension_reason"],
}
# What a table's constraints ask of a decoy beyond its fields' types.
ALSO_FILLED = {
    "studio.Report": ["size", "expires_at"],
    **{f"catalog.{each}": ["film"] for each in ("Credit", "CollectionEntry", "CountryRating")},
    "catalog.OldAddress": ["film"],
}
# Numbers that are not any number.
VALUES = {
    "catalog.Marker.ends_seconds": 2,
    "subscriptions.Plan.level": 10,
    "subscriptions.Plan.max_height": 480,
}
ONE_OF_A_KIND = {"tenants.Studio", "tenants.Branding", "tenants.SignUp"}
FIRST_DECOY = 900_000


def new_sentinel() -> str:
    return f"leak-{secrets.token_hex(6)}"


def tables_of_a_studio() -> list[tuple[type[Model], Scope]]:
    return [*tables_in_a_studio(), *shared_tables_about_studios()]


def texts_of(model: type[Model]) -> Iterator[Any]:
    """The columns that can hold the sentinel; those of a closed choice cannot."""
    for field in model._meta.concrete_fields:
        fits = field.max_length is None or field.max_length >= len(new_sentinel())
        if not field.choices and fits and is_text(field):
            yield field


def is_text(field: Any) -> bool:
    kind = field.get_internal_type()
    return kind in TEXTS or isinstance(field, CharField | TextField) or kind == "ArrayField"


def spread(studio: Studio, word: str) -> "Decoys":
    """Append the sentinel to what the studio's rows show, and add a decoy row to every table."""
    decoys = Decoys(studio, word)
    for model, _scope in tables_of_a_studio():
        with studio_context(studio):
            append(model, word)
            if model._meta.label not in ONE_OF_A_KIND:
                decoys.of(model)
    return decoys


def append(model: type[Model], word: str) -> None:
    for name in SHOWN.get(model._meta.label, []):
        longer = Concat(F(name), Value(f" {word}"), output_field=TextField())
        model._base_manager.update(**{name: longer})


class Decoys:
    """Rows that have the sentinel in every text, made from their fields' types alone."""

    def __init__(self, studio: Studio, word: str) -> None:
        self.studio, self.word = studio, word
        self.made: dict[type[Model], Model] = {}

    def of(self, model: type[Model]) -> Model:
        if model is Studio:
            return self.studio
        if model not in self.made:
            self.made[model] = self.build(model)
        return self.made[model]

    def build(self, model: type[Model]) -> Model:
        fields = [field for field in model._meta.concrete_fields if self.is_filled(field)]
        row = model(**{field.name: self.value(field) for field in fields})
        with self.place_of(model):
            model._base_manager.bulk_create([row])
        return row

    def place_of(self, model: type[Model]) -> Any:
        """The platform keeps some tables about studios to itself."""
        scope = scope_of(model)
        is_shared = scope is not None and scope.lives == Lives.PUBLIC
        return platform_context() if is_shared else studio_context(self.studio)

    def is_filled(self, field: Any) -> bool:
        if field.name in ALSO_FILLED.get(field.model._meta.label, []):
            return True
        if is_text(field) or field.primary_key:
            return not field.has_default() or not field.primary_key
        return not (field.null or field.has_default())

    def value(self, field: Any) -> Any:
        if field.name == "studio_schema":
            return self.studio.schema_name
        if field.is_relation:
            return self.of(field.related_model)
        if field.choices:
            return field.get_default() or field.choices[0][0]
        if is_text(field):
            return self.text(field)
        return VALUES.get(f"{field.model._meta.label}.{field.name}") or plain_value(field)

    def text(self, field: Any) -> Any:
        kind = field.get_internal_type()
        if kind == "JSONField":
            return {"text": self.word}
        if kind == "ArrayField":
            return [self.word]
        if kind == "BinaryField":
            return self.word.encode()
        if field.max_length is not None and field.max_length < len(self.word):
            return field.get_default() or "x"
        return (
            f"{self.word}@decoy.example"
            if kind == "EmailField" or "mail" in field.name
            else self.word
        )


def plain_value(field: Any) -> Any:
    kind = field.get_internal_type()
    if field.primary_key and kind.endswith("AutoField"):
        return FIRST_DECOY
    if kind == "UUIDField":
        return uuid7()
    if kind in {"DateTimeField", "DateField"}:
        return timezone.now()
    if kind == "BooleanField":
        return False
    if kind == "GenericIPAddressField":
        return "192.0.2.7"
    return 1


def columns_without(studio: Studio, word: str) -> list[str]:
    """Text columns of the studio none of whose rows has the sentinel."""
    missing = []
    for model, scope in tables_of_a_studio():
        for field in texts_of(model):
            name = f"{model._meta.label}.{field.name}"
            if name not in NO_ROOM and not holds(studio, model, scope, field, word):
                missing.append(name)
    return missing


def holds(studio: Studio, model: type[Model], scope: Scope, field: Any, word: str) -> bool:
    table, column = model._meta.db_table, field.column
    schema = "public" if scope.studio else studio.schema_name
    with platform_context(), connection.cursor() as cursor:
        cursor.execute(
            f'SELECT 1 FROM "{schema}"."{table}" t '  # noqa: S608 our own names
            f"WHERE to_jsonb(t) ->> %s LIKE %s OR to_jsonb(t) ->> %s LIKE %s LIMIT 1",
            [column, f"%{word}%", column, f"%{word.encode().hex()}%"],
        )
        return cursor.fetchone() is not None


def keys_of(studio: Studio) -> dict[str, list[UUID]]:
    """The UUIDs of the studio's rows, by model."""
    found = {}
    for model, scope in tables_of_a_studio():
        if isinstance(model._meta.pk, models.UUIDField):
            with studio_context(studio):
                rows = model._base_manager.filter(
                    **({scope.studio: studio.schema_name} if scope.studio else {})
                )
                found[model._meta.label] = list(rows.values_list("pk", flat=True))
    return found
