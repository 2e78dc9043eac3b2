"""Single pictures of a film at chosen moments."""

from pathlib import Path

from django.conf import settings

from apps.catalog.adapters.ffmpeg.process import Limits, locked_input, run

LIMITS = Limits(wall_seconds=60, cpu_seconds=60, memory_bytes=2 * 1024**3)
WIDEST = 1920


def still_at(path: Path, target: Path, *, seconds: float) -> None:
    """Write the upright picture shown at ``seconds`` as a JPEG with square pixels.

    Nothing is written behind the film's end. Raises FFmpegFailed and FFmpegTookTooLong.
    """
    command = [settings.FFMPEG, "-nostdin", "-hide_banner", "-loglevel", "error", "-y"]
    command += ["-ss", f"{seconds:.3f}", *locked_input(path)]
    # V: moving pictures alone, never the cover art of a file.
    command += ["-map", "0:V:0", "-frames:v", "1", "-an", "-sn"]
    scale = f"scale=iw*sar:ih,setsar=1,scale=w='min({WIDEST},iw)':h=-2"
    command += ["-vf", scale, "-f", "image2", "-c:v", "mjpeg", "-q:v", "2", str(target)]
    run(command, LIMITS)
