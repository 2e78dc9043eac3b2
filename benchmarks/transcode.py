"""Processor time of an encode, beside the same ladder as one bare ffmpeg command.

The bare command decodes once and writes plain MP4 files with the same encoder settings. The
pipeline decodes twice, to be watchable early, and adds locks, fingerprint, probe, HLS segments,
measuring, poster and backdrop, I-frames and sheets, progress and the database. Processor seconds,
not the clock's: they stay true on a busy machine. When the film can first be watched is told as a
share of all those seconds, for the same reason.
"""

import resource
import subprocess
from pathlib import Path

from benchmarks import _stage as stage

# isort: split
from django.conf import settings

from apps.accounts.models import User
from apps.catalog.enums import EncodeState
from apps.catalog.services.films import create_film
from apps.catalog.services.uploads import upload_file
from apps.core.tenancy import studio_context
from deploy.local.workspace import ROOT
from tests.catalog.encoding import run_encode

CLIP = ROOT / "tests" / "assets" / "big_buck_bunny_5s_720p.mp4"
LADDER = {240: (426, 350), 360: (640, 700), 480: (852, 1400), 720: (1280, 3000)}
SOUNDS = {2: 128, 6: 320}
TIMES_OVER = {"21 s, the clip four times": 4, "64 s, the clip twelve times": 12}
TARGET, EARLY = 1.10, 0.35


def processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def source_of(times: int) -> Path:
    target = stage.HOME / f"clip{times}.mp4"
    loop = [settings.FFMPEG, "-v", "error", "-stream_loop", str(times - 1), "-i", str(CLIP)]
    subprocess.run([*loop, "-c", "copy", str(target)], check=True)
    return target


def bare(source: Path) -> float:
    splits = "".join(f"[s{rung}]" for rung in LADDER)
    scales = [f"[s{r}]scale={w}:{r},format=yuv420p[v{r}]" for r, (w, _) in LADDER.items()]
    chains = ";".join([f"[0:v]split={len(LADDER)}{splits}", *scales])
    command = [settings.FFMPEG, "-v", "error", "-y", "-i", str(source), "-filter_complex", chains]
    for rung, (_, kilobits) in LADDER.items():
        command += ["-map", f"[v{rung}]", "-c:v", "libx264", "-preset", settings.FFMPEG_PRESET]
        command += ["-profile:v", "high", "-bf", "0", "-threads", str(settings.FFMPEG_THREADS)]
        command += ["-crf", "22", "-maxrate", f"{kilobits}k", "-bufsize", f"{kilobits * 3 // 2}k"]
        command += ["-g", "51", "-sc_threshold", "0", str(stage.HOME / f"{rung}.mp4")]
    for channels, kilobits in SOUNDS.items():
        command += ["-map", "0:a", "-ac", str(channels), "-c:a", "aac", "-b:a", f"{kilobits}k"]
        command += [str(stage.HOME / f"sound{channels}.m4a")]
    began = processor_seconds()
    subprocess.run(command, check=True)
    return processor_seconds() - began


def pipeline(source: Path, by: User) -> tuple[float, float]:
    """Seconds until it can be watched, and until all is done."""
    film = create_film("Big Buck Bunny", by=by)
    upload_file(source, film=film, by=by)
    encode = film.encodes.get()
    began = processor_seconds()
    run_encode(encode, until="high")
    early = processor_seconds() - began
    assert film.encodes.get().renditions.count() == 2
    run_encode(encode)
    seconds = processor_seconds() - began
    encode.refresh_from_db()
    assert encode.state == EncodeState.READY, encode.error_code
    assert {row.rung: row.width for row in encode.renditions.all()} == {
        rung: width for rung, (width, _) in LADDER.items()
    }
    return early, seconds


def main() -> None:
    stage.migrate_platform()
    studio = stage.opened_studio(stage.new_slug())
    by = stage.owner_of(studio)
    print(f"\ntranscode: processor seconds, ladder {', '.join(map(str, LADDER))}")
    with studio_context(studio):
        for name, times in TIMES_OVER.items():
            source = source_of(times)
            floor, (early, ours) = bare(source), pipeline(source, by)
            print(f"  {name:<28} bare {floor:6.2f} s   pipeline {ours:6.2f} s", end="")
            print(f"   ratio {ours / floor:.2f}    (target at most {TARGET:.2f})")
            print(f"  {'':<28} watchable after {early / ours:.0%}    (target at most {EARLY:.0%})")
    stage.forget_studio(studio)


if __name__ == "__main__":
    main()
