"""Private files. The studio's prefix is taken from the context at each call, never cached."""

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from apps.core.tenancy import current_studio


def studio_path(name: str) -> str:
    """``name`` under the current studio's prefix: ``t/<schema>/<name>``."""
    return f"t/{current_studio().schema_name}/{name}"


class StudioFileSystemStorage(FileSystemStorage):
    """Local files under MEDIA_ROOT, one directory a studio."""

    def path(self, name: str) -> str:
        return super().path(studio_path(name))

    def _save(self, name: str, content: File) -> str:
        """Django answers with the path below MEDIA_ROOT; our names never carry the prefix."""
        return str(super()._save(name, content)).removeprefix(studio_path(""))  # type: ignore[misc]

    def url(self, name: str | None) -> str:
        """Files have no public address: a view decides who may read and lets nginx send."""
        raise ValueError("Private files have no URL: link to the view that serves this one.")
