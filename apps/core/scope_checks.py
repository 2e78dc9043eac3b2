"""Start-up checks of the declarations in apps.core.scopes: there is one a table, and it is true."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ForeignKey, JSONField, Model, UUIDField
from django.db.models.constants import LOOKUP_SEP

from apps.core.scopes import Erasing, Lives, Scope, scope_of, tables

# What columns that hold a secret are called.
SECRET_WORDS = ("password", "secret", "token", "digest", "session_key", "session_data")
# What columns that name a person by number are called.
PERSON_ENDINGS = ("_by_pk", "actor_pk", "person_pk", "user_pk", "viewer_pk")
HOW = "See apps/core/scopes.py for what a declaration says."


@register("tenancy")
def check_scopes(**kwargs: Any) -> list[CheckMessage]:
    """Every table says whose it is and what becomes of it; core.E020 to core.E026."""
    return [problem for model in tables() for problem in problems_of(model)]


def problems_of(model: type[Model]) -> list[CheckMessage]:
    """What is wrong with the declaration of one table."""
    scope = scope_of(model)
    if scope is None:
        hint = "Give the model a `scope`; a package's goes into config/settings/scopes.py."
        return [_error(model, "says nothing about its scope", "core.E020", hint)]
    rules = (_place, _owner, _columns, _reasons)
    found = [problem for rule in rules for problem in rule(model, scope)]
    if not model._meta.auto_created:
        found += [*_people(model, scope), *_secrets(model, scope)]
    return found


def _place(model: type[Model], scope: Scope) -> Iterator[CheckMessage]:
    name = model._meta.app_config.name
    shared, in_studios = name in settings.SHARED_APPS, name in settings.TENANT_APPS
    both = Lives.BOTH if shared else Lives.STUDIO
    if scope.lives != (both if in_studios else Lives.PUBLIC):
        yield _error(model, f"does not live where its scope says ({scope.lives})", "core.E021")


def _owner(model: type[Model], scope: Scope) -> Iterator[CheckMessage]:
    is_public = scope.lives == Lives.PUBLIC
    if is_public and bool(scope.studio) == bool(scope.platform_wide):
        text = "names neither its studio's column nor a reason to be platform-wide, or both"
        yield _error(model, text, "core.E022")
    if not is_public and (scope.studio or scope.platform_wide):
        yield _error(model, "stands in each studio's schema and needs no column", "core.E022")


def _columns(model: type[Model], scope: Scope) -> Iterator[CheckMessage]:
    named = [scope.studio] if scope.studio else []
    for person in scope.people:
        named += [person.column, *person.clear, *person.hides]
    for name in [*named, *scope.secrets, *scope.mentions]:
        if not _exists(model, name):
            yield _error(model, f"names a column it does not have: {name}", "core.E023")


def _reasons(model: type[Model], scope: Scope) -> Iterator[CheckMessage]:
    for person in scope.people:
        clears = person.erasing == Erasing.CLEAR
        if clears != bool(person.clear) or clears != bool(person.why):
            text = f"must say what it clears and why, or delete the row ({person.column})"
            yield _error(model, text, "core.E024")


def _people(model: type[Model], scope: Scope) -> Iterator[CheckMessage]:
    known = {person.column for person in scope.people}
    for field in model._meta.concrete_fields:
        if _names_a_person(field) and not known & {field.name, field.attname}:
            yield _error(model, f"knows a person by {field.name} and does not say so", "core.E025")


def _secrets(model: type[Model], scope: Scope) -> Iterator[CheckMessage]:
    for field in model._meta.concrete_fields:
        looks_secret = any(word in field.name for word in SECRET_WORDS)
        if looks_secret and not scope.left_out and field.attname not in scope.secrets:
            yield _error(model, f"would give {field.name} away in an archive", "core.E026")


def _names_a_person(field: Field) -> bool:
    if isinstance(field, ForeignKey):
        return bool(field.remote_field.model._meta.label == settings.AUTH_USER_MODEL)
    return isinstance(field, UUIDField) and field.name.endswith(PERSON_ENDINGS)


def _exists(model: type[Model], lookup: str) -> bool:
    """Whether a path of columns leads from ``model`` to a value."""
    first, _, rest = lookup.partition(LOOKUP_SEP)
    if first == "pk":
        return not rest
    try:
        field = model._meta.get_field(first)
    except FieldDoesNotExist:
        return any(lookup == own.attname for own in model._meta.concrete_fields)
    if not rest or isinstance(field, JSONField):
        return True
    return bool(field.related_model and _exists(field.related_model, rest))


def _error(model: type[Model], text: str, number: str, hint: str = HOW) -> CheckMessage:
    return Error(f"{model._meta.label} {text}.", hint=hint, id=number)
