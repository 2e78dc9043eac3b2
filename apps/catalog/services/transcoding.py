"""The steps of an encode that read the original: check it, make its pictures and its sounds."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded

from apps.catalog.adapters.ffmpeg import encode as ffmpeg
from apps.catalog.adapters.ffmpeg.probe import measure, probe
from apps.catalog.adapters.ffmpeg.process import FFmpegDiskFull, FFmpegFailed, FFmpegTookTooLong
from apps.catalog.adapters.files import packages
from apps.catalog.domain.ladder import Rung, fitted
from apps.catalog.domain.languages import own_name
from apps.catalog.domain.measuring import SILENCE
from apps.catalog.domain.pace import share_done
from apps.catalog.domain.source import read_source, stream_to_measure
from apps.catalog.domain.stages import needed
from apps.catalog.domain.tracks import UNKNOWN, SoundPart, sound_parts
from apps.catalog.enums import AudioKind
from apps.catalog.errors import (
    EncodeDiskFull,
    EncodeFailed,
    NotAVideo,
    VideoTookTooLong,
    VideoTruncated,
)
from apps.catalog.models import AudioTrack, Encode, Film, Rendition, Upload
from apps.catalog.services.artwork import artwork_from_frame
from apps.catalog.services.content_keys import make_content_key
from apps.catalog.services.packing import Packed, pack
from apps.catalog.services.publishing import show_early, stop_if_wished
from apps.catalog.services.sounds import said_before
from apps.catalog.services.stages import Run, skip
from apps.core.images import PictureUnreadable

PIECE = 8 * 1024**2
# How much of a step is done when the original is here, and when ffmpeg has ended.
FETCHED, ENCODED = 0.05, 0.97
MISSING_SECONDS, MISSING_SHARE = 1.5, 0.02
LONGEST_NAME = 80


def check(run: Run) -> None:
    """Fingerprint and probe the upload, and plan what is to be done. Raises VideoRefused."""
    encode = run.encode
    packages.forget_other_beginnings(encode.film_id, encode.version)
    with run.original(most=FETCHED) as path:
        fingerprint = encode.upload.sha256 or _fingerprint(run, path)
        answer = _probed(run, path)
    source = read_source(answer)
    run.encode.probe = answer

    def write() -> None:
        Upload.objects.filter(pk=encode.upload_id).update(sha256=fingerprint)
        Encode.objects.filter(pk=encode.pk).update(
            probe=answer,
            folder=packages.new_folder(encode.version),
            content_key=make_content_key(encode) if encode.film.is_encrypted else "",
            duration_seconds=source.duration_seconds,
            width=source.width,
            height=source.height,
            has_audio=source.has_audio,
        )
        skip(encode, needed(source, run.ladder))

    run.finish(write)


def _probed(run: Run, path: Path) -> dict[str, Any]:
    """ffprobe's account, and the length measured where the file does not tell it."""
    try:
        answer = probe(path)
        stream = stream_to_measure(answer)
        if stream is not None:
            answer["measured"] = measure(path, stream, lambda block: run.report(1))
    except FFmpegTookTooLong as error:
        raise VideoTookTooLong from error
    except FFmpegFailed as error:
        raise NotAVideo from error
    return answer


def _fingerprint(run: Run, path: Path) -> str:
    """SHA-256 of the upload, once: it tells two uploads of one file apart from two films."""
    digest, read = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            read += len(piece)
            run.report(FETCHED + (1 - FETCHED) * read / run.encode.upload.size)
    return digest.hexdigest()


def make_small(run: Run) -> None:
    """The small renditions and the sound that is played by default: enough to watch the film."""
    rungs = [rung for rung in run.ladder if rung.is_low]
    parts = sound_parts(run.source.sounds)[:1]
    with run.directory() as work, run.original(most=FETCHED) as path:
        _transcode(run, path, work, rungs, parts)
        made = _packed(run, work, rungs, parts)
        seconds = min(made[str(rung.name)].seconds for rung in rungs)
        if seconds < run.source.duration_seconds * (1 - MISSING_SHARE) - MISSING_SECONDS:
            raise VideoTruncated
        run.store(work, list(made))
        _draw_artwork(run, path, work)

    def write() -> None:
        stop_if_wished(run.encode)
        _insert_pictures(run, rungs, made)
        _insert_sounds(run, parts, made)
        sound = made[parts[0].folder].bandwidth if parts else SILENCE
        Encode.objects.filter(pk=run.encode.pk).update(
            duration_seconds=seconds,
            audio_peak_bandwidth=sound.peak,
            audio_average_bandwidth=sound.average,
        )
        show_early(run.encode)

    run.finish(write)


def make_large(run: Run) -> None:
    """The other renditions, with as many bits as the small ones tell that the film needs."""
    measured = {row.rung: row.average_bandwidth for row in run.encode.renditions.all()}
    rungs = fitted(run.ladder, measured)
    with run.directory() as work:
        with run.original(most=FETCHED) as path:
            _transcode(run, path, work, rungs, [])
        made = _packed(run, work, rungs, [])
        run.store(work, list(made))
    run.finish(lambda: _insert_pictures(run, rungs, made))


def make_sounds(run: Run) -> None:
    """The other sounds: languages, descriptions, commentaries, and six channels."""
    parts = sound_parts(run.source.sounds)[1:]
    with run.directory() as work:
        with run.original(most=FETCHED) as path:
            _transcode(run, path, work, [], parts)
        made = _packed(run, work, [], parts)
        run.store(work, list(made))
    run.finish(lambda: _insert_sounds(run, parts, made))


def _transcode(
    run: Run, path: Path, work: Path, rungs: Sequence[Rung], parts: Sequence[SoundPart]
) -> None:
    """Run ffmpeg; its failures become ours."""

    def on_block(block: Mapping[str, str]) -> None:
        done = share_done(block, duration=run.source.duration_seconds)
        run.report(FETCHED + (ENCODED - FETCHED) * done)

    try:
        ffmpeg.encode(path, work, run.source, rungs, parts, on_block)
    except (FFmpegTookTooLong, SoftTimeLimitExceeded) as error:
        raise VideoTookTooLong from error
    except FFmpegDiskFull as error:
        raise EncodeDiskFull from error
    except FFmpegFailed as error:
        raise EncodeFailed from error


def _packed(
    run: Run, work: Path, rungs: Iterable[Rung], parts: Iterable[SoundPart]
) -> dict[str, Packed]:
    run.report(ENCODED)
    names = [str(rung.name) for rung in rungs] + [part.folder for part in parts]
    return {name: pack(work / name, run.key) for name in names}


def _insert_pictures(run: Run, rungs: Iterable[Rung], made: dict[str, Packed]) -> None:
    rate = round(Decimal(float(run.source.frame_rate)), 3)
    Rendition.objects.bulk_create(
        Rendition(
            encode=run.encode,
            rung=rung.name,
            width=rung.width,
            height=rung.height,
            codecs=made[str(rung.name)].codecs,
            frame_rate=rate,
            peak_bandwidth=made[str(rung.name)].bandwidth.peak,
            average_bandwidth=made[str(rung.name)].bandwidth.average,
        )
        for rung in rungs
    )


def _insert_sounds(run: Run, parts: Iterable[SoundPart], made: dict[str, Packed]) -> None:
    known = said_before(run.encode, run.source.sounds)
    AudioTrack.objects.bulk_create(
        AudioTrack(
            encode=run.encode,
            position=part.position,
            folder=part.folder,
            channels=part.channels,
            codecs=made[part.folder].codecs,
            peak_bandwidth=made[part.folder].bandwidth.peak,
            average_bandwidth=made[part.folder].bandwidth.average,
            **known.get(part.position, _said_by_file(run.encode.film, part)),
        )
        for part in parts
    )


def _said_by_file(film: Film, part: SoundPart) -> dict[str, Any]:
    return {
        "language": _language(film, part),
        "kind": part.sound.kind,
        "name": _name(film, part),
        "is_default": part.position == 0,
    }


def _language(film: Film, part: SoundPart) -> str:
    """As the file says; a first sound that says nothing is taken to be in the film's own."""
    if part.sound.language == UNKNOWN and part.position == 0 and film.original_language:
        return film.original_language
    return part.sound.language


def _name(film: Film, part: SoundPart) -> str:
    """The file's own title, else the language and what is special about it; editors may rename it."""
    language = _language(film, part)
    name = part.sound.title or (own_name(language) if language != UNKNOWN else "Original")
    if part.sound.kind != AudioKind.MAIN and not part.sound.title:
        name = f"{name} ({AudioKind(part.sound.kind).label})"
    return name[:LONGEST_NAME]


def _draw_artwork(run: Run, path: Path, work: Path) -> None:
    """A film without a picture of its own gets one of its frames; failing that, none."""
    film = run.encode.film
    film.refresh_from_db()
    if film.poster and film.backdrop:
        return
    frame = work / "frame.png"
    try:
        ffmpeg.still_frame(path, frame, run.source)
        artwork_from_frame(film, frame)
    except (FFmpegFailed, FFmpegTookTooLong, PictureUnreadable):
        return
