"""Encoded films: ``films/<film>/<folder>/`` in the studio's storage, written once, never changed.

Work happens in a hidden directory on this machine. A folder's name is an attempt's own, so that two
workers on one encode can never mix their segments; the database says which one is played.
"""

import secrets
import shutil
from pathlib import Path
from uuid import UUID

from apps.core.storage.contract import Counted, media


def film_name(film_pk: UUID) -> str:
    """Storage name of a film's directory."""
    return f"films/{film_pk}"


def folder_name(film_pk: UUID, folder: str) -> str:
    """Storage name of one of its folders."""
    return f"{film_name(film_pk)}/{folder}"


def start_work(film_pk: UUID, encode_pk: UUID, attempt: int) -> Path:
    """An empty directory for this attempt; what earlier attempts left behind is removed."""
    clear_work(film_pk, encode_pk)
    directory = _home(film_pk) / f".work-{encode_pk}-{attempt}"
    directory.mkdir(parents=True)
    return directory


def clear_work(film_pk: UUID, encode_pk: UUID) -> None:
    """Remove every unfinished attempt of this encode."""
    home = _home(film_pk)
    for leftover in home.glob(f".work-{encode_pk}-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    if home.is_dir() and not any(home.iterdir()):
        home.rmdir()


def discard(work: Path) -> None:
    """Remove what one attempt has left; nothing is there once it was stored."""
    shutil.rmtree(work, ignore_errors=True)


def store(work: Path, film_pk: UUID, version: int, *, counted: Counted) -> str:
    """Put the finished work into a new folder of the film and return the folder's name.

    Nobody plays it until the database names it. What ``counted`` raises ends the storing, and
    nothing is left of it.
    """
    folder = f"v{version}-{secrets.token_hex(4)}"
    try:
        media().put_tree(work, folder_name(film_pk, folder), counted=counted)
    except BaseException:
        remove_folder(film_pk, folder)
        raise
    return folder


def forget_other_attempts(film_pk: UUID, version: int) -> None:
    """Remove folders of this version whose workers died before anybody could play them."""
    try:
        folders, _files = media().listdir(film_name(film_pk))
    except FileNotFoundError:
        return
    for folder in folders:
        if folder.startswith(f"v{version}-"):
            remove_folder(film_pk, folder)


def remove_folder(film_pk: UUID, folder: str) -> None:
    media().delete_tree(folder_name(film_pk, folder))


def remove_film(film_pk: UUID) -> None:
    media().delete_tree(film_name(film_pk))


def _home(film_pk: UUID) -> Path:
    return media().work_root() / film_name(film_pk)
