"""Pictures drawn of a film: ``films/<film>/stills/<milliseconds>.jpg`` in the studio's storage."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from apps.catalog.adapters.files.packages import folder_name
from apps.catalog.domain.layout import INIT, PLAYLIST
from apps.catalog.domain.measuring import segments_of
from apps.catalog.domain.segmenting import segment_at
from apps.core.storage.contract import media

FOLDER = "stills"


@dataclass(frozen=True)
class Piece:
    """One segment of a version as it lies there, its number, and how many seconds in the moment is."""

    head: bytes
    content: bytes
    number: int
    offset: float


def name_of(moment: float) -> str:
    return f"{round(moment * 1000):09}.jpg"


def stored_name(film_pk: UUID, name: str) -> str:
    """Where the storage has it."""
    return f"{folder_name(film_pk, FOLDER)}/{name}"


def names(film_pk: UUID) -> list[str]:
    """Those that there are, by their moments."""
    try:
        _folders, files = media().listdir(folder_name(film_pk, FOLDER))
    except FileNotFoundError:
        return []
    return sorted(files)


def content(film_pk: UUID, name: str) -> bytes:
    return b"".join(media().chunks(stored_name(film_pk, name)))


def store(film_pk: UUID, path: Path) -> None:
    media().put_file(path, stored_name(film_pk, path.name))


def remove_all(film_pk: UUID) -> None:
    media().delete_tree(folder_name(film_pk, FOLDER))


def piece(film_pk: UUID, folder: str, rung: int, moment: float) -> Piece:
    """The segment of one quality that shows the ``moment``. Raises FileNotFoundError."""
    home = f"{folder_name(film_pk, folder)}/{rung}"
    segments = segments_of(_bytes(f"{home}/{PLAYLIST}").decode())
    if not segments:
        raise FileNotFoundError
    number, offset = segment_at(moment, segments)
    return Piece(
        _bytes(f"{home}/{INIT}"), _bytes(f"{home}/{segments[number].name}"), number, offset
    )


def _bytes(name: str) -> bytes:
    return b"".join(media().chunks(name))
