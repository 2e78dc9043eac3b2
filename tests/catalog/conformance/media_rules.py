"""Rules about what is in the segments and their playlists (chapters 1, 2, 5 to 8)."""

import itertools
from collections.abc import Iterator

from apps.catalog.domain.mp4 import NotFragments, boxes, find
from tests.catalog.conformance.h264 import is_progressive
from tests.catalog.conformance.package import MediaPlaylist, Package

TARGET = 6
LONGER_AT_MOST = 0.5
MOST_BETWEEN_KEYS = 2.0
AAC_FRAME_SECONDS = 1024 / 48000
TIMESTAMP_MAP = "X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000"
ROUNDING = 0.002
Faults = Iterator[str]


def progressive(package: Package) -> Faults:
    for address, playlist in package.pictures.items():
        if not is_progressive(playlist.init):
            yield f"{address}: interlaced"


def key_every_two_seconds(package: Package) -> Faults:
    """A SHOULD of Apple's, a promise of ours: winding and switching depend on it."""
    for address, playlist in package.pictures.items():
        keys = [key for segment in playlist.fragments for part in segment for key in part.keys]
        for before, after in itertools.pairwise(keys):
            if after - before > MOST_BETWEEN_KEYS + package.frame_seconds + ROUNDING:
                yield f"{address}: no key frame from {before:.3f} to {after:.3f}"


def begins_with_key(package: Package) -> Faults:
    for address, playlist in package.pictures.items():
        for number, segment in enumerate(playlist.fragments):
            first = segment[0] if segment else None
            if (
                first is None
                or not first.begins_with_key_slice
                or first.keys[:1] != first.times[:1]
            ):
                yield f"{address}: segment {number} begins without a key frame"


def target_is_six(package: Package) -> Faults:
    for address, playlist in _all_timed(package):
        if playlist.value("EXT-X-TARGETDURATION") != str(TARGET):
            yield f"{address}: the target is {playlist.value('EXT-X-TARGETDURATION')}"


def no_long_segment(package: Package) -> Faults:
    for address, playlist in _all_timed(package):
        for number, stretch in enumerate(playlist.stretches):
            if stretch.seconds > TARGET + LONGER_AT_MOST:
                yield f"{address}: segment {number} takes {stretch.seconds:.3f} s"


def times_are_true(package: Package) -> Faults:
    frames = [
        (package.pictures, package.frame_seconds),
        (package.sound_playlists, AAC_FRAME_SECONDS),
    ]
    for playlists, frame in frames:
        for address, playlist in playlists.items():
            real = sum(part.seconds for segment in playlist.fragments for part in segment)
            if abs(playlist.seconds - real) > frame + ROUNDING:
                yield f"{address}: {playlist.seconds:.3f} s said, {real:.3f} s there"


def equally_long(package: Package) -> Faults:
    pictures = [playlist.seconds for playlist in package.pictures.values()]
    if not pictures:
        return
    tolerance = max(package.frame_seconds, AAC_FRAME_SECONDS) + ROUNDING
    for address, playlist in _all_timed(package):
        if abs(playlist.seconds - pictures[0]) > tolerance:
            yield f"{address}: {playlist.seconds:.3f} s beside {pictures[0]:.3f} s"


def whole_sound(package: Package) -> Faults:
    yield from _spanning(package, package.sound_playlists)


def whole_text(package: Package) -> Faults:
    yield from _spanning(package, package.text_playlists)


def _spanning(package: Package, playlists: dict[str, MediaPlaylist]) -> Faults:
    longest = max((playlist.seconds for playlist in package.pictures.values()), default=0.0)
    for address, playlist in playlists.items():
        if playlist.seconds < longest - package.frame_seconds - AAC_FRAME_SECONDS:
            yield f"{address}: ends at {playlist.seconds:.3f} s of {longest:.3f} s"


def text_has_its_time(package: Package) -> Faults:
    for address, playlist in package.text_playlists.items():
        for number, content in enumerate(playlist.contents):
            lines = content.decode().splitlines()
            if lines[:1] != ["WEBVTT"] or lines[1:2] != [TIMESTAMP_MAP]:
                yield f"{address}: segment {number} does not begin with its time"


def on_demand(package: Package) -> Faults:
    for address, playlist in _all_timed(package):
        if playlist.value("EXT-X-PLAYLIST-TYPE") != "VOD" or not playlist.has("EXT-X-ENDLIST"):
            yield f"{address}: not said to be whole"


def has_map(package: Package) -> Faults:
    playlists = package.pictures | package.sound_playlists | package.iframe_playlists
    for address, playlist in playlists.items():
        if not playlist.init:
            yield f"{address}: no EXT-X-MAP"


def same_boundaries(package: Package) -> Faults:
    """All qualities begin their segments, and have their key frames, at the same times."""
    expected: list[tuple[float, ...]] | None = None
    for address, playlist in package.pictures.items():
        found = [
            tuple(key for part in segment for key in part.keys) for segment in playlist.fragments
        ]
        expected = found if expected is None else expected
        if not _same(expected, found, package.frame_seconds / 2):
            yield f"{address}: cut elsewhere than the others"


def _same(one: list[tuple[float, ...]], other: list[tuple[float, ...]], within: float) -> bool:
    if [len(keys) for keys in one] != [len(keys) for keys in other]:
        return False
    pairs = zip(
        [key for keys in one for key in keys], [key for keys in other for key in keys], strict=True
    )
    return all(abs(a - b) <= within for a, b in pairs)


def one_track_each(package: Package) -> Faults:
    for address, playlist in (package.pictures | package.sound_playlists).items():
        movie = find(playlist.init, "moov")
        within = boxes(playlist.init, movie.body, movie.end) if movie else ()
        tracks = [box for box in within if box.kind == b"trak"]
        if len(tracks) != 1:
            yield f"{address}: {len(tracks)} tracks in one segment"


def iframes_only(package: Package) -> Faults:
    for address, playlist in package.iframe_playlists.items():
        if not playlist.has("EXT-X-I-FRAMES-ONLY"):
            yield f"{address}: not said to hold I-frames only"


def iframes_are_whole(package: Package) -> Faults:
    """Each stretch is one fragment, its ``moof`` included, of one key frame."""
    for address, playlist in package.iframe_playlists.items():
        for number, content in enumerate(playlist.contents):
            try:
                kinds = [box.kind for box in boxes(content)]
                keys = [len(part.keys) for part in playlist.fragments[number]]
            except NotFragments:
                kinds, keys = [], []
            if kinds != [b"moof", b"mdat"] or keys != [1]:
                yield f"{address}: stretch {number} is no I-frame with its moof"


def recent_version(package: Package) -> Faults:
    """Maps in ordinary playlists came with version 6."""
    told = {"multivariant": _version(package.lines)}
    told |= {address: _version(one.lines) for address, one in _all_timed(package)}
    for address, version in told.items():
        if version < 6:
            yield f"{address}: version {version}"


def _version(lines: list[str]) -> int:
    found = (line.partition(":")[2] for line in lines if line.startswith("#EXT-X-VERSION:"))
    return int(next(found, "1"))


def _all_timed(package: Package) -> Iterator[tuple[str, MediaPlaylist]]:
    yield from package.pictures.items()
    yield from package.sound_playlists.items()
    yield from package.text_playlists.items()
    yield from package.iframe_playlists.items()
