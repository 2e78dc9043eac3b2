"""Code of another release: the same, with one more migration of a studio's app."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import invalidate_caches
from pathlib import Path
from typing import Any

from django.apps import apps

from apps.tenants.selectors import versions

NAME = "0999_one_more_column"
TEXT = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("catalog", "{before}")]
    operations = [migrations.RunSQL(
        "ALTER TABLE catalog_film ADD COLUMN one_more integer NOT NULL DEFAULT 7"
    )]
"""


@contextmanager
def next_release(home: Path, settings: Any, text: str = TEXT) -> Iterator[None]:
    """The body runs as code that has ``catalog.0999_one_more_column`` besides all others.

    ``text`` is the migration, if it is to be another one.
    """
    package = home / "catalog_of_the_next_release"
    if not package.exists():
        package.mkdir()
        source = Path(apps.get_app_config("catalog").path, "migrations")
        for file in source.glob("*.py"):
            shutil.copy(file, package)
        newest = sorted(source.glob("0*.py"))[-1].stem
        (package / f"{NAME}.py").write_text(text.format(before=newest))
    sys.path.insert(0, str(home))
    invalidate_caches()
    settings.MIGRATION_MODULES = {"catalog": package.name}
    forget_release()
    try:
        yield
    finally:
        settings.MIGRATION_MODULES = {}
        sys.path.remove(str(home))
        for name in [name for name in sys.modules if name.startswith(package.name)]:
            del sys.modules[name]
        forget_release()


def forget_release() -> None:
    """What a process remembers of its own migrations."""
    versions.needed_migrations.cache_clear()
    versions.current_version.cache_clear()
