"""Names of stored files: ours, relative, the same on every storage, never with a studio's prefix."""

from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation

from apps.core.tenancy import current_studio

OCTETS = "application/octet-stream"
CONTENT_TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
    ".csv": "text/csv",
    ".zip": "application/zip",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def studio_path(name: str) -> str:
    """``name`` under the current studio's prefix: ``t/<schema>/<name>``, asked anew at each call."""
    return f"t/{current_studio().schema_name}/{name}"


def checked_name(name: str) -> str:
    """``name`` without a slash at its end; "" is the studio's whole part of the storage.

    Raises SuspiciousFileOperation for anything that could climb out of it or mean another file
    to a disk than to an object store.
    """
    plain = str(name).removesuffix("/")
    parts = plain.split("/") if plain else []
    if any(part in {"", ".", ".."} for part in parts) or any(c in plain for c in "\\\0\r\n"):
        raise SuspiciousFileOperation(f"Not a storage name: {name!r}")
    return plain


def below(directory: str, name: str) -> str:
    return f"{directory}/{name}" if directory else name


def content_type_of(name: str) -> str:
    """What a stored file is sent as, by its suffix; anything unknown is plain bytes."""
    return CONTENT_TYPES.get(PurePosixPath(name).suffix.lower(), OCTETS)
