"""HLS playlists: measuring what was made, and the multivariant playlist that declares it.

ffmpeg's own multivariant playlist leaves out the audio's bits, FRAME-RATE and
INDEPENDENT-SEGMENTS, all of which Apple's authoring specification demands (9.12 to 9.15).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

EXTINF = re.compile(r"^#EXTINF:([0-9.]+),")
TARGET_SECONDS = 6
# The rendition listed first is the one players start with; Apple suggests about 2 Mbit/s.
STARTING_BANDWIDTH = 2_000_000
AUDIO_CODEC = "mp4a.40.2"


@dataclass(frozen=True)
class Segment:
    seconds: float
    size: int


@dataclass(frozen=True)
class Bandwidth:
    """Bits a second."""

    peak: int
    average: int

    def __add__(self, other: "Bandwidth") -> "Bandwidth":
        return Bandwidth(self.peak + other.peak, self.average + other.average)


SILENCE = Bandwidth(0, 0)


@dataclass(frozen=True)
class Variant:
    """One line of the multivariant playlist; ``bandwidth`` is the picture's alone."""

    rung: int
    width: int
    height: int
    codecs: str
    frame_rate: Decimal
    bandwidth: Bandwidth


@dataclass(frozen=True)
class Audio:
    bandwidth: Bandwidth
    name: str
    language: str


def segments_of(playlist: str, sizes: Mapping[str, int]) -> list[Segment]:
    """The segments a media playlist names, with the sizes of their files."""
    segments, seconds = [], 0.0
    for line in playlist.splitlines():
        match = EXTINF.match(line)
        if match:
            seconds = float(match[1])
        elif line and not line.startswith("#"):
            segments.append(Segment(seconds, sizes[line]))
    return segments


def total_seconds(segments: Iterable[Segment]) -> float:
    return sum(segment.seconds for segment in segments)


def bandwidth_of(segments: Sequence[Segment]) -> Bandwidth:
    """Peak as RFC 8216 §4.3.4.2 counts it: over runs of half to one and a half target durations."""
    average = _rate(segments)
    rates = [
        _rate(run)
        for run in _runs(segments, TARGET_SECONDS * 1.5)
        if total_seconds(run) >= TARGET_SECONDS * 0.5
    ]
    return Bandwidth(peak=max([average, *rates]), average=average)


def _runs(segments: Sequence[Segment], longest: float) -> Iterable[Sequence[Segment]]:
    for first in range(len(segments)):
        seconds = 0.0
        for last in range(first, len(segments)):
            seconds += segments[last].seconds
            if seconds > longest:
                break
            yield segments[first : last + 1]


def _rate(segments: Sequence[Segment]) -> int:
    seconds = total_seconds(segments)
    bits = 8 * sum(segment.size for segment in segments)
    return round(bits / seconds) if seconds else 0


def multivariant(variants: Iterable[Variant], audio: Audio | None) -> str:
    """The playlist that lists every variant, relative to its own address."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    if audio:
        lines.append(_audio_line(audio))
    for variant in _starting_first(list(variants)):
        lines += [_variant_line(variant, audio), f"{variant.rung}/index.m3u8"]
    return "\n".join(lines) + "\n"


def _starting_first(variants: list[Variant]) -> list[Variant]:
    ordered = sorted(variants, key=lambda variant: variant.bandwidth.peak)
    affordable = [v for v in ordered if v.bandwidth.average <= STARTING_BANDWIDTH]
    start = (affordable or ordered)[-1 if affordable else 0]
    return [start, *[variant for variant in ordered if variant is not start]]


def _audio_line(audio: Audio) -> str:
    return (
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",'
        f'NAME="{quoted(audio.name)}",LANGUAGE="{quoted(audio.language)}",'
        'DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="audio/index.m3u8"'
    )


def _variant_line(variant: Variant, audio: Audio | None) -> str:
    total = variant.bandwidth + (audio.bandwidth if audio else SILENCE)
    codecs = f"{variant.codecs},{AUDIO_CODEC}" if audio else variant.codecs
    line = (
        f"#EXT-X-STREAM-INF:BANDWIDTH={total.peak},AVERAGE-BANDWIDTH={total.average},"
        f'CODECS="{codecs}",RESOLUTION={variant.width}x{variant.height},'
        f"FRAME-RATE={variant.frame_rate:.3f},VIDEO-RANGE=SDR,CLOSED-CAPTIONS=NONE"
    )
    return f'{line},AUDIO="audio"' if audio else line


def quoted(text: str) -> str:
    """``text`` as a quoted string may hold it: no quotes, no line ends."""
    return re.sub(r'["\r\n]', " ", text)
