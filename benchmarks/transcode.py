"""A film's way from its last uploaded byte to all its renditions, beside one bare ffmpeg command.

The bare command is what a person would type for the same files: the same ladder as HLS with the
same encoder settings, its sounds, its I-frames and its sheets, all from one decode. The pipeline is
the real one, queue, relay and worker. It decodes twice, to be watchable early, and adds locks,
fingerprint, probe, measuring, poster and backdrop, progress and the database.

Processor seconds stay true on a busy machine; what the clock says needs a quiet one.
"""

import os
import resource
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from benchmarks import _stage as stage

# isort: split
from django.conf import settings

from apps.accounts.models import User
from apps.catalog.domain.ladder import ladder_for
from apps.catalog.enums import EncodeState
from apps.catalog.models import Encode, Film
from apps.catalog.services.films import create_film
from apps.catalog.services.uploads import upload_file
from apps.core.tenancy import studio_context
from benchmarks._worker import running_worker
from deploy.local.workspace import ROOT

CLIP = ROOT / "tests" / "assets" / "big_buck_bunny_5s_720p.mp4"
SECONDS_OF_CLIP = 5
SECONDS = int(os.environ.get("TRANSCODE_SECONDS", "60"))
WIDTH, HEIGHT, RATE = 1920, 1080, 25
GRAIN = "scale=1920:1080:flags=lanczos,noise=alls=4:allf=t"
SOUNDS = {2: 128, 6: 320}
PATIENCE = 3600
MOST_CPU, MOST_WALL, EARLY = 1.10, 1.15, 0.35
ENCODER = ["-c:v", "libx264", "-preset", settings.FFMPEG_PRESET, "-profile:v", "high", "-bf", "0"]
HLS = ["-f", "hls", "-hls_time", "6", "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"]


@dataclass(frozen=True)
class Cost:
    processor: float
    clock: float


def source(seconds: int) -> Path:
    """The clip as a camera would have taken it: 1080 lines, some grain, ten megabits a second."""
    once, target = stage.HOME / "once.mp4", stage.HOME / f"film{seconds}.mp4"
    command = [settings.FFMPEG, "-v", "error", "-y"]
    film = ["-c:v", "libx264", "-preset", "veryfast", "-b:v", "10M", "-c:a", "aac"]
    subprocess.run([*command, "-i", str(CLIP), "-vf", GRAIN, *film, str(once)], check=True)
    loop = ["-stream_loop", str(seconds // SECONDS_OF_CLIP - 1), "-i", str(once), "-c", "copy"]
    subprocess.run([*command, *loop, str(target)], check=True)
    return target


def bare_command(film: Path, home: Path) -> list[str]:
    rungs = ladder_for(WIDTH, HEIGHT, Fraction(RATE))
    small = rungs[0]
    splits = "".join(f"[s{rung.name}]" for rung in rungs)
    chains = [f"[0:v]split={len(rungs) + 2}{splits}[si][st]"]
    chains += [f"[s{r.name}]scale={r.width}:{r.height},format=yuv420p[v{r.name}]" for r in rungs]
    chains += [f"[si]fps=1,scale={small.width}:{small.height}[i]"]
    chains += ["[st]fps=1,scale=160:90,tile=10x10[t]"]
    command = [settings.FFMPEG, "-v", "error", "-y", "-i", str(film)]
    command += ["-filter_complex", ";".join(chains)]
    for rung in rungs:
        ceiling = ["-maxrate", f"{rung.kilobits}k", "-bufsize", f"{rung.kilobits * 3 // 2}k"]
        command += ["-map", f"[v{rung.name}]", *ENCODER, "-threads", str(settings.FFMPEG_THREADS)]
        command += ["-crf", str(rung.quality), *ceiling, "-g", "50", "-sc_threshold", "0"]
        command += _hls(home, str(rung.name))
    for channels, kilobits in SOUNDS.items():
        command += ["-map", "0:a", "-ac", str(channels), "-c:a", "aac", "-b:a", f"{kilobits}k"]
        command += _hls(home, f"sound{channels}")
    command += ["-map", "[i]", *ENCODER, "-g", "1", "-crf", "27", str(home / "frames.mp4")]
    return [*command, "-map", "[t]", "-q:v", "5", str(home / "sheet%02d.jpg")]


def _hls(home: Path, name: str) -> list[str]:
    return [*HLS, "-hls_fmp4_init_filename", f"{name}.mp4", str(home / f"{name}.m3u8")]


def bare(film: Path) -> Cost:
    home = stage.HOME / "bare"
    home.mkdir(exist_ok=True)
    before, began = _children(), time.monotonic()
    subprocess.run(bare_command(film, home), check=True, cwd=home)
    return Cost(_children() - before, time.monotonic() - began)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def pipeline(film: Film, path: Path, by: User, used: Callable[[], float]) -> tuple[Cost, float]:
    """What the worker took, and when the film could first be watched."""
    upload_file(path, film=film, by=by)
    before, began = used(), time.monotonic()
    encode = film.encodes.get()
    early = _seconds_until(encode, began, is_complete=False)
    whole = _seconds_until(encode, began, is_complete=True)
    return Cost(used() - before, whole), early


def _seconds_until(encode: Encode, began: float, *, is_complete: bool) -> float:
    while time.monotonic() < began + PATIENCE:
        encode.refresh_from_db()
        if encode.state == EncodeState.READY and (encode.is_complete or not is_complete):
            return time.monotonic() - began
        if encode.state == EncodeState.FAILED:
            raise RuntimeError(encode.error_code)
        time.sleep(0.1)
    raise TimeoutError("The worker has not encoded the film.")


def told(name: str, ours: float, floor: float, most: float) -> None:
    print(f"  {name:<18} bare {floor:6.1f} s   pipeline {ours:6.1f} s", end="")
    print(f"   ratio {ours / floor:.2f}    (target at most {most:.2f})")


def main() -> None:
    stage.migrate_platform()
    studio = stage.opened_studio(stage.new_slug())
    by = stage.owner_of(studio)
    film = source(SECONDS)
    megabits = film.stat().st_size * 8 / 1e6 / SECONDS
    print(
        f"\ntranscode: {SECONDS} s of 1080p at {megabits:.0f} Mbit/s, five renditions, two sounds"
    )
    with studio_context(studio), running_worker("media") as used:
        pipeline(create_film("Something Short", by=by), CLIP, by, used)
        floor = bare(film)
        ours, early = pipeline(create_film("Big Buck Bunny", by=by), film, by, used)
    told("processor seconds", ours.processor, floor.processor, MOST_CPU)
    told("the clock", ours.clock, floor.clock, MOST_WALL)
    print(f"  first watchable after {early:.1f} s, {early / ours.clock:.0%}", end="")
    print(f" of that    (target at most {EARLY:.0%})")
    stage.forget_studio(studio)


if __name__ == "__main__":
    main()
