"""Subtitles as players fetch them: ``films/<film>/text/<track>-<version>/``, written once."""

import secrets
import shutil
from collections.abc import Mapping
from uuid import UUID

from apps.catalog.adapters.files.packages import film_name
from apps.catalog.domain.layout import text_folder
from apps.core.storage.contract import media


def store(film_pk: UUID, track_pk: UUID, version: int, files: Mapping[str, str]) -> None:
    """Put all files in their place at once; what a worker that died has left there gives way."""
    name = f"{film_name(film_pk)}/{text_folder(track_pk, version)}"
    home = media().work_root() / film_name(film_pk)
    work = home / f".text-{track_pk}-{secrets.token_hex(4)}"
    work.mkdir(parents=True)
    try:
        for file, content in files.items():
            (work / file).write_text(content, encoding="utf-8")
        media().delete_tree(name)
        media().put_tree(work, name)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def remove(film_pk: UUID, track_pk: UUID, version: int) -> None:
    media().delete_tree(f"{film_name(film_pk)}/{text_folder(track_pk, version)}")
