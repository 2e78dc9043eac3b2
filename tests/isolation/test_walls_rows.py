"""Row-level security: rows of shared tables belong to the connection's studio, whatever is asked."""

from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from apps.core.models import Job
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Branding, Domain, DomainClaim, SignUp, Studio
from tests.database import OWNER, acting_as_owner, studio_row, url_of

SHARED = {
    Studio: "schema_name",
    Domain: "tenant__schema_name",
    DomainClaim: "studio__schema_name",
    Branding: "studio__schema_name",
    SignUp: "studio__schema_name",
    Job: "studio_schema",
}


@pytest.fixture
def twins(alpha, beta):
    """Each studio has one row in every shared table; a sign-up belongs to nobody yet."""
    with platform_context():
        for studio in (alpha, beta):
            DomainClaim.objects.create(studio=studio, name=f"{studio.slug}.example", token="t")
            SignUp.objects.create(email=f"{studio.slug}@people.example", studio=studio)
            Job.everywhere.create(studio_schema=studio.schema_name, kind="x")
        SignUp.objects.create(email="nobody@people.example")
    return alpha, beta


def every(model):
    return getattr(model, "everywhere", model.objects)


@pytest.mark.parametrize("model", SHARED)
def test_a_studio_reads_its_own_rows_alone(twins, model):
    for studio in twins:
        with studio_context(studio):
            assert every(model).count() == 1
            assert every(model).filter(**{SHARED[model]: studio.schema_name}).count() == 1


@pytest.mark.parametrize("model", SHARED)
def test_a_studio_neither_changes_nor_deletes_anothers(twins, model):
    alpha, beta = twins
    column = "updated_at" if model is Branding else "created_at"
    with studio_context(beta):
        theirs = every(model).get()
    table = model._meta.db_table
    with studio_context(alpha), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = now() WHERE id = %s", [theirs.pk])  # noqa: S608
        assert cursor.rowcount == 0
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [theirs.pk])  # noqa: S608
        assert cursor.rowcount == 0
    with studio_context(beta):
        assert getattr(every(model).get(), column) == getattr(theirs, column)


def test_a_studio_writes_nothing_for_another(twins):
    alpha, beta = twins
    with studio_context(alpha):
        for row in (
            Job(studio_schema="beta", kind="x"),
            DomainClaim(studio=beta, name="stolen.example", token="t"),
            SignUp(email="a@people.example", studio=beta),
            SignUp(email="a@people.example"),
        ):
            with refused():
                row.save()
        with refused():
            Job.everywhere.update(studio_schema="beta")
        with refused():
            DomainClaim.objects.update(studio=beta)


@contextmanager
def refused():
    """The body meets the wall; the transaction of the test stays usable."""
    wall = pytest.raises(ProgrammingError, match="violates row-level security")
    with wall, transaction.atomic():
        yield


@pytest.mark.parametrize("model", SHARED)
def test_the_platform_sees_all(twins, model):
    with platform_context():
        rows = every(model).filter(**{f"{SHARED[model]}__in": ["alpha", "beta"]})
        assert rows.count() == 2
        assert SignUp.objects.filter(studio=None).count() == 1


@pytest.mark.parametrize("role", ["cineradar", OWNER])
@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("alpha, public", ["alpha"]),
        ('"beta", public', ["beta"]),
        ("no_such_schema, public", []),
        ("nobody", []),
        ('"$user", public', []),
        ("''", []),
        ("public", ["", "alpha", "beta"]),
    ],
)
def test_what_a_session_sees_follows_its_search_path(db, role, path, seen):
    """Signed in for real; a schema that does not exist never falls back to public."""
    with psycopg.connect(url_of(connection.settings_dict["NAME"], role)) as session:
        session.execute(f"SET search_path = {path}")
        slugs = session.execute("SELECT slug FROM public.tenants_studio ORDER BY slug").fetchall()
        assert [slug for (slug,) in slugs] == seen


def test_a_connection_that_was_reset_sees_nothing(twins):
    with studio_context(twins[0]), connection.cursor() as cursor:
        cursor.execute("RESET search_path")
        raw = connection.connection
        assert raw.execute("SELECT count(*) FROM public.tenants_domain").fetchone() == (0,)
        assert raw.execute("SELECT count(*) FROM public.core_job").fetchone() == (0,)


def test_references_are_checked_behind_the_wall_too(twins):
    """PostgreSQL checks foreign keys without policies, so a hidden row counts as present."""
    with platform_context(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(Exception, match="foreign key"), transaction.atomic():
            DomainClaim.objects.create(studio_id=uuid4(), name="x.example", token="t")


def take_down(statement):
    with platform_context(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


@pytest.mark.parametrize("model", SHARED)
def test_control_without_force_the_owner_reads_every_studio(twins, as_owner, model):
    take_down(f"ALTER TABLE public.{model._meta.db_table} NO FORCE ROW LEVEL SECURITY")
    with studio_context(twins[0]):
        assert every(model).count() >= 2


@pytest.mark.parametrize("model", SHARED)
def test_control_without_its_policy_switched_on_the_application_reads_every_studio(twins, model):
    with acting_as_owner():
        take_down(f"ALTER TABLE public.{model._meta.db_table} DISABLE ROW LEVEL SECURITY")
    with studio_context(twins[0]):
        assert every(model).count() >= 2


LOOK_UPS = {
    "host": lambda: Domain.objects.select_related("tenant").filter(domain="alpha.localhost"),
    "branding": lambda: Branding.objects.select_related("studio").filter(studio_id=uuid4()),
    "jobs": lambda: Job.everywhere.filter(studio_schema="alpha"),
}


def plan_of(query, values=()):
    """How a table too large to be read whole would be read."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {query}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize("look_up", LOOK_UPS)
@pytest.mark.parametrize("place", [platform_context, lambda: studio_context(studio_row("alpha"))])
def test_policies_leave_the_indexes_to_look_ups(db, look_up, place):
    with place():
        plan = plan_of(*LOOK_UPS[look_up]().query.sql_with_params())
    assert "connection_studio" in plan or "current_setting" in plan
    assert "Seq Scan" not in plan


def test_control_the_type_of_current_schema_keeps_a_policy_off_the_index(platform):
    asked = "SELECT FROM core_job WHERE studio_schema = {}"
    assert "Index Cond" in plan_of(asked.format("public.connection_studio()"))
    assert "Index Cond" not in plan_of(asked.format("current_schema()::text"))
