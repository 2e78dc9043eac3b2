"""What an uploaded file holds, as ffprobe tells it, and what we refuse."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from apps.catalog.domain.tracks import Sound, Words, sounds_of, words_of
from apps.catalog.errors import (
    FrameRateTooHigh,
    NoPicture,
    NotAVideo,
    PictureTooLarge,
    PictureTooSmall,
    TooManyTracks,
    VideoHasNoDuration,
    VideoTooLong,
)

MOST_SECONDS = 4 * 3600
MOST_LONG_SIDE = 4096
MOST_SHORT_SIDE = 2304
LEAST_SIDE = 16
MOST_STREAMS = 60
# 60000/1001 and clocks that round up a little are 60.
MOST_FRAME_RATE = Fraction(605, 10)
LEAST_FRAME_RATE = Fraction(2)
CLOCK = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d(?:\.\d{1,12})?)", re.ASCII)
KNOWN_RATES = [
    *(Fraction(whole * 1000, 1001) for whole in (24, 30, 48, 60)),
    *map(Fraction, (24, 25, 30, 48, 50, 60)),
]
NEARLY = Fraction(2, 10_000)
QUARTER_TURNS = (90, 270)
INTERLACED = {"tt", "bb", "tb", "bt"}
HDR = {"smpte2084", "arib-std-b67"}
Stream = Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """The picture as a person sees it: turned upright, with square pixels."""

    duration_seconds: float
    width: int
    height: int
    frame_rate: Fraction
    is_interlaced: bool
    video_stream: int
    sounds: tuple[Sound, ...] = ()
    words: tuple[Words, ...] = ()
    # How bright values are meant, where it is more than a screen shows; else empty.
    hdr_transfer: str = ""

    @property
    def has_audio(self) -> bool:
        return bool(self.sounds)


def read_source(probe: Mapping[str, Any]) -> Source:
    """What is usable in ffprobe's answer; raises the refusal that fits when it is not a film."""
    streams = probe.get("streams") or []
    if not streams:
        raise NotAVideo
    if len(streams) > MOST_STREAMS:
        raise TooManyTracks
    video = _picture(streams)
    if video is None:
        raise NoPicture
    width, height = _upright_size(video)
    _refuse_size(width, height)
    return Source(
        duration_seconds=_duration(probe, video),
        width=width,
        height=height,
        frame_rate=_frame_rate(video),
        is_interlaced=video.get("field_order") in INTERLACED,
        video_stream=int(video["index"]),
        sounds=tuple(sounds_of(streams)),
        words=tuple(words_of(streams)),
        hdr_transfer=transfer if (transfer := video.get("color_transfer", "")) in HDR else "",
    )


def _picture(streams: Sequence[Stream]) -> Stream | None:
    """The first moving picture; the cover of a record is none."""
    for stream in streams:
        is_cover = stream.get("disposition", {}).get("attached_pic")
        if stream.get("codec_type") == "video" and not is_cover and stream.get("codec_name"):
            return stream
    return None


def _duration(probe: Mapping[str, Any], video: Stream) -> float:
    container = _number(probe.get("format", {}).get("duration"))
    seconds = _number(video.get("duration")) or _clock(video) or container
    if max(seconds, container) > MOST_SECONDS:
        raise VideoTooLong
    if seconds <= 0:
        raise VideoHasNoDuration
    return seconds


def _clock(video: Stream) -> float:
    """How long the picture is by its tag: Matroska keeps it there, and sound may go on longer."""
    match = CLOCK.fullmatch(str(video.get("tags", {}).get("DURATION", "")))
    return int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3]) if match else 0.0


def _upright_size(video: Stream) -> tuple[int, int]:
    width, height = int(video.get("width") or 0), int(video.get("height") or 0)
    _refuse_size(width, height)
    width = round(width * _pixel_shape(video))
    if _rotation(video) in QUARTER_TURNS:
        return height, width
    return width, height


def _pixel_shape(video: Stream) -> Fraction:
    shape = _fraction(str(video.get("sample_aspect_ratio", "1:1")).replace(":", "/"))
    return shape if shape > 0 else Fraction(1)


def _rotation(video: Stream) -> int:
    turns = [entry.get("rotation", 0) for entry in video.get("side_data_list", [])]
    return int(next((turn for turn in turns if turn), 0)) % 360


def _refuse_size(width: int, height: int) -> None:
    short, long = sorted((width, height))
    if short < LEAST_SIDE:
        raise PictureTooSmall
    if long > MOST_LONG_SIDE or short > MOST_SHORT_SIDE:
        raise PictureTooLarge


def _frame_rate(video: Stream) -> Fraction:
    """The rate of the picture: the average where the nominal one is only a clock."""
    average = _fraction(video.get("avg_frame_rate", "0/0"))
    nominal = _fraction(video.get("r_frame_rate", "0/0"))
    rate = average or nominal
    if rate > MOST_FRAME_RATE:
        raise FrameRateTooHigh
    if average and average <= nominal <= min(average * Fraction(3, 2), MOST_FRAME_RATE):
        rate = nominal
    return _well_known(max(rate, LEAST_FRAME_RATE).limit_denominator(100_000))


def _well_known(rate: Fraction) -> Fraction:
    """Clocks that count thousandths of a second make 19001/317 of what is 60000/1001."""
    near = (known for known in KNOWN_RATES if abs(known - rate) < known * NEARLY)
    return next(near, rate)


def _fraction(text: Any) -> Fraction:
    try:
        return Fraction(str(text))
    except (ValueError, ZeroDivisionError):
        return Fraction(0)


def _number(text: Any) -> float:
    try:
        return float(text)
    except (TypeError, ValueError):
        return 0.0
