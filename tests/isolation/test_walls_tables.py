"""Every table of public has a policy that binds even its owner, or a reason to have none."""

import psycopg
import pytest
from django.db import connection

from tests.database import acting_as_owner, url_of

OPEN = {
    "auth_group": "Django's own, empty: roles stand in code",
    "auth_group_permissions": "Django's own, empty: roles stand in code",
    "auth_permission": "names of models, the same for everybody",
    "django_content_type": "names of models, the same for everybody",
    "django_migrations": "what was migrated when",
    "spatial_ref_sys": "PostGIS's list of projections",
}
TABLES = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
       count(p.*) FILTER (WHERE p.polcmd = '*' AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL
                          AND pg_get_expr(p.polqual, c.oid) LIKE '%connection_studio()%'
                          AND pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid)),
       count(p.*)
FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') GROUP BY c.oid ORDER BY 1
"""
READERS = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
AND c.relkind IN ('v', 'm', 'f') AND NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1
"""


def tables():
    """As the application sees the catalogue: name, whether forced, its sound policies, all of them."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return cursor.fetchall()


def bare():
    return {name for name, forced, sound, total in tables() if not (forced and sound == total == 1)}


def test_every_table_of_public_is_behind_the_wall_or_open_for_a_reason(platform):
    """A new table fails here: give it a policy in its migration (apps/core/README.md says how)."""
    assert bare() - OPEN.keys() == set()


def test_no_reason_is_stale(platform):
    assert OPEN.keys() - bare() == set()


def test_the_list_is_complete_for_the_application_itself(db):
    with psycopg.connect(url_of(connection.settings_dict["NAME"])) as session:
        seen = {row[0] for row in session.execute(TABLES)}
    assert {"tenants_studio", "core_job", "accounts_user"} <= seen
    assert seen == {row[0] for row in tables()}


def test_no_view_reads_past_the_wall(platform):
    """A view reads with its owner's rights, and a materialised one keeps what it read."""
    with connection.cursor() as cursor:
        cursor.execute(READERS)
        assert cursor.fetchall() == []


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE public.newcomer (id int, studio_schema text)",
        "ALTER TABLE public.core_job NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE public.core_job DISABLE ROW LEVEL SECURITY",
        "DROP POLICY studio ON public.core_job",
        "CREATE POLICY hole ON public.core_job USING (true)",
        "ALTER POLICY studio ON public.core_job WITH CHECK (true)",
    ],
)
def test_control_a_table_without_its_wall_is_found(platform, change):
    with acting_as_owner(), connection.cursor() as cursor:
        cursor.execute(change)
    assert bare() - OPEN.keys() != set()
