"""One ffmpeg process a pass: it decodes once and writes every part as HLS in fragmented MP4."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil, floor
from pathlib import Path

from django.conf import settings

from apps.catalog.adapters.ffmpeg.filters import AUDIO_RATE, filters, sized, upright
from apps.catalog.adapters.ffmpeg.process import FFmpegFailed, Limits, blocks, locked_input, run
from apps.catalog.domain.ladder import Rung
from apps.catalog.domain.layout import INIT, PIECE_PATTERN, PLAYLIST
from apps.catalog.domain.segmenting import PIECE_SECONDS
from apps.catalog.domain.source import Source
from apps.catalog.domain.tracks import STEREO, SoundPart

AAC_FRAME_SECONDS = 1024 / AUDIO_RATE
STEREO_KILOBITS, AROUND_KILOBITS = 128, 320
ENCODE_MEMORY = 8 * 1024**3
FRAME_LIMITS = Limits(wall_seconds=60, cpu_seconds=60, memory_bytes=4 * 1024**3)
POSTER_WIDTH = 1920
EARLY = 0.2
# Encoders put a key frame at least so often, so one before this moment is not the very first.
KEY_FRAMES_APART = 12
OnBlock = Callable[[Mapping[str, str]], None]
QUIET = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y"]
PROGRESS = ["-progress", "pipe:1", "-stats_period", "1"]


def encode(
    path: Path,
    directory: Path,
    source: Source,
    rungs: Sequence[Rung],
    parts: Sequence[SoundPart],
    on_block: OnBlock,
) -> None:
    """Write ``<rung>/index.m3u8`` for each rung and ``<folder>/index.m3u8`` for each sound, in pieces.

    ``on_block`` gets ffmpeg's progress about once a second; what it raises stops the encode.
    Raises FFmpegFailed, FFmpegTookTooLong, FFmpegDiskFull.
    """
    for name in [str(rung.name) for rung in rungs] + [part.folder for part in parts]:
        (directory / name).mkdir()
    run(encode_command(path, directory, source, rungs, parts), limits(), blocks(on_block))


def limits() -> Limits:
    """For work on a whole film."""
    seconds = settings.FFMPEG_MAX_SECONDS
    return Limits(wall_seconds=seconds, cpu_seconds=seconds * 16, memory_bytes=ENCODE_MEMORY)


def encode_command(
    path: Path,
    directory: Path,
    source: Source,
    rungs: Sequence[Rung],
    parts: Sequence[SoundPart],
) -> list[str]:
    command = [settings.FFMPEG, *QUIET, *PROGRESS, *_decoding(rungs), *locked_input(path)]
    command += ["-filter_complex", filters(source, rungs, parts), "-map_metadata", "-1"]
    for rung in rungs:
        command += _video_output(directory / str(rung.name), source, rung)
    for part in parts:
        command += _audio_output(directory / part.folder, source, part)
    return command


def _decoding(rungs: Sequence[Rung]) -> list[str]:
    """Small pictures hide the edges of blocks in frames that no other frame is made from."""
    return ["-skip_loop_filter", "noref"] if all(rung.is_low for rung in rungs) else []


def _video_output(directory: Path, source: Source, rung: Rung) -> list[str]:
    # No B-frames: they would start the picture two frames after the sound for every player
    # that does not read edit lists.
    return [
        *("-map", f"[v{rung.name}]", "-c:v", "libx264", "-preset", settings.FFMPEG_PRESET),
        *("-profile:v", "high", "-bf", "0", "-threads", str(settings.FFMPEG_THREADS)),
        *("-crf", str(rung.quality)),
        *("-maxrate", f"{rung.kilobits}k", "-bufsize", f"{rung.kilobits * 3 // 2}k"),
        *("-g", str(ceil(source.frame_rate * PIECE_SECONDS) + 1), "-sc_threshold", "0"),
        *("-flags", "+cgop", "-force_key_frames", f"expr:gte(t,n_forced*{PIECE_SECONDS})"),
        *("-vsync", "passthrough", *_hls(directory, source.duration_seconds)),
    ]


def _audio_output(directory: Path, source: Source, part: SoundPart) -> list[str]:
    kilobits = STEREO_KILOBITS if part.channels == STEREO else AROUND_KILOBITS
    codec = ["-c:a", "aac", "-profile:a", "aac_low", "-b:a", f"{kilobits}k"]
    # As long as the whole pictures that there is time for; the encoder puts one frame before.
    pictures = floor(source.duration_seconds * source.frame_rate + 0.001)
    seconds = max(AAC_FRAME_SECONDS, pictures / source.frame_rate - AAC_FRAME_SECONDS)
    return ["-map", f"[{part.folder}]", *codec, *_hls(directory, float(seconds))]


def _hls(directory: Path, seconds: float) -> Iterable[str]:
    return [
        *("-t", f"{seconds:.6f}", "-f", "hls", "-hls_time", str(PIECE_SECONDS)),
        *("-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"),
        *("-hls_flags", "independent_segments", "-hls_fmp4_init_filename", INIT),
        *("-hls_segment_filename", str(directory / PIECE_PATTERN)),
        str(directory / PLAYLIST),
    ]


def still_frame(path: Path, target: Path, source: Source) -> None:
    """Write one upright picture from early in the film. Raises FFmpegFailed.

    Of a long film it is the key frame before, which is there without decoding what leads up to it.
    """
    at = source.duration_seconds * EARLY
    width = min(POSTER_WIDTH, source.width)
    height = max(2, round(source.height * width / source.width / 2) * 2)
    seek = ["-ss", f"{at:.3f}"] if at >= 1 else []
    if at >= KEY_FRAMES_APART:
        seek += ["-noaccurate_seek", "-skip_frame", "nokey"]
    command = [settings.FFMPEG, *QUIET, *seek, *locked_input(path)]
    command += ["-map", f"0:{source.video_stream}", "-frames:v", "1", "-an"]
    command += ["-vf", f"{upright(source)},{sized(source, width, height)}"]
    command += ["-f", "image2", "-c:v", "png", "-compression_level", "1", str(target)]
    run(command, FRAME_LIMITS)
    if not target.exists():
        raise FFmpegFailed("there is no picture at that moment")
