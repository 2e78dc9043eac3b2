"""What every benchmark stands on: a migrated platform, and studios that come and go."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from benchmarks._django import HOME

# isort: split
from django.core.management import call_command

from apps.accounts.models import User
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Studio
from apps.tenants.services import provisioning
from apps.tenants.services.provisioning import Opening, open_studio
from apps.tenants.services.schemas import drop_schema


def migrate_platform() -> None:
    """Public's tables and the platform's own row; nothing to do on a second run."""
    with platform_context():
        call_command("migrate_schemas", schema_name="public", interactive=False, verbosity=0)
    call_command("bootstrap_platform", stdout=(HOME / "output").open("w"))


def new_slug() -> str:
    return f"bench-{time.time_ns():x}"


def opened_studio(slug: str) -> Studio:
    """A studio built in this process by the service that the worker calls."""
    opening = requested_studio(slug)
    build_studio(opening)
    return opening.studio


def requested_studio(slug: str) -> Opening:
    """Reserved, not built."""
    with platform_context():
        return open_studio(
            name="Benchmark Pictures",
            slug=slug,
            owner_email="owner@benchmark.example",
            owner_name="Olga Owner",
            password_hash="",
            language="en",
            time_zone="Asia/Jakarta",
            currency="IDR",
            by=None,
        )


def build_studio(opening: Opening) -> None:
    """What the worker does."""
    with platform_context():
        provisioning.provision_studio(opening.studio.pk, job_pk=opening.job.pk)
        opening.studio.refresh_from_db()
    assert opening.studio.status == "active"


@contextmanager
def replaced(module: ModuleType, name: str, value: Any) -> Iterator[None]:
    """Another ``name`` in the module while the body runs."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def owner_of(studio: Studio) -> User:
    with studio_context(studio):
        return User.objects.get(email="owner@benchmark.example")


def forget_studio(studio: Studio) -> None:
    with platform_context():
        drop_schema(studio.schema_name)
        studio.delete()
