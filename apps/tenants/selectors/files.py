"""Every file of the current studio, wherever it lies."""

from collections.abc import Iterator
from dataclasses import dataclass

from apps.core.storage.contract import StoredFile, StudioStorage, media, originals

# Made from the studio's data, and no part of it.
NOT_THE_STUDIOS = ("archives/",)


@dataclass(frozen=True)
class StudioFile:
    """``folder`` tells the storage it lies in: media (what people see), originals (what was sent)."""

    folder: str
    storage: StudioStorage
    stored: StoredFile

    @property
    def path(self) -> str:
        """Where it stands in an archive or a dump."""
        return f"{self.folder}/{self.stored.name}"


def storages_of_studios() -> dict[str, StudioStorage]:
    return {"media": media(), "originals": originals()}


def studio_files() -> Iterator[StudioFile]:
    """All files that are the studio's, by folder and name."""
    for folder, storage in storages_of_studios().items():
        for stored in storage.iterate_files():
            if not stored.name.startswith(NOT_THE_STUDIOS):
                yield StudioFile(folder, storage, stored)
