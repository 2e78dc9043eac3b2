"""The work of one encode: check the file, encode it, measure it, and flip the film to it."""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.utils import timezone

from apps.accounts.services import audit
from apps.catalog.adapters.ffmpeg import encode as ffmpeg
from apps.catalog.adapters.ffmpeg.probe import probe
from apps.catalog.adapters.ffmpeg.process import FFmpegDiskFull, FFmpegFailed, FFmpegTookTooLong
from apps.catalog.adapters.files import packages, sources
from apps.catalog.domain.ladder import Rung, ladder_for
from apps.catalog.domain.measuring import (
    SILENCE,
    Bandwidth,
    bandwidth_of,
    segments_of,
    total_seconds,
)
from apps.catalog.domain.mp4 import h264_codecs
from apps.catalog.domain.pace import pace_of
from apps.catalog.domain.source import Source, read_source
from apps.catalog.enums import EncodeState
from apps.catalog.errors import (
    EncodeDiskFull,
    EncodeFailed,
    NotAVideo,
    VideoRefused,
    VideoTookTooLong,
    VideoTruncated,
)
from apps.catalog.models import Encode, Film, Rendition, Upload
from apps.catalog.selectors.encodes import job_of
from apps.catalog.services.artwork import artwork_from_frame
from apps.catalog.services.encodes import end_cancelled, fail_encode, refuse_upload
from apps.catalog.services.films import publish_locked
from apps.core.errors import DomainError
from apps.core.images import PictureUnreadable
from apps.core.jobs import JobCancelled, JobProgress, JobTakenOver, begin_job, finish_job
from apps.core.storage.contract import Counted

PIECE = 8 * 1024**2
CHECKING, ENCODING, PACKAGING = "checking", "encoding", "packaging"
FETCHED_PERCENT, CHECKED_PERCENT, ENCODED_PERCENT = 2, 5, 97
MISSING_SECONDS, MISSING_SHARE = 1.5, 0.02


class Superseded(Exception):
    """Another worker has taken this encode over."""


@dataclass(frozen=True)
class Measured:
    """One rendition as it lies on disk."""

    bandwidth: Bandwidth
    seconds: float


class Run:
    """One worker's attempt at an encode; it stops by itself when it is no longer the latest."""

    def __init__(self, encode: Encode) -> None:
        self.encode = encode
        self.progress = JobProgress(job_of(encode))
        self.started = time.monotonic()

    def report(self, percent: float, step: str, seconds_left: float | None = None) -> None:
        """Raises JobCancelled and Superseded."""
        if not self.mine().exists():
            raise Superseded
        self.progress.report(percent, step=step, seconds_left=seconds_left)

    def mine(self) -> Any:
        """The encode's row, while it still is this attempt's."""
        return Encode.objects.filter(
            pk=self.encode.pk,
            job_pk=self.encode.job_pk,
            attempts=self.encode.attempts,
            state__in=[EncodeState.PROBING, EncodeState.ENCODING],
        )

    def encoded(self, block: Mapping[str, str], duration: float) -> None:
        pace = pace_of(block, duration=duration, elapsed=time.monotonic() - self.started)
        span = ENCODED_PERCENT - CHECKED_PERCENT
        self.report(CHECKED_PERCENT + span * pace.done, ENCODING, pace.seconds_left)


def run_encode(encode: Encode) -> None:
    """Encode the film from its upload; running it twice is the same as once.

    Does nothing for an encode that is over. One that an earlier worker left half-way is begun
    anew, and that worker stops by itself should it still be there: the queue gives a task to one
    worker at a time. Refusals and failures are recorded on the encode and its job, not raised.
    """
    if not _claimed(encode):
        return
    if not begin_job(job_of(encode)):
        end_cancelled(encode)
        return
    try:
        _encode(Run(encode))
    except JobCancelled:
        end_cancelled(encode)
    except (Superseded, JobTakenOver):
        return
    except VideoRefused as refusal:
        refuse_upload(encode.upload)
        fail_encode(encode, refusal)
        sources.remove(encode.upload_id)
    except DomainError as failure:
        fail_encode(encode, failure)


def _claimed(encode: Encode) -> bool:
    """Count the attempt, which is what tells the latest worker from those before it."""
    with transaction.atomic():
        rows = Encode.objects.select_for_update(of=("self",))
        row = rows.filter(pk=encode.pk, state__in=EncodeState.unfinished()).first()
        if row is None:
            return False
        row.attempts, row.state = row.attempts + 1, EncodeState.PROBING
        row.save(update_fields=["attempts", "state"])
    encode.attempts, encode.state = row.attempts, row.state
    return True


def _encode(run: Run) -> None:
    encode = run.encode
    if not sources.has_room_to_fetch(encode.upload.size):
        raise EncodeDiskFull
    work = packages.start_work(encode.film_id, encode.pk, encode.attempts)
    packages.forget_other_attempts(encode.film_id, encode.version)
    run.report(0, CHECKING)
    try:
        with sources.local_copy(encode.upload_id, counted=_fetching(run)) as path:
            source = _checked(run, path)
            rungs = ladder_for(source.width, source.height, source.frame_rate)
            _transcode(run, path, work, source, rungs)
            run.report(ENCODED_PERCENT, PACKAGING)
            _deliver(run, path, work, source, rungs)
    finally:
        packages.discard(work)


def _fetching(run: Run) -> Counted:
    """Reports the original's way from the object store; on this machine's disk it has none."""
    fetched = 0

    def counted(size: int) -> None:
        nonlocal fetched
        fetched += size
        run.report(FETCHED_PERCENT * fetched / run.encode.upload.size, CHECKING)

    return counted


def _checked(run: Run, path: Path) -> Source:
    """Fingerprint and probe the upload; raises VideoRefused."""
    _fingerprint(run, path)
    try:
        answer = probe(path)
    except FFmpegTookTooLong as error:
        raise VideoTookTooLong from error
    except FFmpegFailed as error:
        raise NotAVideo from error
    source = read_source(answer)
    run.mine().update(
        state=EncodeState.ENCODING,
        probe=answer,
        duration_seconds=source.duration_seconds,
        width=source.width,
        height=source.height,
        has_audio=source.audio_stream is not None,
    )
    run.report(CHECKED_PERCENT, ENCODING)
    return source


def _fingerprint(run: Run, path: Path) -> None:
    """SHA-256 of the upload, once: it tells two uploads of one file apart from two films."""
    upload = run.encode.upload
    if upload.sha256:
        return
    digest, read = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            read += len(piece)
            share = read / upload.size
            run.report(FETCHED_PERCENT + (CHECKED_PERCENT - FETCHED_PERCENT) * share, CHECKING)
    Upload.objects.filter(pk=upload.pk).update(sha256=digest.hexdigest())


def _transcode(run: Run, path: Path, work: Path, source: Source, rungs: list[Rung]) -> None:
    """Run ffmpeg; its failures become ours."""
    run.started = time.monotonic()
    try:
        ffmpeg.encode(
            path, work, source, rungs, lambda block: run.encoded(block, source.duration_seconds)
        )
    except (FFmpegTookTooLong, SoftTimeLimitExceeded) as error:
        raise VideoTookTooLong from error
    except FFmpegDiskFull as error:
        raise EncodeDiskFull from error
    except FFmpegFailed as error:
        raise EncodeFailed from error


def _deliver(run: Run, path: Path, work: Path, source: Source, rungs: list[Rung]) -> None:
    """Measure what was made, move it to its place and let the film play it."""
    pictures = {rung: measured(work / str(rung.name)) for rung in rungs}
    sound = measured(work / ffmpeg.AUDIO) if source.audio_stream is not None else None
    seconds = min(picture.seconds for picture in pictures.values())
    if seconds < source.duration_seconds * (1 - MISSING_SHARE) - MISSING_SECONDS:
        raise VideoTruncated
    renditions = [
        _rendition(run.encode, rung, picture, source, work) for rung, picture in pictures.items()
    ]
    _draw_artwork(run.encode.film, path, work, source)
    _play(run, work, renditions, sound.bandwidth if sound else SILENCE, seconds)


def _play(
    run: Run, work: Path, renditions: list[Rendition], sound: Bandwidth, seconds: float
) -> None:
    """Store what was made, before the transaction that makes it current; unless that wins, drop it."""
    encode = run.encode
    folder = packages.store(
        work,
        encode.film_id,
        encode.version,
        counted=lambda size: run.report(ENCODED_PERCENT + 1, PACKAGING),
    )
    try:
        _flip(run, folder, renditions, sound, seconds)
    except BaseException:
        packages.remove_folder(encode.film_id, folder)
        raise


def measured(directory: Path) -> Measured:
    """Bandwidth and length of the rendition in ``directory``, from its playlist and its files."""
    playlist = (directory / "index.m3u8").read_text()
    sizes = {file.name: file.stat().st_size for file in directory.iterdir()}
    segments = segments_of(playlist, sizes)
    return Measured(bandwidth_of(segments), total_seconds(segments))


def _rendition(
    encode: Encode, rung: Rung, picture: Measured, source: Source, work: Path
) -> Rendition:
    return Rendition(
        encode=encode,
        rung=rung.name,
        width=rung.width,
        height=rung.height,
        codecs=h264_codecs((work / str(rung.name) / "init.mp4").read_bytes()),
        frame_rate=round(Decimal(float(source.frame_rate)), 3),
        peak_bandwidth=picture.bandwidth.peak,
        average_bandwidth=picture.bandwidth.average,
    )


def _draw_artwork(film: Film, path: Path, work: Path, source: Source) -> None:
    """A film without a picture of its own gets one of its frames; failing that, none."""
    film.refresh_from_db()
    if film.poster and film.backdrop:
        return
    frame = work / "frame.png"
    try:
        ffmpeg.still_frame(path, frame, source)
        artwork_from_frame(film, frame)
    except (FFmpegFailed, FFmpegTookTooLong, PictureUnreadable):
        return
    finally:
        frame.unlink(missing_ok=True)


def _flip(
    run: Run, folder: str, renditions: list[Rendition], sound: Bandwidth, seconds: float
) -> None:
    """Ready, in place, current and finished in one transaction: only the latest attempt wins.

    Raises JobCancelled, before anything is in its place, when somebody asked to stop in time.
    """
    encode = run.encode
    with transaction.atomic():
        won = run.mine().update(
            state=EncodeState.READY,
            folder=folder,
            ended_at=timezone.now(),
            duration_seconds=seconds,
            audio_peak_bandwidth=sound.peak,
            audio_average_bandwidth=sound.average,
        )
        if not won:
            raise Superseded
        finish_job(job_of(encode))
        encode.renditions.all().delete()
        Rendition.objects.bulk_create(renditions)
        Film.objects.filter(pk=encode.film_id).update(
            current_encode=encode, runtime_seconds=max(1, round(seconds)), updated_at=timezone.now()
        )
        _publish_if_wished(encode.film)


def _publish_if_wished(film: Film) -> None:
    film.refresh_from_db()
    if film.publish_when_ready and publish_locked(film):
        audit.record("film.published", by="worker", target=film)
