"""Where a film's files lie while tests keep them on this machine's disk."""

from pathlib import Path
from uuid import UUID

from apps.catalog.adapters.files.packages import film_name, folder_name
from apps.catalog.models import Encode
from apps.core.storage.contract import media


def film_directory(film_pk: UUID) -> Path:
    return Path(media().path(film_name(film_pk)))


def version_directory(encode: Encode) -> Path:
    return Path(media().path(folder_name(encode.film_id, encode.directory)))
