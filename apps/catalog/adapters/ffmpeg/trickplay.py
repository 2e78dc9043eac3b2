"""Pictures for winding, drawn from a small rendition of ours instead of the original."""

from pathlib import Path

from django.conf import settings

from apps.catalog.adapters.ffmpeg.encode import PROGRESS, QUIET, OnBlock, limits
from apps.catalog.adapters.ffmpeg.process import blocks, locked_input, run
from apps.catalog.domain.layout import SHEET_PATTERN
from apps.catalog.domain.trickplay import Sheets

QUALITY = "27"
SHEET_QUALITY = "5"


def draw(film: Path, frames: Path, sheets: Path, plan: Sheets, on_block: OnBlock) -> None:
    """Write an MP4 file ``frames`` of one key frame a second, and sheets of tiles.

    Raises FFmpegFailed, FFmpegTookTooLong, FFmpegDiskFull.
    """
    sheets.mkdir()
    tiles = f"scale={plan.width}:{plan.height},tile={plan.columns}x{plan.rows}"
    graph = f"[0:v]split=2[a][b];[a]{_every(1)}[i];[b]{_every(plan.interval)},{tiles}[s]"
    command = [settings.FFMPEG, *QUIET, *PROGRESS, *locked_input(film), "-filter_complex", graph]
    command += ["-map", "[i]", "-c:v", "libx264", "-preset", settings.FFMPEG_PRESET]
    command += ["-profile:v", "high", "-g", "1", "-bf", "0", "-crf", QUALITY]
    command += ["-threads", str(settings.FFMPEG_THREADS), "-vsync", "passthrough", "-f", "mp4"]
    command += ["-movflags", "empty_moov+default_base_moof+frag_every_frame", str(frames)]
    command += ["-map", "[s]", "-vsync", "passthrough", "-q:v", SHEET_QUALITY]
    command += ["-f", "image2", str(sheets / SHEET_PATTERN)]
    run(command, limits(), blocks(on_block))


def _every(seconds: int) -> str:
    """The first picture at or after each of these times; half a frame allows for rounding."""
    return f"select='isnan(prev_selected_t)+gte(t,floor(prev_selected_t/{seconds}+0.01)*{seconds}+{seconds}-0.005)'"
