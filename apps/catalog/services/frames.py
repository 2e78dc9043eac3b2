"""Pictures of a film at chosen moments, for its poster and backdrop.

They are drawn from the version that is played, one segment of it each, so nobody waits for an
original of many gigabytes.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films
from apps.catalog.adapters.ffmpeg.process import FFmpegFailed, FFmpegTookTooLong
from apps.catalog.adapters.ffmpeg.stills import still_at
from apps.catalog.adapters.files import stills
from apps.catalog.domain.encryption import decrypted
from apps.catalog.domain.stills import moments_around, spread_moments
from apps.catalog.enums import Artwork
from apps.catalog.errors import FilmHasNoVideo
from apps.catalog.models import Encode, Film
from apps.catalog.services.artwork import set_artwork
from apps.catalog.services.content_keys import content_key_of
from apps.core.errors import Forbidden, NotFound
from apps.core.job_kinds import JobKind, register
from apps.core.jobs import JobProgress, carry_out, start_job
from apps.core.models import Job
from apps.core.queue import enqueue


def _page(job: Job) -> str:
    return reverse("desk-film-pictures", args=[job.subject_pk]) if job.subject_pk else ""


DRAWING = register(
    JobKind(
        key="catalog.frames",
        label=_("Drawing pictures of a film"),
        steps={"drawing": _("Drawing")},
        page=_page,
        managed_by=can_edit_films,
    )
)


def ask_for_frames(film: Film, *, around: float | None, by: User) -> Job:
    """Have pictures drawn: around a moment, or spread over the film.

    They take the place of those drawn before. Asked again meanwhile, the answer is the work that
    is under way. Raises FilmHasNoVideo.
    """
    if not can_edit_films(by):
        raise Forbidden
    if film.current_encode is None:
        raise FilmHasNoVideo
    under_way: Job | None = drawing_of(film)
    if under_way is not None:
        return under_way
    job = start_job(DRAWING.key, subject_pk=film.pk, by_pk=by.pk, title=film.title)
    milliseconds = None if around is None else round(around * 1000)
    job_pk, film_pk = str(job.pk), str(film.pk)
    enqueue("catalog.draw_frames", job_pk=job_pk, film_pk=film_pk, milliseconds=milliseconds)
    return job


def drawing_of(film: Film) -> Job | None:
    """The work that draws pictures of this film now: 1 query."""
    jobs = Job.objects.for_studio().filter(kind=DRAWING.key, subject_pk=film.pk)
    found: Job | None = jobs.order_by("-created_at").first()
    return found if found and not found.is_over else None


def draw_frames(job: Job, film: Film, *, around: float | None) -> None:
    """The work itself; a moment that cannot be drawn is left out."""
    encode = film.current_encode
    if encode is None or not encode.duration_seconds:
        moments = []
    elif around is None:
        moments = spread_moments(encode.duration_seconds)
    else:
        moments = moments_around(around, encode.duration_seconds)
    carry_out(job, lambda progress: _draw(progress, film, encode, moments))


def use_frame(film: Film, *, name: str, kind: Artwork, by: User) -> Film:
    """Make a drawn picture the film's poster or backdrop. Raises NotFound and ArtworkRefused."""
    if name not in stills.names(film.pk):
        raise NotFound
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(stills.content(film.pk, name))
        return set_artwork(film, kind=kind, picture=path, by=by)


def _draw(
    progress: JobProgress, film: Film, encode: Encode | None, moments: Iterable[float]
) -> None:
    stills.remove_all(film.pk)
    wanted = list(moments)
    if encode is None or not wanted:
        return
    with TemporaryDirectory() as folder, suppress(FileNotFoundError):
        reel, key = _best_of(film, encode), content_key_of(encode)
        for done, moment in enumerate(wanted):
            progress.report(100 * done / len(wanted), step="drawing")
            _draw_one(film, reel, key, moment, Path(folder))


def _best_of(film: Film, encode: Encode) -> stills.Reel:
    """The best quality that is there."""
    best = encode.renditions.order_by("-rung").first()
    return stills.reel(film.pk, encode.directory, best.rung if best else 0)


def _draw_one(film: Film, reel: stills.Reel, key: bytes, moment: float, folder: Path) -> None:
    target = folder / stills.name_of(moment)
    with suppress(FFmpegFailed, FFmpegTookTooLong, FileNotFoundError, ValueError):
        excerpt = reel.excerpt(moment)
        content = excerpt.content
        piece = folder / "piece.mp4"
        piece.write_bytes(reel.head + (decrypted(content, key, excerpt.number) if key else content))
        still_at(piece, target, seconds=excerpt.offset)
        if target.exists():
            stills.store(film.pk, target)
