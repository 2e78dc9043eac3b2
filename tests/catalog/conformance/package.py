"""A version as a player meets it: the multivariant playlist, and everything it leads to."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join

from apps.catalog.domain.encryption import decrypted
from apps.catalog.domain.measuring import Bandwidth, Segment, bandwidth_of
from apps.catalog.domain.mp4 import Fragment, Track, fragments, track_of

Read = Callable[[str], bytes]
ATTRIBUTE = re.compile(r'([A-Z0-9-]+)=("[^"]*"|[^,"]*)(?:,|$)')


@dataclass(frozen=True)
class Tag:
    """A tag with its attributes, quotes taken off, and the address that follows it or is in it."""

    name: str
    attributes: dict[str, str]
    address: str

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


@dataclass(frozen=True)
class Stretch:
    """One segment as its playlist names it; ``size`` is 0 where it is a whole file."""

    seconds: float
    address: str
    offset: int = 0
    size: int = 0


class MediaPlaylist:
    """One playlist of segments, and their content when it is asked for."""

    def __init__(self, address: str, read: Read, key: bytes) -> None:
        self.address, self._read, self._key = address, read, key
        self.lines = read(address).decode().splitlines()

    @cached_property
    def stretches(self) -> list[Stretch]:
        found, seconds, offset, size = [], 0.0, 0, 0
        for line in self.lines:
            name, _, value = line.partition(":")
            if name == "#EXTINF":
                seconds = float(value.partition(",")[0])
            elif name == "#EXT-X-BYTERANGE":
                size, offset = (int(number) for number in value.split("@"))
            elif line and not line.startswith("#"):
                found.append(Stretch(seconds, join(dirname(self.address), line), offset, size))
        return found

    def value(self, tag: str) -> str:
        """What stands behind ``#tag:``; empty when it is not there."""
        found = (line for line in self.lines if line.startswith(f"#{tag}:"))
        return next(found, ":").partition(":")[2]

    def has(self, tag: str) -> bool:
        return f"#{tag}" in self.lines

    @property
    def seconds(self) -> float:
        return sum(stretch.seconds for stretch in self.stretches)

    @cached_property
    def init(self) -> bytes:
        match = ATTRIBUTE.search(self.value("EXT-X-MAP"))
        address = match[2].strip('"') if match else ""
        return self._read(join(dirname(self.address), address)) if address else b""

    @cached_property
    def track(self) -> Track:
        return track_of(self.init)

    def raw(self, stretch: Stretch) -> bytes:
        """The bytes as they are sent."""
        data = self._read(stretch.address)
        return data[stretch.offset : stretch.offset + stretch.size] if stretch.size else data

    @cached_property
    def contents(self) -> list[bytes]:
        """The segments, unlocked."""
        pieces = [self.raw(stretch) for stretch in self.stretches]
        if not self.value("EXT-X-KEY"):
            return pieces
        return [decrypted(piece, self._key, number) for number, piece in enumerate(pieces)]

    @cached_property
    def fragments(self) -> list[list[Fragment]]:
        """What each segment holds."""
        return [fragments(content, self.track) for content in self.contents]

    @cached_property
    def bandwidth(self) -> Bandwidth:
        pairs = zip(self.stretches, map(self.raw, self.stretches), strict=True)
        return bandwidth_of([Segment(stretch.seconds, len(raw)) for stretch, raw in pairs])


class Package:
    """``read`` gives the bytes of an address of ``master``; ``key`` unlocks what is encrypted.

    ``described`` and ``sdh`` are the addresses of what was made for the blind and for the deaf.
    """

    def __init__(
        self,
        master: str,
        read: Read,
        *,
        key: bytes = b"",
        described: frozenset[str] = frozenset(),
        sdh: frozenset[str] = frozenset(),
    ) -> None:
        self.master, self._read, self._key = master, read, key
        self.described, self.sdh = described, sdh
        self._playlists: dict[str, MediaPlaylist] = {}

    def playlist(self, address: str) -> MediaPlaylist:
        if address not in self._playlists:
            self._playlists[address] = MediaPlaylist(address, self._read, self._key)
        return self._playlists[address]

    @cached_property
    def lines(self) -> list[str]:
        return self.master.splitlines()

    def _tags(self, name: str) -> list[Tag]:
        found = []
        for line, after in zip(self.lines, [*self.lines[1:], ""], strict=True):
            if line.startswith(f"#{name}:"):
                pairs = ATTRIBUTE.findall(line.partition(":")[2])
                attributes = {key: value.strip('"') for key, value in pairs}
                found.append(Tag(name, attributes, attributes.get("URI", after)))
        return found

    @cached_property
    def variants(self) -> list[Tag]:
        return self._tags("EXT-X-STREAM-INF")

    @cached_property
    def iframes(self) -> list[Tag]:
        return self._tags("EXT-X-I-FRAME-STREAM-INF")

    @cached_property
    def media(self) -> list[Tag]:
        return self._tags("EXT-X-MEDIA")

    @property
    def sounds(self) -> list[Tag]:
        return [tag for tag in self.media if tag.get("TYPE") == "AUDIO"]

    @property
    def texts(self) -> list[Tag]:
        return [tag for tag in self.media if tag.get("TYPE") == "SUBTITLES"]

    @cached_property
    def pictures(self) -> dict[str, MediaPlaylist]:
        """Each quality once, by its address."""
        return {tag.address: self.playlist(tag.address) for tag in self.variants}

    @property
    def sound_playlists(self) -> dict[str, MediaPlaylist]:
        return {tag.address: self.playlist(tag.address) for tag in self.sounds}

    @property
    def text_playlists(self) -> dict[str, MediaPlaylist]:
        return {tag.address: self.playlist(tag.address) for tag in self.texts}

    @property
    def iframe_playlists(self) -> dict[str, MediaPlaylist]:
        return {tag.address: self.playlist(tag.address) for tag in self.iframes}

    @cached_property
    def frame_seconds(self) -> float:
        """The longest time between two pictures."""
        rates = [float(tag.get("FRAME-RATE") or 1) for tag in self.variants]
        return 1 / min(rates, default=1.0)
