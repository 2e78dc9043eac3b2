"""Pictures drawn of a film: ``films/<film>/stills/<milliseconds>.jpg`` in the studio's storage."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from apps.catalog.adapters.files.packages import folder_name
from apps.catalog.domain.layout import INIT, PLAYLIST
from apps.catalog.domain.measuring import Segment, segments_of
from apps.catalog.domain.segmenting import segment_at
from apps.core.storage.contract import media

FOLDER = "stills"


@dataclass(frozen=True)
class Excerpt:
    """One segment as it lies there, its number, and after how many seconds it shows a moment."""

    content: bytes
    number: int
    offset: float


@dataclass(frozen=True)
class Reel:
    """One quality of a version, of which single segments are read."""

    home: str
    head: bytes
    segments: list[Segment]

    def excerpt(self, moment: float) -> Excerpt:
        """The segment that shows the ``moment``. Raises FileNotFoundError."""
        number, offset = segment_at(moment, self.segments)
        return Excerpt(_bytes(f"{self.home}/{self.segments[number].name}"), number, offset)


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


def reel(film_pk: UUID, folder: str, rung: int) -> Reel:
    """Raises FileNotFoundError."""
    home = f"{folder_name(film_pk, folder)}/{rung}"
    segments = segments_of(_bytes(f"{home}/{PLAYLIST}").decode())
    return Reel(home, _bytes(f"{home}/{INIT}"), segments)


def _bytes(name: str) -> bytes:
    return b"".join(media().chunks(name))
