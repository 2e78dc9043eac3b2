"""No table without a declaration, and no declaration that is not true."""

import pytest
from django.conf import settings
from django.db import connection, models

from apps.core.models import Job
from apps.core.scope_checks import check_scopes, problems_of
from apps.core.scopes import (
    NOBODY,
    Erasing,
    Lives,
    Person,
    Scope,
    scope_of,
    scoped_tables,
    shared_tables_about_studios,
    tables,
    tables_in_a_studio,
)

TRUE = Scope(lives=Lives.PUBLIC, studio="studio_schema", people=NOBODY)
# Django's own record of migrations is no model; the database's own tables are nobody's.
NO_MODELS = {"django_migrations", "spatial_ref_sys"}


def ids(problems):
    return sorted({problem.id for problem in problems})


@pytest.fixture
def model():
    """A table of a new kind, taken out of Django's registry afterwards."""
    made = []

    def make(scope=None, **fields):
        attributes = {
            "__module__": "apps.core.models",
            "studio_schema": models.CharField(max_length=63),
            "Meta": type("Meta", (), {"app_label": "core"}),
            **fields,
        }
        if scope is not None:
            attributes["scope"] = scope
        made.append(type("Novelty", (models.Model,), attributes))
        return made[-1]

    yield make
    registry = Job._meta.apps
    registry.all_models["core"].pop("novelty", None)
    registry.clear_cache()


def test_every_table_of_the_product_declares_its_scope():
    assert check_scopes() == []
    assert len(tables()) > 20


def test_a_table_without_a_declaration_stops_the_start(model):
    novelty = model()

    assert ids(problems_of(novelty)) == ["core.E020"]
    assert novelty in tables()
    assert ids(check_scopes()) == ["core.E020"]
    with pytest.raises(LookupError):
        list(scoped_tables())


def test_a_declaration_is_not_inherited(model):
    parent = model(TRUE)
    assert problems_of(parent) == []
    child = type(
        "Child",
        (parent,),
        {
            "__module__": "apps.core.models",
            "Meta": parent._meta.__class__ and type("Meta", (), {"app_label": "core"}),
        },
    )
    try:
        assert ids(problems_of(child)) == ["core.E020"]
    finally:
        Job._meta.apps.all_models["core"].pop("child", None)


@pytest.mark.parametrize(
    ("scope", "fields", "problem"),
    [
        (Scope(lives=Lives.STUDIO, people=NOBODY), {}, "core.E021"),
        (Scope(lives=Lives.BOTH, people=NOBODY), {}, "core.E021"),
        (Scope(lives=Lives.PUBLIC, people=NOBODY), {}, "core.E022"),
        (
            Scope(lives=Lives.PUBLIC, studio="studio_schema", platform_wide="x", people=NOBODY),
            {},
            "core.E022",
        ),
        (Scope(lives=Lives.PUBLIC, studio="studio_name", people=NOBODY), {}, "core.E023"),
        (
            Scope(lives=Lives.PUBLIC, studio="studio_schema", people=NOBODY, secrets=("pin",)),
            {},
            "core.E023",
        ),
        (
            Scope(lives=Lives.PUBLIC, studio="studio_schema", people=(Person("who"),)),
            {},
            "core.E023",
        ),
        (
            Scope(
                lives=Lives.PUBLIC,
                studio="studio_schema",
                people=(Person("asked_by_pk", erasing=Erasing.CLEAR, clear={"asked_by_pk": None}),),
            ),
            {"asked_by_pk": models.UUIDField(null=True)},
            "core.E024",
        ),
        (TRUE, {"asked_by_pk": models.UUIDField(null=True)}, "core.E025"),
        (
            TRUE,
            {"reader": models.ForeignKey("accounts.User", models.CASCADE, related_name="+")},
            "core.E025",
        ),
        (TRUE, {"api_token": models.CharField(max_length=9)}, "core.E026"),
    ],
)
def test_what_is_not_true_is_named(model, scope, fields, problem):
    assert ids(problems_of(model(scope, **fields))) == [problem]


def test_a_secret_in_what_is_left_out_is_no_problem(model):
    scope = Scope(
        lives=Lives.PUBLIC, studio="studio_schema", people=NOBODY, left_out="Never leaves."
    )
    assert problems_of(model(scope, api_token=models.CharField(max_length=9))) == []


def test_the_declarations_cover_exactly_the_tables_that_exist(in_alpha):
    """Asked of PostgreSQL, so that a table no model knows cannot hide."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select schemaname, tablename from pg_tables where schemaname in ('public', 'alpha')"
        )
        found = {"public": set(), "alpha": set()}
        for schema, table in cursor.fetchall():
            found[schema].add(table)
    public = {m._meta.db_table for m, scope in scoped_tables() if scope.lives != Lives.STUDIO}

    assert found["alpha"] - NO_MODELS == {m._meta.db_table for m, _scope in tables_in_a_studio()}
    assert found["public"] - NO_MODELS == public


def test_every_shared_table_about_studios_is_behind_row_level_security(db):
    """A new one is found here before anybody can read another studio's rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace"
            " and relrowsecurity and relforcerowsecurity"
        )
        walled = {name for (name,) in cursor.fetchall()}
    own_column = {
        model._meta.db_table
        for model, scope in shared_tables_about_studios()
        if scope.studio == "studio_schema"
    }

    assert own_column - walled == set()
    assert {"core_archive", "core_tombstone"} <= walled


def test_the_studios_own_row_goes_last():
    labels = [model._meta.label for model, _scope in shared_tables_about_studios()]
    assert labels[-1] == settings.TENANT_MODEL
    assert "core.Job" in labels


def test_a_table_between_two_models_goes_with_the_first():
    through = next(model for model in tables() if model._meta.label == "catalog.Film_genres")
    scope = scope_of(through)
    assert (scope.lives, scope.people) == (Lives.STUDIO, NOBODY)
