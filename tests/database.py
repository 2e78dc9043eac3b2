"""One template database, keyed by every migration; each worker clones it in a fraction of a second.

Django's own flush would empty public and leave the studios full, so tests that commit throw
their clone away instead.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

import psycopg
from asgiref.sync import SyncToAsync
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone
from psycopg.pq import TransactionStatus

from apps.core.tenancy import platform_context
from apps.tenants.models import Branding, Domain, Studio
from apps.tenants.services.spares import build_schema

LOGIN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BUILD_LOCK = 4242
APPLICATION, OWNER = "cineradar", "cineradar_owner"
STUDIOS = {"alpha": "Alpha Pictures", "beta": "Beta Films"}


@cache
def fingerprint() -> str:
    """Read once: a file that changes under a running test must not leave it without a template."""
    digest = hashlib.sha1(repr((settings.SHARED_APPS, settings.TENANT_APPS)).encode())  # noqa: S324
    for config in apps.get_app_configs():
        for file in sorted(Path(config.path, "migrations").glob("*.py")):
            digest.update(file.read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()[:12]


def admin_connection() -> psycopg.Connection:
    return psycopg.connect(os.environ["TEST_DATABASE_ADMIN_URL"], autocommit=True)


def template_name() -> str:
    return f"tmpl_{fingerprint()}"


def clone_name(worker: str) -> str:
    return f"test_{settings.TEST_RUN}_{worker}"


def use_clone(worker: str) -> None:
    template = template_name()
    with admin_connection() as admin:
        admin.execute("select pg_advisory_lock(%s)", [BUILD_LOCK])
        exists = admin.execute(
            "select 1 from pg_database where datname = %s and datistemplate", [template]
        ).fetchone()
        if not exists:
            build_template(admin, template)
        clone(admin, clone_name(worker), template)
    connect_to(clone_name(worker))


def build_template(admin: psycopg.Connection, template: str) -> None:
    building = f"{template}_building"
    admin.execute(f'drop database if exists "{building}" with (force)')
    admin.execute(f'create database "{building}" owner {OWNER}')
    connect_to(building)
    with acting_as_owner(), platform_context():
        migrate_everything()
    connections.close_all()
    _close_pool()
    admin.execute(f'alter database "{building}" rename to "{template}"')
    admin.execute(f'alter database "{template}" is_template true')


def migrate_everything() -> None:
    call_command("migrate_schemas", schema_name="public", interactive=False, verbosity=0)
    make_studio("public", "", "CineRadar", "localhost")
    for slug, name in STUDIOS.items():
        studio = make_studio(slug, slug, name, f"{slug}.localhost")
        build_schema(studio)


def make_studio(schema: str, slug: str, name: str, domain: str) -> Studio:
    now = timezone.now()
    studio = Studio(schema_name=schema, slug=slug, name=name, status="active", opened_at=now)
    studio.languages = [code for code, _name in settings.LANGUAGES]
    studio.save(verbosity=0)
    Domain.objects.create(domain=domain, tenant=studio, is_primary=True, verified_at=now)
    if schema != "public":
        Branding.objects.create(studio=studio)
    return studio


def studio_row(slug: str) -> Studio:
    with platform_context():
        return Studio.objects.get(slug=slug)


def clone(admin: psycopg.Connection, name: str, template: str) -> None:
    admin.execute(f'drop database if exists "{name}" with (force)')
    # Copied as files: the other way writes every page of it to the log first, which costs a second.
    admin.execute(
        f'create database "{name}" template "{template}" owner {OWNER} strategy file_copy'
    )
    admin.execute(f'revoke temporary on database "{name}" from public')


def restore_clone() -> None:
    name = connection.settings_dict["NAME"]
    # Coroutines of tests reach the database through asgiref's one thread, which keeps its connections.
    SyncToAsync.single_thread_executor.submit(connections.close_all).result()
    connections.close_all()
    _close_pool()
    with admin_connection() as admin:
        clone(admin, name, template_name())


def drop_clone(worker: str) -> None:
    connections.close_all()
    _close_pool()
    with admin_connection() as admin:
        admin.execute(f'drop database if exists "{clone_name(worker)}" with (force)')


def connect_to(name: str) -> None:
    connections.close_all()
    _close_pool()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


@contextmanager
def acting_as_owner() -> Iterator[None]:
    """Every connection of this process, open or to come, acts as the owner of the database."""
    options = connection.settings_dict["OPTIONS"]
    before = options["options"]
    options["options"] = before.replace(f"role={APPLICATION} ", f"role={OWNER} ")
    _set_role(OWNER)
    try:
        yield
    finally:
        options["options"] = before
        _set_role(APPLICATION)


def _set_role(role: str) -> None:
    """For a connection that is open already; a broken one takes the role when it is made anew."""
    session = connection.connection
    if session is not None and session.info.transaction_status != TransactionStatus.INERROR:
        session.execute(f"SET ROLE {role}")


def url_of(name: str, role: str = APPLICATION) -> str:
    """DATABASE_URL of the database ``name`` on the tests' server, for other processes."""
    values = settings.DATABASES["default"]
    host, port = values["HOST"], values["PORT"] or 5432
    if host.startswith("/"):
        return f"postgres://{role}@/{name}?host={quote(host, safe='')}"
    return f"postgres://{role}@{host}:{port}/{name}"


def _close_pool() -> None:
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()  # type: ignore[attr-defined]
