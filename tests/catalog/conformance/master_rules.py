"""Rules about what the multivariant playlist says of the rest (chapters 1, 2, 4, 6, 8, 9)."""

from collections import Counter
from collections.abc import Iterator

from apps.catalog.domain.measuring import SILENCE, Bandwidth
from tests.catalog.conformance.package import Package, Tag

MOST_FRAMES = 60.5
WITHIN = 0.1
HIGHEST_LEVEL, COMMON_LEVEL = 52, 41
PROFILES = {"42", "4d", "64"}
DESCRIBES_VIDEO = "public.accessibility.describes-video"
DEAF = {
    "public.accessibility.transcribes-spoken-dialog",
    "public.accessibility.describes-music-and-sound",
}
Faults = Iterator[str]


def levels(package: Package) -> Faults:
    found = []
    for tag in package.variants:
        video = tag.get("CODECS").partition(",")[0]
        profile, level = video[5:7], int(video[9:11] or "0", 16)
        found.append(level)
        if not video.startswith("avc1.") or profile not in PROFILES or level > HIGHEST_LEVEL:
            yield f"{tag.address}: {video}"
    if found and min(found) > COMMON_LEVEL:
        yield "no variant of level 4.1 or less"


def frame_rates(package: Package) -> Faults:
    for tag in package.variants:
        if float(tag.get("FRAME-RATE") or 0) > MOST_FRAMES:
            yield f"{tag.address}: {tag.get('FRAME-RATE')} frames a second"


def averages(package: Package) -> Faults:
    for tag, real in _measured(package):
        yield from _far(tag, "AVERAGE-BANDWIDTH", real.average)


def peaks(package: Package) -> Faults:
    for tag, real in _measured(package):
        yield from _far(tag, "BANDWIDTH", real.peak)


def _far(tag: Tag, name: str, real: int) -> Faults:
    said = int(tag.get(name) or 0)
    if abs(said - real) > WITHIN * real:
        yield f"{tag.address}: {name} is {said}, measured {real}"


def _measured(package: Package) -> Iterator[tuple[Tag, Bandwidth]]:
    """Picture and the largest sound that may go with it; I-frames alone."""
    for tag in package.variants:
        sounds = [
            package.playlist(sound.address).bandwidth
            for sound in package.sounds
            if sound.get("GROUP-ID") == tag.get("AUDIO")
        ]
        picture = package.playlist(tag.address).bandwidth
        loudest = Bandwidth(
            max((sound.peak for sound in sounds), default=SILENCE.peak),
            max((sound.average for sound in sounds), default=SILENCE.average),
        )
        yield tag, picture + loudest
    for tag in package.iframes:
        yield tag, package.playlist(tag.address).bandwidth


def same_shape(package: Package) -> Faults:
    """Even sides cost up to two pixels of each."""
    sizes = [_size(tag) for tag in package.variants if tag.get("RESOLUTION")]
    if not sizes:
        return
    width, height = max(sizes)
    for one, other in sizes:
        if abs(one * height - other * width) > 2 * (width + height):
            yield f"{one}x{other} beside {width}x{height}"


def _size(tag: Tag) -> tuple[int, int]:
    width, _, height = tag.get("RESOLUTION").partition("x")
    return int(width), int(height)


def stereo(package: Package) -> Faults:
    groups = {tag.get("GROUP-ID") for tag in package.sounds}
    if not groups:
        return
    for tag in package.sounds:
        track = package.playlist(tag.address).track
        if not track.codecs.startswith("mp4a.40.") or str(track.channels) != tag.get("CHANNELS"):
            yield f"{tag.address}: {track.codecs} of {track.channels} channels"
    if not any(_is_stereo(package, group) for group in groups):
        yield "no group is stereo"


def _is_stereo(package: Package, group: str) -> bool:
    used = {tag.get("AUDIO") for tag in package.variants}
    channels = {tag.get("CHANNELS") for tag in package.sounds if tag.get("GROUP-ID") == group}
    return group in used and channels == {"2"}


def descriptions(package: Package) -> Faults:
    for tag in package.sounds:
        is_marked = tag.get("CHARACTERISTICS") == DESCRIBES_VIDEO
        if is_marked != (tag.address in package.described):
            yield f"{tag.address}: marked as a description: {is_marked}"
        if is_marked and tag.get("AUTOSELECT") != "YES":
            yield f"{tag.address}: players do not find it by themselves"


def for_the_deaf(package: Package) -> Faults:
    for tag in package.texts:
        is_marked = set(tag.get("CHARACTERISTICS").split(",")) == DEAF
        if is_marked != (tag.address in package.sdh):
            yield f"{tag.address}: marked as for the deaf: {is_marked}"
        if is_marked and tag.get("AUTOSELECT") != "YES":
            yield f"{tag.address}: players do not find it by themselves"


def has_iframes(package: Package) -> Faults:
    if not package.iframes:
        yield "no I-frames"


def languages(package: Package) -> Faults:
    for tag in package.media:
        if not tag.get("LANGUAGE"):
            yield f"{tag.address}: no language"


def codecs(package: Package) -> Faults:
    """Said, and what the initialisation segments say."""
    for tag in [*package.variants, *package.iframes]:
        expected = [package.playlist(tag.address).track.codecs]
        if tag.get("AUDIO"):
            group = [s for s in package.sounds if s.get("GROUP-ID") == tag.get("AUDIO")]
            expected += [package.playlist(sound.address).track.codecs for sound in group]
        if set(tag.get("CODECS").split(",")) != set(expected):
            yield f"{tag.address}: {tag.get('CODECS')!r} for {','.join(expected)}"


def resolutions(package: Package) -> Faults:
    for tag in [*package.variants, *package.iframes]:
        if not tag.get("RESOLUTION"):
            yield f"{tag.address}: no RESOLUTION"


def several(package: Package) -> Faults:
    if len({tag.get("BANDWIDTH") for tag in package.variants}) < 2:
        yield "one bit rate only"


def independent(package: Package) -> Faults:
    if "#EXT-X-INDEPENDENT-SEGMENTS" not in package.lines:
        yield "not said to be independent"


def has_averages(package: Package) -> Faults:
    for tag in package.variants:
        if not tag.get("AVERAGE-BANDWIDTH"):
            yield f"{tag.address}: no AVERAGE-BANDWIDTH"


def has_frame_rates(package: Package) -> Faults:
    for tag in package.variants:
        if not tag.get("FRAME-RATE"):
            yield f"{tag.address}: no FRAME-RATE"


def has_ranges(package: Package) -> Faults:
    for tag in [*package.variants, *package.iframes]:
        if tag.get("VIDEO-RANGE") not in {"SDR", "PQ", "HLG"}:
            yield f"{tag.address}: no VIDEO-RANGE"


def groups(package: Package) -> Faults:
    """RFC 8216: members differ in name, one at most is the default, and whoever names a group has it."""
    names = Counter((t.get("TYPE"), t.get("GROUP-ID"), t.get("NAME")) for t in package.media)
    yield from (f"{name} twice" for name, count in names.items() if count > 1)
    defaults = Counter(
        (t.get("TYPE"), t.get("GROUP-ID")) for t in package.media if t.get("DEFAULT") == "YES"
    )
    yield from (f"{group}: {count} defaults" for group, count in defaults.items() if count > 1)
    known = {(t.get("TYPE"), t.get("GROUP-ID")) for t in package.media}
    for tag in package.variants:
        for kind in ("AUDIO", "SUBTITLES"):
            if tag.get(kind) and (kind, tag.get(kind)) not in known:
                yield f"{tag.address}: nobody is in {tag.get(kind)}"
