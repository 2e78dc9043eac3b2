"""Addresses of films' bytes: who may read what stands in the path, signed.

``/m/<sig>/<expires>/<sid>/<cap>/<schema>/<film>/<folder>/<part>/<file>``. The signature covers all up
to the folder, and the host. It is nginx's ``secure_link``: MD5 with the secret last, so that nobody
can lengthen it. nginx checks the same with the expressions of deploy/nginx/site.conf.template.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime

from apps.catalog.domain.layout import KEY, KEY_FILE, TEXT

ROOT = "/m/"
MASTER = "master.m3u8"
KEY_NAME = f"{KEY}/{KEY_FILE}"
CAPS = (240, 360, 480, 720, 1080, 2160)
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
PREFIX = (
    r"/m/(?P<signature>[A-Za-z0-9_-]{22})/(?P<expires>[0-9]{10})/(?P<sid>" + UUID + ")"
    r"/(?P<cap>[0-9]{3,4})/(?P<schema>[a-z0-9_]{1,63})/(?P<film>" + UUID + ")"
    r"/(?P<folder>[a-z0-9][a-z0-9-]{0,39})"
)
# Part and file, as nginx's locations have them: nothing else below a version is anybody's to read.
NAME = re.compile(
    r"(?:(?:a[0-9]|audio)/[a-z0-9_]+\.(?:m3u8|mp4|m4s)"
    r"|(?:[0-9]{3,4}|i|sprites|text/[0-9a-f-]{36}-[0-9]{1,9})/[a-z0-9_]+\.(?:m3u8|mp4|m4s|vtt|jpg))"
)
PLAYLIST_TYPE = "application/vnd.apple.mpegurl"
TYPES = {
    "m3u8": PLAYLIST_TYPE,
    "mp4": "video/mp4",
    "m4s": "video/iso.segment",
    "vtt": "text/vtt",
    "jpg": "image/jpeg",
}
SOUND = "audio/mp4"
ADDRESS = re.compile(rf"{PREFIX}/(?:(?P<master>master\.m3u8)|(?P<name>[a-z0-9_./-]+))")


@dataclass(frozen=True)
class Pass:
    """What a signature allows: this stream, these files, up to this quality, until then."""

    expires: int
    sid: str
    cap: int
    schema: str
    film: str
    folder: str

    @property
    def text(self) -> str:
        return f"{self.expires}/{self.sid}/{self.cap}/{self.schema}/{self.film}/{self.folder}"


@dataclass(frozen=True)
class MediaAddress:
    """One address, taken apart. ``name`` is what follows the folder; empty for the master playlist."""

    signature: str
    allows: Pass
    name: str

    @property
    def is_master(self) -> bool:
        return not self.name

    @property
    def is_key(self) -> bool:
        return self.name == KEY_NAME

    @property
    def part(self) -> str:
        return self.name.partition("/")[0]

    @property
    def is_within_cap(self) -> bool:
        """Renditions up to the ceiling; sound, text, I-frames and pictures belong to all."""
        return not self.part.isdecimal() or int(self.part) <= self.allows.cap

    @property
    def storage_name(self) -> str:
        """Text is edited without a new encode, so it stands beside the versions, not in one."""
        home = f"films/{self.allows.film}"
        return (
            f"{home}/{self.name}"
            if self.part == TEXT
            else f"{home}/{self.allows.folder}/{self.name}"
        )

    @property
    def content_type(self) -> str:
        suffix = self.name.rpartition(".")[2]
        is_sound = self.part.startswith("a") and suffix != "m3u8"
        return SOUND if is_sound else TYPES[suffix]


def media_address(path: str) -> MediaAddress | None:
    """The parts of a request's path exactly as it was sent; None for every other spelling of it."""
    match = ADDRESS.fullmatch(path)
    if match is None or int(match["cap"]) not in CAPS or not _is_ours(match["name"]):
        return None
    allows = Pass(
        expires=int(match["expires"]),
        sid=match["sid"],
        cap=int(match["cap"]),
        schema=match["schema"],
        film=match["film"],
        folder=match["folder"],
    )
    return MediaAddress(match["signature"], allows, match["name"] or "")


def _is_ours(name: str | None) -> bool:
    """Whether packages have files of this name, or we answer to it."""
    return name is None or name == KEY_NAME or NAME.fullmatch(name) is not None


def signature_of(allows: Pass, host: str, secret: str) -> str:
    content = f"{allows.text}@{host} {secret}".encode()
    digest = hashlib.md5(content, usedforsecurity=False).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def prefix_of(allows: Pass, host: str, secret: str) -> str:
    """What stands before ``master.m3u8`` and all that it names; ends with a slash."""
    return f"{ROOT}{signature_of(allows, host, secret)}/{allows.text}/"


def is_signed(address: MediaAddress, host: str, secret: str) -> bool:
    return hmac.compare_digest(address.signature, signature_of(address.allows, host, secret))


def is_expired(address: MediaAddress, now: datetime) -> bool:
    """As nginx counts: the last second is still good."""
    return address.allows.expires < int(now.timestamp())
