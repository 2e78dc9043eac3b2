"""What a caller may not set, he cannot set; what is another studio's, he cannot name.

Both are asked of every operation that changes something, as the OpenAPI document lists them.
"""

import base64
import json
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models

from apps.accounts.models import User
from apps.catalog.models import Film
from apps.catalog.services.films import create_film
from apps.core.schema.document import document_of
from apps.core.tenancy import studio_context
from tests.factories.catalog import complete_upload, published, ready_encode

UNSAFE = {"post", "put", "patch", "delete"}
SENTINEL = {
    "text": "smuggled-5f3a91c07be2",
    "uuid": "5f3a91c0-7be2-4a11-8a11-5f3a91c07be2",
    "number": 987654321,
    "moment": "1999-09-09T09:09:09Z",
}
TABLES = """
select quote_ident(schemaname) || '.' || quote_ident(tablename)
from pg_tables where schemaname in ('alpha', 'beta', 'public') and not tablename like 'spatial%%'
"""


def operations():
    for path, methods in document_of("config.urls.tenant")["paths"].items():
        for method, operation in methods.items():
            if method in UNSAFE:
                yield pytest.param(method, path, operation, id=f"{method}-{path}")


OPERATIONS = list(operations())
WITH_BODY = [case for case in OPERATIONS if "requestBody" in case.values[2]]


@pytest.fixture
def film(in_alpha, people):
    return create_film("Rain", by=people.ana)


@pytest.fixture
def theirs(beta, people):
    """One of each of beta's things that an id can name."""
    with studio_context(beta):
        film = create_film("Theirs", by=people.bima)
        published(film)
        encode = ready_encode(film)
        return {"film": film.pk, "encode": encode.pk, "upload": complete_upload(film).pk}


def example_of(operation):
    media = operation["requestBody"]["content"].get("application/json")
    return next(iter(media["examples"].values()))["value"] if media else None


def declared(operation):
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    name = schema["$ref"].rpartition("/")[2]
    return document_of("config.urls.tenant")["components"]["schemas"][name]["properties"]


def every_column(but):
    """A value for each column of each of our tables that this operation does not take."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("apps.")]
    fields = {field.name: field for model in ours for field in model._meta.concrete_fields}
    fields |= {field.attname: field for model in ours for field in model._meta.concrete_fields}
    smuggled = {name: sentinel_for(field) for name, field in fields.items() if name not in but}
    return smuggled | {"role": "owner", "is_staff": True, "is_superuser": True, "tenant": "beta"}


def sentinel_for(field):
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.UUIDField | models.ForeignKey):
        return SENTINEL["uuid"]
    if isinstance(field, models.DateField):
        return SENTINEL["moment"]
    return SENTINEL["number"] if isinstance(field, models.IntegerField) else SENTINEL["text"]


def rows_with_a_sentinel():
    found = []
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(f"select t::text from {table} t")  # noqa: S608
            texts = " ".join(text for (text,) in cursor.fetchall())
            marks = [str(SENTINEL[kind]) for kind in ("text", "uuid", "number")] + ["1999-09-09"]
            found += [(table, mark) for mark in marks if mark in texts]
    return found


def everything():
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [table for (table,) in cursor.fetchall()]
        state = {}
        for table in tables:
            cursor.execute(f"select md5(string_agg(t::text, ',' order by t::text)) from {table} t")  # noqa: S608
            state[table] = cursor.fetchone()[0]
        return state


def send(client, method, path, body, **headers):
    return client.generic(
        method.upper(), path, json.dumps(body), content_type="application/json", headers=headers
    )


@pytest.mark.parametrize(("method", "path", "operation"), WITH_BODY)
def test_nobody_sets_more_than_an_operation_takes(
    client_for, alpha, people, film, method, path, operation
):
    body = example_of(operation)
    if body is None:
        pytest.skip("takes bytes, no fields")
    with studio_context(alpha):
        roles = dict(User.objects.values_list("pk", "role"))
    smuggled = {**every_column(but=set(declared(operation))), **body}

    answer = send(
        client_for(alpha, people.ana), method, path.replace("{id}", str(film.pk)), smuggled
    )

    assert answer.status_code < 500
    with studio_context(alpha):
        assert rows_with_a_sentinel() == []
        now = dict(User.objects.values_list("pk", "role"))
        assert {pk: now[pk] for pk in roles} == roles
        assert set(now.values()) <= {*roles.values(), "viewer"}
        assert not Film.objects.exclude(state="draft").exists()


def test_what_was_smuggled_in_would_be_seen(alpha, film):
    """The control."""
    with studio_context(alpha):
        Film.objects.filter(pk=film.pk).update(tagline=SENTINEL["text"], runtime_seconds=987654321)

    assert rows_with_a_sentinel() == [
        ("alpha.catalog_film", SENTINEL["text"]),
        ("alpha.catalog_film", str(SENTINEL["number"])),
    ]


@pytest.mark.parametrize("thing", ["film", "encode", "upload"])
@pytest.mark.parametrize(
    ("method", "path", "operation"), [case for case in OPERATIONS if "{" in case.values[1]]
)
def test_an_id_of_another_studio_in_an_address_is_nothing_here(
    client_for, alpha, people, theirs, method, path, operation, thing
):
    body = example_of(operation) if "requestBody" in operation else {}
    client, before = client_for(alpha, people.ana), everything()
    address = path.replace("{id}", str(theirs[thing]))

    answer = client.generic(
        method.upper(),
        address,
        json.dumps(body) if body else b"12345",
        content_type="application/json" if body else "application/offset+octet-stream",
        headers={"tus-resumable": "1.0.0", "upload-offset": "0"},
    )

    assert answer.status_code == 404
    assert changed(before) <= FLEETING


@pytest.mark.parametrize(("method", "path", "operation"), WITH_BODY)
def test_an_id_of_another_studio_in_a_body_is_nothing_here(
    client_for, alpha, people, theirs, film, method, path, operation
):
    body = example_of(operation)
    named = [n for n in (declared(operation) if body else {}) if is_reference(n, body)]
    if not named:
        pytest.skip("names no row")
    client, before = client_for(alpha, people.ana), everything()

    body |= {name: str(theirs["film"]) for name in named}
    answer = send(client, method, path.replace("{id}", str(film.pk)), body)

    assert answer.status_code in {400, 404}
    assert changed(before) <= FLEETING


def test_an_id_of_another_studio_in_a_header_is_nothing_here(client_for, alpha, people, theirs):
    client, before = client_for(alpha, people.ana), everything()
    pk = base64.b64encode(str(theirs["film"]).encode()).decode()
    told = {"tus-resumable": "1.0.0", "upload-length": "10", "upload-metadata": f"film {pk}"}

    answer = client.post("/api/v1/uploads/", headers=told)

    assert answer.status_code == 404
    assert changed(before) <= FLEETING


# Who is signed in where changes with every visit.
FLEETING = {"alpha.django_session", "alpha.usersessions_usersession"}


def is_reference(name, body):
    """A field that names a row: by its name, or because its example is an id."""
    try:
        return name == "film" or name.endswith(("_id", "_pk")) or bool(UUID(str(body.get(name))))
    except ValueError:
        return False


def changed(before):
    now = everything()
    return {table for table in now if now[table] != before.get(table)}
