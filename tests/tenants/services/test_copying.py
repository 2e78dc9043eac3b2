"""A copied schema is the same, object by object, as one that the migrations made."""

import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from apps.accounts.models import User
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.adapters.postgres.copying import NotToBeCopied, copy_schema
from apps.tenants.domain.slugs import TEMPLATE_SCHEMA
from apps.tenants.services.schemas import (
    create_schema,
    drop_schema,
    migrate_schema,
    schema_exists,
    schema_ref,
)
from tests.people import person
from tests.tenants.catalogue import crossings_of, description_of


@pytest.fixture
def on_platform_as_owner(db, as_owner):
    with platform_context():
        yield


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def migrated(name):
    create_schema(name)
    migrate_schema(schema_ref(name))


@pytest.fixture
def committing_as_owner(committed_db, as_owner):
    """Indexes that are built beside the work on a table want no transaction around them."""
    with platform_context():
        yield
        for name in ("s_migrated", "s_copied"):
            drop_schema(name)


def test_a_copy_is_what_the_migrations_would_have_made(committing_as_owner):
    migrated("s_migrated")
    with transaction.atomic():
        copy_schema(TEMPLATE_SCHEMA, "s_copied")

    copied, expected = description_of("s_copied"), description_of("s_migrated")
    assert len(expected["columns"]) > 100
    assert len(expected["sequences"]) > 5
    for name, rows in expected.items():
        assert copied[name] == rows, name
    assert crossings_of("s_copied") == []


ODDITIES = """
SET LOCAL search_path = template_studio, public;
CREATE TABLE "Odd one" (
    id integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME odd_numbers START 7 INCREMENT 3 CYCLE) PRIMARY KEY,
    gone integer,
    "Word" varchar(20) COLLATE "C" NOT NULL DEFAULT 'it''s',
    twice integer GENERATED ALWAYS AS (length("Word") * 2) STORED,
    place public.geometry(Point, 4326),
    during int4range,
    CONSTRAINT short CHECK (length("Word") < 15),
    CONSTRAINT apart EXCLUDE USING gist (during WITH &&),
    CONSTRAINT one_word UNIQUE ("Word") DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE "Odd one" DROP COLUMN gone;
CREATE INDEX odd_place ON "Odd one" USING gist (place);
CREATE INDEX odd_like ON "Odd one" USING gin ("Word" public.gin_trgm_ops) WHERE twice > 2;
CREATE TABLE follower (odd integer REFERENCES "Odd one" ON DELETE CASCADE, id uuid PRIMARY KEY);
COMMENT ON TABLE "Odd one" IS 'Table''s';
COMMENT ON COLUMN "Odd one".twice IS 'Column';
COMMENT ON INDEX odd_place IS 'Index';
COMMENT ON CONSTRAINT short ON "Odd one" IS 'Check';
CREATE TRIGGER changed BEFORE UPDATE ON "Odd one" FOR EACH ROW
    EXECUTE FUNCTION public.suppress_for_test();
INSERT INTO "Odd one" ("Word", place) VALUES ('first', 'SRID=4326;POINT(1 2)');
INSERT INTO follower SELECT id, '00000000-0000-7000-8000-000000000000' FROM "Odd one";
"""
FUNCTION = """
CREATE FUNCTION public.suppress_for_test() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'
"""


def test_whatever_a_table_can_have_is_copied(on_platform_as_owner):
    execute(FUNCTION)
    execute(ODDITIES)
    copy_schema(TEMPLATE_SCHEMA, "s_copied")

    copied, expected = description_of("s_copied"), description_of(TEMPLATE_SCHEMA)
    assert expected["triggers"] != []
    for name, rows in expected.items():
        assert copied[name] == rows, name
    assert crossings_of("s_copied") == []
    with connection.cursor() as cursor:
        cursor.execute('SELECT id, "Word", twice, public.st_x(place) FROM s_copied."Odd one"')
        assert cursor.fetchall() == [(7, "first", 10, 1.0)]
        cursor.execute("""INSERT INTO s_copied."Odd one" ("Word") VALUES ('next') RETURNING id""")
        assert cursor.fetchone() == (10,)


@pytest.mark.parametrize(
    "foreign_body",
    [
        "CREATE VIEW template_studio.people AS SELECT * FROM template_studio.accounts_user",
        "CREATE SEQUENCE template_studio.lonely",
        "CREATE TABLE template_studio.old (id serial)",
        "CREATE TYPE template_studio.mood AS ENUM ('good', 'bad')",
        "CREATE FUNCTION template_studio.one() RETURNS int LANGUAGE sql RETURN 1",
        "ALTER TABLE template_studio.accounts_user ENABLE ROW LEVEL SECURITY",
        "CREATE STATISTICS template_studio.more ON email, name FROM template_studio.accounts_user",
    ],
)
def test_what_cannot_be_copied_is_refused_not_left_out(on_platform_as_owner, foreign_body):
    execute(foreign_body)
    with pytest.raises(NotToBeCopied):
        copy_schema(TEMPLATE_SCHEMA, "s_copied")
    assert not schema_exists("s_copied")


def test_rows_of_a_copy_are_its_own(on_platform_as_owner, alpha):
    copy_schema("alpha", "s_copied")
    with studio_context(schema_ref("s_copied")):
        person("Gita", "viewer")
    with studio_context(alpha):
        assert User.objects.count() == 0
    with (
        studio_context(schema_ref("s_copied")),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        person("Gita", "viewer")


@pytest.mark.slow
def test_many_are_copied_at_once(committed_db, as_owner):
    """django-tenants' clone_schema fails here: it makes a type of its own in public each time."""
    barrier, failures = threading.Barrier(4), []

    def copy(number):
        try:
            barrier.wait()
            for turn in range(2):
                copy_schema(TEMPLATE_SCHEMA, f"s_copy_{number}_{turn}")
        except DatabaseError as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=copy, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert failures == []
    expected = description_of(TEMPLATE_SCHEMA)
    for number in range(4):
        assert description_of(f"s_copy_{number}_1") == expected
