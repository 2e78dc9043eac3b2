"""Reads the subtitles that stand in an uploaded file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from apps.catalog.adapters.ffmpeg.encode import PROGRESS, QUIET, OnBlock, limits
from apps.catalog.adapters.ffmpeg.process import blocks, locked_input, run
from apps.catalog.domain.tracks import Words

MOST_BYTES = 5 * 1024**2
# Passing over a hundred gigabytes of pictures takes less; a cue of megabytes can take hours.
MOST_CPU_SECONDS = 600


def extract(path: Path, directory: Path, words: Sequence[Words], on_block: OnBlock) -> list[Path]:
    """Write each as WebVTT, in the order given. Raises FFmpegFailed, FFmpegTookTooLong."""
    targets = [directory / f"{one.stream}.vtt" for one in words]
    command = [settings.FFMPEG, *QUIET, *PROGRESS, *locked_input(path), "-map_metadata", "-1"]
    for one, target in zip(words, targets, strict=True):
        command += ["-map", f"0:{one.stream}", "-c:s", "webvtt", "-f", "webvtt", str(target)]
    few = replace(limits(), file_bytes=MOST_BYTES, cpu_seconds=MOST_CPU_SECONDS)
    run(command, few, blocks(on_block))
    return targets
