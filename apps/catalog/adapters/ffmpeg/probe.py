"""What is in an uploaded file, asked under locks."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from apps.catalog.adapters.ffmpeg.encode import PROGRESS, QUIET, OnBlock, limits
from apps.catalog.adapters.ffmpeg.process import Limits, blocks, locked_input, run
from apps.catalog.domain.pace import seconds_written

PROBE_LIMITS = Limits(
    wall_seconds=25,
    cpu_seconds=20,
    memory_bytes=2 * 1024**3,
    file_bytes=1024**2,
    output_bytes=4 * 1024**2,
)


def probe(path: Path) -> dict[str, Any]:
    """ffprobe's account of format and streams. Raises FFmpegFailed for what it cannot read."""
    command = [settings.FFPROBE, "-hide_banner", "-v", "error", "-of", "json"]
    command += ["-show_format", "-show_streams", *locked_input(path)]
    answer: dict[str, Any] = json.loads(run(command, PROBE_LIMITS))
    answer.get("format", {}).pop("filename", None)
    return answer


def measure(path: Path, stream: int, on_block: OnBlock) -> dict[str, Any]:
    """How many pictures the stream has and when the last begins, from reading all and decoding none.

    The clock is the one that encoding will see: it starts with the file and passes over breaks.
    Raises FFmpegFailed and FFmpegTookTooLong.
    """
    told: dict[str, str] = {}

    def note(block: Mapping[str, str]) -> None:
        told.update(block)
        on_block(block)

    command = [settings.FFMPEG, *QUIET, *PROGRESS, *locked_input(path)]
    command += ["-map", f"0:{stream}", "-c", "copy", "-f", "null", "-"]
    run(command, limits(), blocks(note))
    return {"frames": int(told.get("frame", 0)), "seconds": seconds_written(told)}
