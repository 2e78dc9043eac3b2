"""The application's role owns nothing: a stolen connection can neither change a table nor a wall."""

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from tests.database import OWNER, url_of

REFUSED = (errors.InsufficientPrivilege,)


@pytest.fixture
def application(db):
    """A session signed in as the application, with no superuser behind it."""
    with psycopg.connect(url_of(connection.settings_dict["NAME"]), autocommit=True) as session:
        yield session


@pytest.fixture
def owner(db):
    url = url_of(connection.settings_dict["NAME"], OWNER)
    with psycopg.connect(url, autocommit=True) as session:
        yield session


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE SCHEMA mine",
        "DROP SCHEMA alpha CASCADE",
        "ALTER SCHEMA alpha RENAME TO omega",
        "CREATE TABLE public.mine (id int)",
        "CREATE TABLE alpha.mine (id int)",
        "CREATE TEMPORARY TABLE accounts_user (id int)",
        "DROP TABLE public.tenants_studio",
        "DROP TABLE alpha.catalog_film",
        "ALTER TABLE alpha.catalog_film ADD COLUMN x int",
        "ALTER TABLE public.core_job DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE public.core_job NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY studio ON public.core_job",
        "CREATE POLICY everything ON public.core_job USING (true)",
        "CREATE OR REPLACE FUNCTION public.connection_studio() RETURNS text LANGUAGE sql RETURN 'public'",
        "CREATE FUNCTION public.mine() RETURNS text LANGUAGE sql RETURN 'public'",
        "CREATE TRIGGER t BEFORE INSERT ON public.core_job EXECUTE FUNCTION tsvector_update_trigger()",
        "TRUNCATE public.core_job",
        "TRUNCATE alpha.catalog_film",
        f"SET ROLE {OWNER}",
        f"SET SESSION AUTHORIZATION {OWNER}",
        f"GRANT {OWNER} TO cineradar",
        "ALTER ROLE cineradar BYPASSRLS",
        "ALTER ROLE cineradar SUPERUSER",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "COPY public.tenants_studio TO '/tmp/studios'",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_cannot(application, statement):
    with pytest.raises(REFUSED):
        application.execute(statement)


def test_without_row_security_it_gets_an_error_instead_of_everything(application):
    application.execute("SET row_security = off")
    with pytest.raises(REFUSED, match="row-level security"):
        application.execute("SELECT * FROM public.tenants_studio")


def test_the_application_owns_nothing_and_is_nobody_special(application):
    owned = "SELECT relname FROM pg_class WHERE relowner = 'cineradar'::regrole"
    assert application.execute(owned).fetchall() == []
    schemas = "SELECT nspname FROM pg_namespace WHERE nspowner = 'cineradar'::regrole"
    assert application.execute(schemas).fetchall() == []
    attributes = (
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication"
        " FROM pg_roles WHERE rolname = current_user"
    )
    assert application.execute(attributes).fetchone() == (False,) * 5
    memberships = (
        "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'cineradar'::regrole"
    )
    assert application.execute(memberships).fetchall() == []


def test_it_reads_and_writes_rows_of_a_studio(application):
    application.execute("SET search_path = alpha, public")
    inserted = application.execute(
        "INSERT INTO django_session VALUES ('k', 'd', now()) RETURNING session_key"
    )
    assert inserted.fetchone() == ("k",)
    assert application.execute("UPDATE django_session SET session_data = 'e'").rowcount == 1
    assert application.execute("DELETE FROM django_session").rowcount == 1


def test_what_the_owner_makes_later_is_the_applications_to_use(application, owner):
    """Default privileges: no migration and no new studio needs a grant of its own."""
    owner.execute("CREATE SCHEMA later CREATE TABLE things (id bigserial PRIMARY KEY, name text)")
    try:
        assert application.execute("INSERT INTO later.things (name) VALUES ('x')").rowcount == 1
        assert application.execute("SELECT name FROM later.things").fetchone() == ("x",)
        with pytest.raises(REFUSED):
            application.execute("DROP TABLE later.things")
    finally:
        owner.execute("DROP SCHEMA later CASCADE")


def test_a_new_connection_works_for_nobody(application):
    assert application.execute("SELECT public.connection_studio()").fetchone() == ("nobody",)
    with pytest.raises(errors.UndefinedTable):
        application.execute("SELECT * FROM tenants_studio")
    assert application.execute("SELECT * FROM public.tenants_studio").fetchall() == []


def test_control_the_owner_can_take_the_wall_down(owner):
    """So it is the role that refuses above, not the statement's wording."""
    with owner.transaction(force_rollback=True):
        owner.execute("ALTER TABLE public.core_job NO FORCE ROW LEVEL SECURITY")
        owner.execute("DROP POLICY studio ON public.core_job")
        owner.execute("CREATE TABLE alpha.mine (id int)")
