"""What happens to pictures and sounds between decoding and encoding."""

from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings

from apps.catalog.adapters.ffmpeg.process import FFmpegFailed, Limits, run
from apps.catalog.domain.ladder import Rung
from apps.catalog.domain.source import Source
from apps.catalog.domain.tracks import STEREO, SoundPart

AUDIO_RATE = 48000
LIST_LIMITS = Limits(wall_seconds=20, cpu_seconds=10, memory_bytes=2 * 1024**3)
# Files say how long they are less exactly than a frame: the last picture stands until the sound ends.
LAST_PICTURE = "tpad=stop_mode=clone:stop_duration=0.5"
# From here on the mean of an area is as good as ffmpeg's bicubic, and costs a third.
MUCH_SMALLER = 2
TONE_MAPPING = {"zscale", "tonemap"}


def filters(source: Source, rungs: Sequence[Rung], parts: Sequence[SoundPart]) -> str:
    """The graph that ends in ``[v<rung>]`` for each rung and ``[<folder>]`` for each sound."""
    return ";".join([*_pictures(source, rungs), *[_sound(part) for part in parts]])


def _pictures(source: Source, rungs: Sequence[Rung]) -> list[str]:
    """Decoded once; each rung is scaled from the next larger one, which costs least."""
    ordered = sorted(rungs, key=lambda rung: (rung.width, rung.name), reverse=True)
    chains, before = [], f"[0:{source.video_stream}]{upright(source)},"
    before += f"fps=fps={source.frame_rate}:start_time=0,{LAST_PICTURE},"
    for number, rung in enumerate(ordered):
        is_last = number == len(ordered) - 1
        end = f"[v{rung.name}]" if is_last else f",split=2[v{rung.name}][p{number}]"
        scaled = sized(source if number == 0 else None, rung.width, rung.height)
        chains.append(f"{before}{scaled}{end}")
        before = f"[p{number}]"
    return chains


def upright(source: Source) -> str:
    """Lines of both fields become whole pictures."""
    return "yadif=deint=interlaced" if source.is_interlaced else "null"


def sized(source: Source | None, width: int, height: int) -> str:
    """Square pixels in this size; brightness beyond a screen's is brought within it (``source``)."""
    if source and source.hdr_transfer and maps_tones():
        return f"{_within_a_screen(source, width, height)},setsar=1"
    scale = f"scale={width}:{height}"
    if source and min(source.width // width, source.height // height) >= MUCH_SMALLER:
        scale += ":flags=area"
    if source and source.is_rgb:
        scale += f":out_color_matrix={source.untold_colours}"
    return f"{scale},setsar=1,format=yuv420p{_told_colours(source)}"


def _told_colours(source: Source | None) -> str:
    """Say which colours these are where the file does not: players guess otherwise in each size."""
    if source is None or not source.untold_colours:
        return ""
    name = source.untold_colours
    return f",setparams=colorspace={name}:color_primaries={name}:color_trc={name}"


def _within_a_screen(source: Source, width: int, height: int) -> str:
    """HDR to SDR: in linear light and the smaller size, where it costs least."""
    return (
        f"zscale=w={width}:h={height}:tin={source.hdr_transfer}:min=bt2020nc:pin=bt2020:rin=limited"
        ":t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,"
        "zscale=t=bt709:m=bt709:r=limited,format=yuv420p"
    )


@lru_cache(maxsize=1)
def maps_tones() -> bool:
    """Whether this ffmpeg was built with what that takes; Debian's is."""
    try:
        known = run([settings.FFMPEG, "-hide_banner", "-filters"], LIST_LIMITS)
    except FFmpegFailed:
        return False
    return {line.split()[1] for line in known.splitlines() if len(line.split()) > 2} >= TONE_MAPPING


def _sound(part: SoundPart) -> str:
    """From the film's beginning to its end, whatever there is in the file."""
    layout = "stereo" if part.channels == STEREO else "5.1"
    return (
        f"[0:{part.sound.stream}]aresample={AUDIO_RATE}:async=1:first_pts=0,"
        f"aformat=sample_rates={AUDIO_RATE}:channel_layouts={layout},apad[{part.folder}]"
    )
