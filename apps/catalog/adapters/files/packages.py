"""Encoded films: ``films/<film>/<folder>/<part>/`` in the studio's storage; a part never changes.

Work happens in hidden directories on this machine, one a step and attempt, so that two workers on
one step never mix their segments. A part appears when it is finished; the database says which are
played.
"""

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from apps.catalog.domain.layout import INIT, PLAYLIST
from apps.core.storage.contract import Counted, media

NEXT_TO_NOTHING = 1024**2
Opened = Callable[[bytes, int], bytes]


def film_name(film_pk: UUID) -> str:
    """Storage name of a film's directory."""
    return f"films/{film_pk}"


def folder_name(film_pk: UUID, folder: str) -> str:
    """Storage name of one of its folders."""
    return f"{film_name(film_pk)}/{folder}"


def new_folder(version: int) -> str:
    """A name that no earlier beginning of this version has had."""
    return f"v{version}-{secrets.token_hex(4)}"


def start_work(film_pk: UUID, encode_pk: UUID, step: str, attempt: int) -> Path:
    """An empty directory for this attempt; what earlier ones of the step left behind is removed."""
    home = _home(film_pk)
    for leftover in home.glob(f".work-{encode_pk}-{step}-*"):
        discard(leftover)
    directory = home / f".work-{encode_pk}-{step}-{attempt}"
    directory.mkdir(parents=True)
    return directory


def clear_work(film_pk: UUID, encode_pk: UUID) -> None:
    """Remove every unfinished attempt of this encode."""
    home = _home(film_pk)
    for leftover in home.glob(f".work-{encode_pk}-*"):
        discard(leftover)
    if home.is_dir() and not any(home.iterdir()):
        home.rmdir()


def discard(work: Path) -> None:
    """Remove what one attempt has left."""
    shutil.rmtree(work, ignore_errors=True)


def is_full() -> bool:
    """Whether next to nothing can be written where the work is done."""
    return shutil.disk_usage(media().work_root()).free < NEXT_TO_NOTHING


def store_part(
    work: Path, film_pk: UUID, folder: str, part: str, *, is_repeated: bool, counted: Counted
) -> None:
    """Put the finished ``work/<part>`` into the version's folder.

    Nobody reads it until the database names it. ``is_repeated``: an attempt that died may have
    stored it already. What ``counted`` raises ends the storing.
    """
    name = f"{folder_name(film_pk, folder)}/{part}"
    if is_repeated:
        media().delete_tree(name)
    media().put_tree(work / part, name, counted=counted)


def join_part(film_pk: UUID, folder: str, part: str, target: Path, opened: Opened) -> None:
    """Write a stored part as one file that programs can open; ``opened`` unlocks its segments."""
    home = f"{folder_name(film_pk, folder)}/{part}"
    storage = media()
    playlist = b"".join(storage.chunks(f"{home}/{PLAYLIST}")).decode()
    names = [line for line in playlist.splitlines() if line and not line.startswith("#")]
    with target.open("xb") as file:
        file.writelines(storage.chunks(f"{home}/{INIT}"))
        for number, name in enumerate(names):
            file.write(opened(b"".join(storage.chunks(f"{home}/{name}")), number))


def forget_other_beginnings(film_pk: UUID, version: int) -> None:
    """Remove folders of this version that were begun and never played."""
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
