"""What an uploaded file holds, as ffprobe tells it, and what we refuse."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
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
# 60000/1001 and clocks that round up a little are 60; of faster films every second picture is shown,
# or fewer.
MOST_FRAME_RATE = Fraction(605, 10)
FASTEST_SOURCE = Fraction(250)
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
# What says at most when its first and last packets are, whatever lies between.
WITHOUT_INDEX = {"mpegts", "mpeg"}
# It says how long the longest stream is; of the picture alone only in a tag, counted from nought.
MATROSKA = "matroska"
LATE_SECONDS = 0.5
# Clocks tell when the last picture begins, or even an earlier one; counting is exact.
COUNTED_WITHIN = 0.25
# From this size on a picture that does not say so is in the colours of high definition.
HD_WIDTH, HD_HEIGHT = 1280, 720
HD_COLOURS, SD_COLOURS = "bt709", "smpte170m"
NOT_MIXED = ("rgb", "bgr", "gbr", "argb", "abgr", "pal8", "0rgb", "0bgr")
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
    # The colours it is in where the file says nothing: players must not guess by each size.
    untold_colours: str = ""
    is_rgb: bool = False

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
        untold_colours=_untold_colours(video),
        is_rgb=_is_rgb(video),
    )


def stream_to_measure(probe: Mapping[str, Any]) -> int | None:
    """The picture's stream if only reading all of the file tells how long it is, else None."""
    video, container = _picture(probe.get("streams") or []), probe.get("format", {})
    if video is None:
        return None
    kinds = set(str(container.get("format_name", "")).split(","))
    is_late = _number(container.get("start_time")) > LATE_SECONDS
    is_unsure = kinds & WITHOUT_INDEX or (MATROSKA in kinds and (is_late or not _clock(video)))
    says_nothing = not (_stated(video) or _number(container.get("duration")))
    return int(video["index"]) if is_unsure or says_nothing else None


def _picture(streams: Sequence[Stream]) -> Stream | None:
    """The first moving picture; the cover of a record is none."""
    for stream in streams:
        is_cover = stream.get("disposition", {}).get("attached_pic")
        if stream.get("codec_type") == "video" and not is_cover and stream.get("codec_name"):
            return stream
    return None


def _duration(probe: Mapping[str, Any], video: Stream) -> float:
    if measured := probe.get("measured"):
        seconds = container = _measured(measured, _frame_rate(video))
    else:
        container = _number(probe.get("format", {}).get("duration"))
        seconds = _stated(video) or container
    if max(seconds, container) > MOST_SECONDS:
        raise VideoTooLong
    if seconds <= 0:
        raise VideoHasNoDuration
    return seconds


def _stated(video: Stream) -> float:
    return _clock(video) or _number(video.get("duration"))


def _measured(told: Mapping[str, Any], rate: Fraction) -> float:
    """To the end of the last picture: by their number, or by the clock where pictures come unevenly."""
    frames = _number(told.get("frames"))
    by_clock = _number(told.get("seconds")) + float(1 / rate) if frames else 0.0
    counted = frames / float(rate)
    return counted if abs(counted - by_clock) <= COUNTED_WITHIN else by_clock


def _untold_colours(video: Stream) -> str:
    """RGB becomes what high definition has, in any size."""
    if _is_rgb(video):
        return HD_COLOURS
    if video.get("color_space", "unknown") not in {"unknown", "reserved", "unspecified"}:
        return ""
    is_large = int(video["width"]) >= HD_WIDTH or int(video["height"]) >= HD_HEIGHT
    return HD_COLOURS if is_large else SD_COLOURS


def _is_rgb(video: Stream) -> bool:
    return str(video.get("pix_fmt", "")).startswith(NOT_MIXED)


def _clock(video: Stream) -> float:
    """How long the picture is by its tag: Matroska keeps it there, and others may go on longer."""
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
    if rate > FASTEST_SOURCE:
        raise FrameRateTooHigh
    rate /= max(1, ceil(rate / MOST_FRAME_RATE))
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
