"""Beta's keys under every name that a body could take one by."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db.models import UUIDField

from apps.core.scopes import tables_in_a_studio
from tests.isolation.suite.twins import Side

ALWAYS = ("pk", "id", "uuid", "key", "object_id")
STUDIO = ("studio", "studio_id", "studio_pk", "tenant", "tenant_id")
# The asker's own words: a key among them is a word, and points at nothing.
WORDS = {"genres", "add_genres", "remove_genres", "device_id"}
NESTS = ("data", "film", "film_details", "items")


def smuggled(beta: Side) -> dict[str, Any]:
    """Each name with a key of beta of the kind it would mean, alone and in a list."""
    film = str(beta.keys["catalog.Film"][0])
    found: dict[str, Any] = dict.fromkeys(ALWAYS, film)
    found |= dict.fromkeys(STUDIO, str(beta.studio.pk))
    found |= {"ids": [film], "pks": [film], "studio_schema": "beta", "schema_name": "beta"}
    for name, label in names_of_keys():
        key = str(beta.keys.get(label, [film])[0])
        found |= {name: key, f"{name}_id": key, f"{name}_pk": key}
        found |= {f"{name}_ids": [key], f"{name}s": [key]}
    return {name: value for name, value in found.items() if name not in WORDS}


@cache
def names_of_keys() -> list[tuple[str, str]]:
    """Names by which tables of a studio point at rows, and what they point at."""
    return sorted({pair for model, _ in tables_in_a_studio() for pair in pointers(model._meta)})


def pointers(meta: Any) -> Iterator[tuple[str, str]]:
    yield meta.model_name, meta.label
    for field in (*meta.concrete_fields, *meta.many_to_many):
        if field.is_relation:
            yield field.name, field.related_model._meta.label
        elif isinstance(field, UUIDField) and not field.primary_key:
            yield name_without_pk(field), meta.label


def name_without_pk(field: Any) -> str:
    return str(field.name).removesuffix("_pk")


def nested(body: dict[str, Any], keys: dict[str, Any]) -> dict[str, Any]:
    """The keys one, two and three levels down."""
    deep = {nest: {**keys, "data": {**keys, "items": [keys]}} for nest in NESTS}
    return {**deep, **body}
