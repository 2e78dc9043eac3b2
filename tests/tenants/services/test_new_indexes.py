"""An index on a table that people write to: built beside them, in one studio after the other."""

import threading
import time

import psycopg
import pytest
from django.db import connection
from psycopg.errors import LockNotAvailable

from apps.core.tenancy import studio_context
from apps.tenants.services.schemas import migrate_schema
from tests.database import OWNER, admin_connection, studio_row, url_of
from tests.tenants.releases import next_release

INDEX = "catalog_films_of_a_year"
# As the README tells it: what a broken-off build has left is invalid, and in the way of the next.
TEXT = """
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

class Migration(migrations.Migration):
    atomic = False
    dependencies = [("catalog", "{before}")]
    operations = [
        migrations.RunSQL("DROP INDEX IF EXISTS catalog_films_of_a_year", migrations.RunSQL.noop),
        AddIndexConcurrently("film", models.Index("year", name="catalog_films_of_a_year")),
    ]
"""
LOCKING = TEXT.replace("AddIndexConcurrently(", "migrations.AddIndex(").replace(
    "atomic = False", "atomic = True"
)
FOUND = """
SELECT schemaname FROM pg_indexes JOIN pg_index i
  ON i.indexrelid = format('%%I.%%I', schemaname, indexname)::regclass
WHERE indexname = %s AND indisvalid
"""
WRITE = "UPDATE alpha.catalog_film SET year = 1999"
WAITING = """
SELECT 1 FROM pg_stat_activity
WHERE datname = %s AND wait_event_type = 'Lock' AND query LIKE 'CREATE INDEX%%'
"""
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("committed_db", "as_owner")]


def schemas_with_it():
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [INDEX])
        return [row[0] for row in cursor.fetchall()]


def migrate_alpha(tmp_path, settings, text):
    alpha = studio_row("alpha")
    with next_release(tmp_path, settings, text):
        migrate_schema(alpha)


def test_it_is_built_in_the_studio_alone_and_again_after_a_broken_off_build(tmp_path, settings):
    with studio_context(studio_row("alpha")), connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX {INDEX} ON catalog_film (title)")

    migrate_alpha(tmp_path, settings, TEXT)

    assert schemas_with_it() == ["alpha"]


def session():
    name = connection.settings_dict["NAME"]
    return psycopg.connect(url_of(name, OWNER), autocommit=True)


def write_while_it_is_built(outcome):
    """One writer has not committed yet, so the build waits; what of the next who writes?"""
    name = connection.settings_dict["NAME"]
    with session() as first, session() as second, admin_connection() as admin:
        first.execute("BEGIN")
        first.execute(WRITE)
        outcome.append("begun")
        while not admin.execute(WAITING, [name]).fetchone():
            time.sleep(0.02)
        second.execute("SET lock_timeout = '500ms'")
        try:
            second.execute(WRITE)
            outcome.append("written")
        except LockNotAvailable:
            outcome.append("waits")
        first.execute("COMMIT")


@pytest.mark.parametrize(
    ("text", "expected"), [(TEXT, "written"), (LOCKING, "waits")], ids=["ours", "control"]
)
def test_writers_are_not_kept_waiting(tmp_path, settings, text, expected):
    outcome = []
    writer = threading.Thread(target=write_while_it_is_built, args=(outcome,), daemon=True)
    writer.start()
    while not outcome:
        time.sleep(0.02)

    migrate_alpha(tmp_path, settings, text)

    writer.join(10)
    assert outcome == ["begun", expected]
    assert schemas_with_it() == ["alpha"]
