"""The demo's films go the way of any film: described, illustrated, uploaded, encoded, published."""

from collections.abc import Iterable
from dataclasses import dataclass

from apps.accounts.models import User
from apps.catalog.enums import Artwork, EncodeState
from apps.catalog.models import Encode, Film
from apps.catalog.services.artwork import set_artwork
from apps.catalog.services.encodes import retry_encode
from apps.catalog.services.uploads import upload_file
from apps.core.models import Job
from apps.studio.domain.demo.showcase import DemoFilm, DemoStudio
from apps.studio.services.demo.pictures import backdrop_file, clip_file, poster_file
from apps.studio.services.demo.places import placed_film

OVER = {EncodeState.FAILED, EncodeState.CANCELLED}


@dataclass(frozen=True)
class FilmProgress:
    """How far a film is: on the site, failed for a reason, or on its way."""

    slug: str
    title: str
    is_ready: bool = False
    percent: int = 0
    failure: str = ""

    @property
    def is_over(self) -> bool:
        return self.is_ready or bool(self.failure)


def prepare_film(demo: DemoFilm, *, studio: DemoStudio, by: User) -> Film:
    """Bring the film as far as the queue of the encoders; each part only if it is missing.

    Runs in the studio's context. Raises PermanentError when its clip cannot be made, and whatever
    the services of the catalogue refuse.
    """
    film = Film.objects.filter(slug=demo.slug).first() or placed_film(demo, studio=studio, by=by)
    if not film.poster:
        poster = poster_file(demo, studio_name=studio.name)
        set_artwork(film, kind=Artwork.POSTER, picture=poster, by=by)
    if not film.backdrop:
        set_artwork(film, kind=Artwork.BACKDROP, picture=backdrop_file(demo), by=by)
    latest = film.encodes.first()
    if latest is None:
        upload_file(clip_file(demo), film=film, by=by)
    elif latest.state in OVER and not film.is_playable:
        retry_encode(latest, by=by)
    return film


def is_prepared(demo: DemoFilm) -> bool:
    """Nothing is left to be done for this film, whatever became of it since."""
    return (
        Film.objects.filter(slug=demo.slug, current_encode__isnull=False)
        .exclude(poster="")
        .exists()
    )


def progress_of(slugs: Iterable[str]) -> list[FilmProgress]:
    """How far these films of the current studio are: 3 queries."""
    films = list(Film.objects.filter(slug__in=slugs))
    encodes: dict[object, Encode] = {}
    for encode in Encode.objects.filter(film__in=films).order_by("version"):
        encodes[encode.film_id] = encode
    jobs = Job.objects.for_studio().in_bulk([encode.job_pk for encode in encodes.values()])
    return [_progress(film, encodes.get(film.pk), jobs) for film in films]


def _progress(film: Film, encode: Encode | None, jobs: dict[object, Job]) -> FilmProgress:
    if film.is_playable:
        return FilmProgress(film.slug, film.title, is_ready=True, percent=100)
    job = jobs.get(encode.job_pk) if encode else None
    percent = job.percent if job else 0
    failure = ""
    if encode and encode.state in OVER:
        failure = (job.error_detail if job else "") or str(EncodeState(encode.state).label)
    return FilmProgress(film.slug, film.title, percent=percent, failure=failure)
