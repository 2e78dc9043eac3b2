"""The little we read of MP4 boxes ourselves: what players are promised, and whether it is true."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

HEADER = 8
CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf"}
NOT_A_KEY = 0x00010000
# Channel configurations of AAC (ISO 14496-3, table 1.19).
AAC_CHANNELS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 8}
SLICE, KEY_SLICE, PARAMETERS = 1, 5, 7
HAS_OFFSET, HAS_FIRST_FLAGS = 0x1, 0x4
# What each sample of a run may carry, in this order: seconds, size, flags, shift.
RUN_FIELDS = (0x100, 0x200, 0x400, 0x800)


class NoVideoConfiguration(ValueError):
    """The initialisation segment holds no H.264 configuration."""


class NotFragments(ValueError):
    """The bytes are no fragments of an MP4 file, or do not end where they should."""


@dataclass(frozen=True)
class Box:
    kind: bytes
    start: int  # of its header
    body: int
    end: int


@dataclass(frozen=True)
class Track:
    """What an initialisation segment says about the one track in it."""

    timescale: int
    default_duration: int
    default_flags: int
    codecs: str
    channels: int = 0


@dataclass(frozen=True)
class Fragment:
    """One ``moof`` with its samples: when each starts, in seconds, and which are key frames."""

    start: int
    size: int
    times: tuple[float, ...]
    seconds: float
    keys: tuple[float, ...]
    begins_with_key_slice: bool


def h264_codecs(init: bytes) -> str:
    """The CODECS value (RFC 6381) of an initialisation segment, from its ``avcC`` box."""
    at = init.find(b"avcC")
    configuration = init[at + 4 : at + 8]
    if at < 0 or len(configuration) < 4 or configuration[0] != 1:
        raise NoVideoConfiguration
    return f"avc1.{configuration[1:4].hex()}"


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes that stand beside each other. Raises NotFragments when one is cut off."""
    end = len(data) if end is None else end
    while start < end:
        if end - start < HEADER:
            raise NotFragments("The bytes end within a box.")
        size, kind = struct.unpack_from(">I4s", data, start)
        body = start + HEADER
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, body)
            body += 8
        if size < body - start or start + size > end:
            raise NotFragments(f"A box {kind!r} is longer than what holds it.")
        yield Box(kind, start, body, start + size)
        start += size


def find(data: bytes, path: str, within: Box | None = None) -> Box | None:
    """The first box at ``path``, as ``moov/trak/mdia``."""
    kind, _, rest = path.partition("/")
    start, end = (within.body, within.end) if within else (0, len(data))
    for box in boxes(data, start, end):
        if box.kind == kind.encode():
            return find(data, rest, box) if rest else box
    return None


def track_of(init: bytes) -> Track:
    """Raises NotFragments for what is no initialisation segment of one track."""
    header = find(init, "moov/trak/mdia/mdhd")
    defaults = find(init, "moov/mvex/trex")
    samples = find(init, "moov/trak/mdia/minf/stbl/stsd")
    if header is None or defaults is None or samples is None:
        raise NotFragments("Boxes that describe the track are missing.")
    is_long = init[header.body] == 1
    (timescale,) = struct.unpack_from(">I", init, header.body + (20 if is_long else 12))
    duration, _size, flags = struct.unpack_from(">III", init, defaults.body + 12)
    entry = next(boxes(init, samples.body + 8, samples.end))
    if entry.kind == b"mp4a":
        kind, channels = _aac_of(init[entry.body : entry.end])
        return Track(timescale, duration, flags, f"mp4a.40.{kind}", channels)
    return Track(timescale, duration, flags, h264_codecs(init))


def _aac_of(entry: bytes) -> tuple[int, int]:
    """Object type and channels, from the decoder's own configuration: the box's count may say 2."""
    at = entry.find(b"esds")
    # Descriptors nest: the stream's (3), its decoder's (4), and that one's configuration (5).
    at = entry.find(b"\x05", entry.find(b"\x04", at + 8) + 18) if at >= 0 else -1
    while at >= 0 and at + 1 < len(entry) and entry[at + 1] & 0x80:
        at += 1
    configuration = entry[at + 2 : at + 4]
    if at < 0 or len(configuration) < 2:
        raise NotFragments("The sound does not say what it is.")
    (bits,) = struct.unpack(">H", configuration)
    return bits >> 11, AAC_CHANNELS.get(bits >> 3 & 0xF, 0)


def fragments(data: bytes, track: Track) -> list[Fragment]:
    """All fragments of a segment, or of a file of them. Raises NotFragments."""
    found = list(boxes(data))
    return [
        _fragment(data, box, after, track)
        for box, after in zip(found, [*found[1:], None], strict=True)
        if box.kind == b"moof"
    ]


def _fragment(data: bytes, moof: Box, mdat: Box | None, track: Track) -> Fragment:
    time, header = find(data, "traf/tfdt", moof), find(data, "traf/tfhd", moof)
    run = find(data, "traf/trun", moof)
    if mdat is None or mdat.kind != b"mdat" or time is None or header is None or run is None:
        raise NotFragments("A fragment lacks its time, its samples or its data.")
    is_long = data[time.body] == 1
    (begins,) = struct.unpack_from(">Q" if is_long else ">I", data, time.body + 4)
    duration, flags = _defaults(data, header, track)
    samples = list(_samples(data, run, duration, flags))
    times, at = [], begins
    for seconds, _flags, shift in samples:
        times.append((at + shift) / track.timescale)
        at += seconds
    keys = [time for time, row in zip(times, samples, strict=True) if not row[1] & NOT_A_KEY]
    return Fragment(
        start=moof.start,
        size=mdat.end - moof.start,
        times=tuple(times),
        seconds=(at - begins) / track.timescale,
        keys=tuple(keys),
        begins_with_key_slice=_first_slice(data, mdat) == KEY_SLICE,
    )


def _defaults(data: bytes, header: Box, track: Track) -> tuple[int, int]:
    """Duration and flags of samples that do not say their own."""
    (told,) = struct.unpack_from(">I", data, header.body)
    at = header.body + 8 + (8 if told & 0x1 else 0) + (4 if told & 0x2 else 0)
    duration, flags = track.default_duration, track.default_flags
    if told & 0x8:
        (duration,) = struct.unpack_from(">I", data, at)
        at += 4
    at += 4 if told & 0x10 else 0
    if told & 0x20:
        (flags,) = struct.unpack_from(">I", data, at)
    return duration, flags


def _samples(data: bytes, run: Box, duration: int, flags: int) -> Iterator[tuple[int, int, int]]:
    """Duration, flags and shift of each sample."""
    told, count = struct.unpack_from(">II", data, run.body)
    at = run.body + 8 + (4 if told & HAS_OFFSET else 0)
    first_flags = None
    if told & HAS_FIRST_FLAGS:
        (first_flags,) = struct.unpack_from(">I", data, at)
        at += 4
    shown = [field for field in RUN_FIELDS if told & field]
    if at + 4 * len(shown) * count > run.end:
        raise NotFragments("A run of samples is longer than its box.")
    for number in range(count):
        values = dict(zip(shown, struct.unpack_from(f">{len(shown)}I", data, at), strict=True))
        at += 4 * len(shown)
        own = values.get(0x400, first_flags if number == 0 and first_flags is not None else flags)
        shift = struct.unpack(">i", struct.pack(">I", values.get(0x800, 0)))[0]
        yield values.get(0x100, duration), own, shift


def _first_slice(data: bytes, mdat: Box) -> int:
    """The kind of the first picture's NAL unit; 0 where there is none. Lengths take four bytes."""
    at = mdat.body
    while at + 5 <= mdat.end:
        (size,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4] & 0x1F
        if kind in {SLICE, KEY_SLICE}:
            return kind
        at += 4 + size
    return 0
