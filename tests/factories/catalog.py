"""Films that are ready to play, without a second of encoding."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from apps.catalog.domain.viewing import Viewing
from apps.catalog.enums import EncodeState, FilmState, UploadState
from apps.catalog.models import AudioTrack, Encode, Film, Rendition, Upload
from apps.core.enums import JobState
from apps.core.jobs import start_job
from apps.core.models import Job

CODECS = "avc1.64001f"
RUNGS = {240: 400_000, 480: 1_500_000}


def complete_upload(film: Film) -> Upload:
    return Upload.objects.create(
        film=film,
        filename="rain.mp4",
        size=10,
        received=10,
        state=UploadState.COMPLETE,
        expires_at=timezone.now(),
    )


def ready_encode(film: Film) -> Encode:
    """The film's next version, made current: rows only, no files."""
    job = start_job("catalog.transcode", subject_pk=film.pk)
    Job.objects.for_studio().filter(pk=job.pk).update(state=JobState.DONE, percent=100)
    encode = Encode.objects.create(
        film=film,
        upload=complete_upload(film),
        version=film.encodes.count() + 1,
        state=EncodeState.READY,
        job_pk=job.pk,
        attempts=1,
        duration_seconds=60.0,
        width=854,
        height=480,
        has_audio=True,
        audio_peak_bandwidth=130_000,
        audio_average_bandwidth=128_000,
        ended_at=timezone.now(),
    )
    for rung, bits in RUNGS.items():
        Rendition.objects.create(
            encode=encode,
            rung=rung,
            width=rung * 16 // 9 // 2 * 2,
            height=rung,
            codecs=CODECS,
            frame_rate=Decimal(24),
            peak_bandwidth=bits,
            average_bandwidth=bits * 9 // 10,
        )
    Film.objects.filter(pk=film.pk).update(current_encode=encode, runtime_seconds=60)
    film.refresh_from_db()
    return encode


def sound(encode: Encode, position: int, **more: Any) -> AudioTrack:
    """A sound of the version, on paper, in the next free folder."""
    told = {"name": "Track", "peak_bandwidth": 2, "average_bandwidth": 1, **more}
    folder = f"a{encode.audio_tracks.count()}"
    return AudioTrack.objects.create(encode=encode, position=position, folder=folder, **told)


def published(film: Film) -> Film:
    """The film on the site, playable on paper."""
    ready_encode(film)
    film.state, film.published_at = FilmState.PUBLISHED, timezone.now()
    film.save()
    return film


def viewing(account=None, **fields) -> Viewing:
    """Somebody who looks at the catalogue now, from nowhere in particular."""
    told = {"profile": None, "country": "", "now": timezone.now(), **fields}
    return Viewing(account=account, **told)
