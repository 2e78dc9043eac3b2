"""What is in an uploaded file, asked under locks."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from apps.catalog.adapters.ffmpeg.process import Limits, locked_input, run

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
