"""Encoded films on disk: ``films/<film>/v<version>/``, each version written once and never changed.

Work happens in a hidden directory beside them and becomes a version by one rename.
"""

import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings

from apps.core.storage.names import studio_path


def film_name(film_pk: UUID) -> str:
    """Storage name of a film's directory."""
    return f"films/{film_pk}"


def version_name(film_pk: UUID, version: int) -> str:
    """Storage name of one version's directory."""
    return f"{film_name(film_pk)}/v{version}"


def absolute(name: str) -> Path:
    """Where a storage name of the current studio lies on this disk."""
    return Path(settings.MEDIA_ROOT) / studio_path(name)


def start_work(film_pk: UUID, encode_pk: UUID, attempt: int) -> Path:
    """An empty directory for this attempt; what earlier attempts left behind is removed."""
    clear_work(film_pk, encode_pk)
    directory = absolute(film_name(film_pk)) / f".work-{encode_pk}-{attempt}"
    directory.mkdir(parents=True)
    return directory


def clear_work(film_pk: UUID, encode_pk: UUID) -> None:
    """Remove every unfinished attempt of this encode."""
    home = absolute(film_name(film_pk))
    for leftover in home.glob(f".work-{encode_pk}-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    if home.is_dir() and not any(home.iterdir()):
        home.rmdir()


def discard(work: Path) -> None:
    """Remove what one attempt has left; nothing is there once it became a version."""
    shutil.rmtree(work, ignore_errors=True)


def become_version(work: Path, film_pk: UUID, version: int) -> None:
    """The finished work becomes the version, replacing one that was renamed but never flipped to."""
    target = absolute(version_name(film_pk, version))
    shutil.rmtree(target, ignore_errors=True)
    work.rename(target)


def remove_version(film_pk: UUID, version: int) -> None:
    shutil.rmtree(absolute(version_name(film_pk, version)), ignore_errors=True)


def remove_film(film_pk: UUID) -> None:
    shutil.rmtree(absolute(film_name(film_pk)), ignore_errors=True)
