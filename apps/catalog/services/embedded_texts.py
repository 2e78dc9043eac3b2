"""The step of an encode that reads the subtitles of the file into tracks of the film."""

import logging
from collections.abc import Mapping
from pathlib import Path

from django.db.models import F

from apps.catalog.adapters.ffmpeg import subtitles as ffmpeg
from apps.catalog.adapters.ffmpeg.process import FFmpegDiskFull, FFmpegFailed, FFmpegTookTooLong
from apps.catalog.domain.languages import own_name
from apps.catalog.domain.pace import share_done
from apps.catalog.domain.subtitles import Cue, parse_subtitles, to_vtt
from apps.catalog.domain.tracks import Words
from apps.catalog.enums import TextKind, TextOrigin
from apps.catalog.errors import EncodeDiskFull, SubtitlesUnreadable
from apps.catalog.models import TextTrack
from apps.catalog.services.stages import Run
from apps.catalog.services.text_packaging import queue_packaging

logger = logging.getLogger(__name__)
FETCHED = 0.05


def read_texts(run: Run) -> None:
    """Every readable subtitle of the file becomes a track, unless an editor has made its like.

    Subtitles that cannot be read do not keep a film from being shown.
    """
    with run.directory() as work, run.original(most=FETCHED) as path:
        found = [(words, _cues(file)) for words, file in _extracted(run, path, work)]

    def write() -> None:
        for words, cues in found:
            if cues:
                _keep(run, words, cues)

    run.finish(write)


def _extracted(run: Run, path: Path, work: Path) -> list[tuple[Words, Path]]:
    wanted = run.source.words

    def on_block(block: Mapping[str, str]) -> None:
        done = share_done(block, duration=run.source.duration_seconds)
        run.report(FETCHED + (1 - FETCHED) * done)

    try:
        files = ffmpeg.extract(path, work, wanted, on_block)
    except FFmpegDiskFull as error:
        raise EncodeDiskFull from error
    except (FFmpegFailed, FFmpegTookTooLong):
        logger.warning("The subtitles of %s could not be read.", run.encode, exc_info=True)
        return []
    return list(zip(wanted, files, strict=True))


def _cues(file: Path) -> list[Cue]:
    try:
        return parse_subtitles(file.read_bytes(), file.name)
    except SubtitlesUnreadable:
        return []


def _keep(run: Run, words: Words, cues: list[Cue]) -> None:
    """The first of a language and kind; what an editor has uploaded or written stays."""
    made = {"vtt": to_vtt(cues), "cues": len(cues), "origin": TextOrigin.EMBEDDED}
    kind = TextKind(words.kind)
    name = words.title or own_name(words.language)
    track, is_new = TextTrack.objects.get_or_create(
        film=run.encode.film,
        language=words.language,
        kind=kind,
        defaults={"name": name, "created_by_pk": run.encode.created_by_pk, **made},
    )
    if not is_new and (track.origin != TextOrigin.EMBEDDED or track.vtt == made["vtt"]):
        return
    if not is_new:
        TextTrack.objects.filter(pk=track.pk).update(**made, version=F("version") + 1)
    queue_packaging(track)
