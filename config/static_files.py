"""Static files as they are gathered for nginx: built ones under their own names, sources not at all."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import File

BUILT = "dist/"


def source_patterns() -> list[str]:
    """What Vite reads and nobody serves: static/<app>/css and static/<app>/ts."""
    folders = [folder for folder in (settings.BASE_DIR / "static").iterdir() if folder.is_dir()]
    return [f"{folder.name}/{kind}/*" for folder in folders for kind in ("css", "ts")]


class StaticFiles(StaticFilesConfig):
    """In INSTALLED_APPS in place of django.contrib.staticfiles."""

    @property
    def ignore_patterns(self) -> list[str]:  # type: ignore[override]
        return [*StaticFilesConfig.ignore_patterns, *source_patterns()]


class HashedStaticFiles(ManifestStaticFilesStorage):
    """Digests in names, but not twice.

    Vite's names have one already, and its modules import each other by them: a second name for
    the same module would make the browser run it twice.
    """

    def hashed_name(
        self, name: str, content: "File[Any] | None" = None, filename: str | None = None
    ) -> str:
        return name if name.startswith(BUILT) else super().hashed_name(name, content, filename)
