"""One ffmpeg process that decodes once and writes every rendition as HLS in fragmented MP4."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil
from pathlib import Path

from django.conf import settings

from apps.catalog.adapters.ffmpeg.process import Limits, blocks, locked_input, run
from apps.catalog.domain.ladder import Rung
from apps.catalog.domain.source import Source

SEGMENT_SECONDS = 6
GOP_SECONDS = 2
AUDIO_RATE = 48000
AUDIO_KILOBITS = 128
AUDIO = "audio"
ENCODE_MEMORY = 8 * 1024**3
FRAME_LIMITS = Limits(wall_seconds=60, cpu_seconds=60, memory_bytes=4 * 1024**3)
POSTER_WIDTH = 1920


def encode(
    path: Path,
    directory: Path,
    source: Source,
    rungs: Sequence[Rung],
    on_block: Callable[[Mapping[str, str]], None],
) -> None:
    """Write ``<rung>/index.m3u8`` for each rung and ``audio/index.m3u8`` into ``directory``.

    ``on_block`` gets ffmpeg's progress about twice a second; what it raises stops the encode.
    Raises FFmpegFailed, FFmpegTookTooLong, FFmpegDiskFull.
    """
    for name in [str(rung.name) for rung in rungs] + [AUDIO] * (source.audio_stream is not None):
        (directory / name).mkdir()
    run(encode_command(path, directory, source, rungs), _limits(), blocks(on_block))


def _limits() -> Limits:
    seconds = settings.FFMPEG_MAX_SECONDS
    return Limits(wall_seconds=seconds, cpu_seconds=seconds * 16, memory_bytes=ENCODE_MEMORY)


def encode_command(path: Path, directory: Path, source: Source, rungs: Sequence[Rung]) -> list[str]:
    command = [settings.FFMPEG, "-nostdin", "-hide_banner", "-loglevel", "error", "-y"]
    command += ["-progress", "pipe:1", "-stats_period", "0.5", *locked_input(path)]
    command += ["-filter_complex", _filters(source, rungs), "-map_metadata", "-1"]
    for rung in rungs:
        command += _video_output(directory / str(rung.name), source, rung)
    if source.audio_stream is not None:
        command += _audio_output(directory / AUDIO, source)
    return command


def _filters(source: Source, rungs: Sequence[Rung]) -> str:
    deinterlace = "yadif=deint=interlaced," if source.is_interlaced else ""
    ends = "".join(f"[s{rung.name}]" for rung in rungs)
    chains = [
        f"[0:{source.video_stream}]{deinterlace}fps=fps={source.frame_rate}:start_time=0,"
        f"split={len(rungs)}{ends}",
        *[
            f"[s{rung.name}]scale={rung.width}:{rung.height},setsar=1,format=yuv420p[v{rung.name}]"
            for rung in rungs
        ],
    ]
    if source.audio_stream is not None:
        chains.append(
            f"[0:{source.audio_stream}]aresample={AUDIO_RATE}:async=1:first_pts=0,"
            "aformat=channel_layouts=stereo,apad[a]"
        )
    return ";".join(chains)


def _video_output(directory: Path, source: Source, rung: Rung) -> list[str]:
    # No B-frames: they would start the picture two frames after the sound for every player
    # that does not read edit lists.
    return [
        *("-map", f"[v{rung.name}]", "-c:v", "libx264", "-preset", settings.FFMPEG_PRESET),
        *("-profile:v", "high", "-bf", "0", "-threads", str(settings.FFMPEG_THREADS)),
        *("-crf", "22", "-maxrate", f"{rung.kilobits}k", "-bufsize", f"{rung.kilobits * 3 // 2}k"),
        *("-g", str(ceil(source.frame_rate * GOP_SECONDS) + 1), "-sc_threshold", "0"),
        *("-flags", "+cgop", "-force_key_frames", f"expr:gte(t,n_forced*{GOP_SECONDS})"),
        *("-vsync", "passthrough", *_hls(directory, source)),
    ]


def _audio_output(directory: Path, source: Source) -> list[str]:
    codec = ["-map", "[a]", "-c:a", "aac", "-profile:a", "aac_low", "-b:a", f"{AUDIO_KILOBITS}k"]
    return [*codec, *_hls(directory, source)]


def _hls(directory: Path, source: Source) -> Iterable[str]:
    return [
        *("-t", f"{source.duration_seconds:.6f}", "-f", "hls", "-hls_time", str(SEGMENT_SECONDS)),
        *("-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"),
        *("-hls_flags", "independent_segments", "-hls_fmp4_init_filename", "init.mp4"),
        *("-hls_segment_filename", str(directory / "seg_%05d.m4s")),
        str(directory / "index.m3u8"),
    ]


def still_frame(path: Path, target: Path, source: Source) -> None:
    """Write one upright picture from early in the film. Raises FFmpegFailed."""
    command = [settings.FFMPEG, "-nostdin", "-hide_banner", "-loglevel", "error", "-y"]
    command += ["-ss", f"{source.duration_seconds / 5:.3f}", *locked_input(path)]
    command += ["-map", f"0:{source.video_stream}", "-frames:v", "1", "-an"]
    width = min(POSTER_WIDTH, source.width)
    command += ["-vf", f"scale={width}:-2,setsar=1", "-f", "image2", "-c:v", "png", str(target)]
    run(command, FRAME_LIMITS)
